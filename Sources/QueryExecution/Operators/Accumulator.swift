import Diagnostics
import QueryPlanning

/// The value of one aggregation over the rows of one group so far.
struct Accumulator {
    private let aggregate: PhysicalAggregate
    private var seen: Set<GroupKey> = []
    private var count = 0
    private var integerSum: Int64 = 0
    /// The sum as a float; of the floats among the values only, while the integers fit.
    private var floatSum = 0.0
    private var hasFloat = false
    private var extreme: Value = .null
    private var values: [Value] = []
    /// The second argument of a percentile.
    private var share: Double?
    // Running mean and sum of squared differences (Welford), so that large values lose nothing.
    private var mean = 0.0
    private var squares = 0.0

    init(_ aggregate: PhysicalAggregate) { self.aggregate = aggregate }

    mutating func add(
        _ arguments: [Value], _ limits: RunControl.Limits
    ) throws(ExecutionError) {
        if aggregate.isStar {
            count += 1
            return
        }
        let value = arguments[0]
        if arguments.count > 1 { try setShare(arguments[1]) }
        guard !value.isNull else { return }
        if aggregate.isDistinct {
            guard seen.insert(GroupKey(values: [value])).inserted else { return }
            guard seen.count <= limits.valueCountMax else {
                throw .tooMuchMemory(aggregate.span)
            }
        }
        count += 1
        switch aggregate.function {
        case .count: break
        case .collect:
            guard values.count < limits.valueCountMax else { throw .tooMuchMemory(aggregate.span) }
            values.append(value)
        case .min: if extreme.isNull || Value.order(value, extreme) < 0 { extreme = value }
        case .max: if extreme.isNull || Value.order(value, extreme) > 0 { extreme = value }
        case .sum, .avg: try addNumber(value)
        case .stDev, .stDevP:
            guard let number = value.number else { throw wrongType(value) }
            let distance = number - mean
            mean += distance / Double(count)
            squares += distance * (number - mean)
        case .percentileDisc, .percentileCont:
            guard value.isNumber else { throw wrongType(value) }
            guard values.count < limits.valueCountMax else { throw .tooMuchMemory(aggregate.span) }
            values.append(value)
        }
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

    func result() throws(ExecutionError) -> Value {
        switch aggregate.function {
        case .count: return .integer(Int64(count))
        case .collect: return .list(values)
        case .min, .max: return extreme
        case .sum: return hasFloat ? .float(floatSum) : .integer(integerSum)
        case .avg: return count == 0 ? .null : .float(floatSum / Double(count))
        case .stDev: return .float(count < 2 ? 0 : (squares / Double(count - 1)).squareRoot())
        case .stDevP: return .float(count == 0 ? 0 : (squares / Double(count)).squareRoot())
        case .percentileDisc, .percentileCont: return percentile()
        }
    }

    private func percentile() -> Value {
        guard let share, !values.isEmpty else { return .null }
        let sorted = values.sorted { Value.order($0, $1) < 0 }
        if aggregate.function == .percentileDisc {
            let rank = (share * Double(sorted.count)).rounded(.up)
            return sorted[max(0, min(sorted.count, Int(rank)) - 1)]
        }
        let position = share * Double(sorted.count - 1)
        let lower = Int(position.rounded(.down))
        let upper = min(lower + 1, sorted.count - 1)
        let low = sorted[lower].number ?? 0
        let high = sorted[upper].number ?? 0
        return .float(low + (high - low) * (position - Double(lower)))
    }
}
