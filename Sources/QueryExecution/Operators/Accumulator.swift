import Diagnostics
import QueryPlanning

/// The value of one aggregation over the rows of one group so far.
struct Accumulator {
    private let aggregate: PhysicalAggregate
    private var seen = GroupTable(width: 1)
    private var count = 0
    private var integerSum: Int64 = 0
    /// The sum as a float; of the floats among the values only, while the integers fit.
    private var floatSum = 0.0
    private var hasFloat = false
    private var extreme: Value = .null
    private var values = PieceArray<Value>()
    /// How much of the memory of the run is held for this value.
    private var heldCount = 0
    /// The second argument of a percentile.
    private var share: Double?
    // Running mean and sum of squared differences (Welford), so that large values lose nothing.
    private var mean = 0.0
    private var squares = 0.0

    /// How many values an accumulator is as large as.
    static let valueCount = 8

    init(_ aggregate: PhysicalAggregate) { self.aggregate = aggregate }

    mutating func add(
        _ arguments: [Value], _ held: inout HeldValues, _ run: inout Run
    ) throws(ExecutionError) {
        if aggregate.isStar {
            count += 1
            return
        }
        let value = arguments[0]
        if arguments.count > 1 { try setShare(arguments[1]) }
        guard !value.isNull else { return }
        if aggregate.isDistinct {
            let count = seen.count
            guard try seen.number(of: [value], run.control) == count else { return }
            try hold(value, &held, &run)
        }
        count += 1
        switch aggregate.function {
        case .count: break
        case .collect:
            try hold(value, &held, &run)
            values.append(value)
        case .min:
            if extreme.isNull || Value.order(value, extreme) < 0 {
                try replaceExtreme(value, &held, &run)
            }
        case .max:
            if extreme.isNull || Value.order(value, extreme) > 0 {
                try replaceExtreme(value, &held, &run)
            }
        case .sum, .avg: try addNumber(value)
        case .stDev, .stDevP:
            guard let number = value.number else { throw wrongType(value) }
            let distance = number - mean
            mean += distance / Double(count)
            squares += distance * (number - mean)
        case .percentileDisc, .percentileCont:
            guard value.isNumber else { throw wrongType(value) }
            try hold(value, &held, &run)
            values.append(value)
        }
    }

    private mutating func hold(
        _ value: Value, _ held: inout HeldValues, _ run: inout Run
    ) throws(ExecutionError) {
        let before = held.count
        try held.add(value, &run, aggregate.span)
        heldCount += held.count - before
    }

    private mutating func replaceExtreme(
        _ value: Value, _ held: inout HeldValues, _ run: inout Run
    ) throws(ExecutionError) {
        extreme = value
        // Counted on its own: the value before it is gone.
        var own = HeldValues()
        try own.add(value, &run, aggregate.span)
        let count = own.count
        own.end(&run)
        try held.add(count: count - heldCount, &run, aggregate.span)
        heldCount = count
    }

    private func wrongType(_ value: Value) -> ExecutionError {
        .wrongType(aggregate.arguments[0].span, expected: "a number", value)
    }

    private mutating func addNumber(_ value: Value) throws(ExecutionError) {
        switch value {
        case .integer(let number):
            floatSum += Double(number)
            guard aggregate.function == .sum, !hasFloat else { return }
            let (sum, isOverflow) = integerSum.addingReportingOverflow(number)
            if isOverflow { throw .overflow(aggregate.span) }
            integerSum = sum
        case .float(let number):
            hasFloat = true
            floatSum += number
        default: throw wrongType(value)
        }
    }

    private mutating func setShare(_ value: Value) throws(ExecutionError) {
        let span = aggregate.arguments[1].span
        guard let number = value.number else {
            throw .wrongType(span, expected: "a number", value)
        }
        guard number >= 0, number <= 1 else { throw .outOfRange(span, "the share") }
        share = number
    }

    /// The value of all rows. Nothing is held for it any longer, and no rows come.
    mutating func finish(
        _ held: inout HeldValues, _ run: inout Run
    ) throws(ExecutionError) -> Value {
        let value = try result(&run)
        (extreme, values, seen) = (.null, PieceArray(), GroupTable(width: 1))
        try held.add(count: -heldCount, &run)
        heldCount = 0
        return value
    }

    private func result(_ run: inout Run) throws(ExecutionError) -> Value {
        switch aggregate.function {
        case .count: return .integer(Int64(count))
        case .collect: return .list(try collected(&run))
        case .min, .max: return extreme
        case .sum: return hasFloat ? .float(floatSum) : .integer(integerSum)
        case .avg: return count == 0 ? .null : .float(floatSum / Double(count))
        case .stDev: return .float(count < 2 ? 0 : (squares / Double(count - 1)).squareRoot())
        case .stDevP: return .float(count == 0 ? 0 : (squares / Double(count)).squareRoot())
        case .percentileDisc, .percentileCont: return try percentile(&run)
        }
    }

    private func collected(_ run: inout Run) throws(ExecutionError) -> [Value] {
        var list: [Value] = []
        list.reserveCapacity(values.count)
        for index in 0..<values.count {
            try run.step()
            list.append(values[index])
        }
        return list
    }

    private func percentile(_ run: inout Run) throws(ExecutionError) -> Value {
        guard let share, !values.isEmpty else { return .null }
        var sorted: [SortEntry] = []
        sorted.reserveCapacity(values.count)
        for index in 0..<values.count {
            try run.step()
            sorted.append(SortEntry(prefix: values[index].sortPrefix, index: index))
        }
        let values = values
        try StableSort.sort(&sorted, run.control) { Value.order(values[$0], values[$1]) < 0 }
        if aggregate.function == .percentileDisc {
            let rank = (share * Double(sorted.count)).rounded(.up)
            return values[sorted[max(0, min(sorted.count, Int(rank)) - 1)].index]
        }
        let position = share * Double(sorted.count - 1)
        let lower = Int(position.rounded(.down))
        let upper = min(lower + 1, sorted.count - 1)
        let low = values[sorted[lower].index].number ?? 0
        let high = values[sorted[upper].index].number ?? 0
        return .float(low + (high - low) * (position - Double(lower)))
    }
}
