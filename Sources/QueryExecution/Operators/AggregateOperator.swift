import QueryPlanning

/// Makes one row of each group of rows.
///
/// ```
/// d  s        d  count(s)
/// 1  10
/// 1  11   →   1  2
/// 2  10       2  1
/// ```
final class AggregateOperator: PipelineOperator {
    private let aggregation: PhysicalAggregation
    private let groupings: [(slot: Int, value: Evaluation)]
    /// The expressions of each aggregate.
    private let argumentValues: [[Evaluation]]
    /// The slots of the first row of a group that are read behind the step.
    private let kept: [Int]
    private var groups: GroupTable
    /// The first row of each group.
    private var rows: RowStore
    /// Those of the first group, then those of the next.
    private var accumulators = PieceArray<Accumulator>()
    private var held = HeldValues()
    private var keys: [Value] = []
    private var arguments: [Value] = []

    init(
        _ aggregation: PhysicalAggregation, groupings: [(slot: Int, value: Evaluation)],
        arguments: [[Evaluation]], kept: [Int], into next: Operator
    ) {
        self.aggregation = aggregation
        self.groupings = groupings
        argumentValues = arguments
        self.kept = kept
        groups = GroupTable(width: groupings.count)
        rows = RowStore(width: kept.count)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        held.end(&run)
        clear()
        // Without keys there is one group, even of no rows.
        if groupings.isEmpty { try addGroup(row, &run) }
        try next.begin(row, &run)
    }

    override func rest() {
        clear()
        held = HeldValues()
        next.rest()
    }

    private func clear() {
        groups.removeAll()
        rows.removeAll()
        accumulators.removeAll()
        keys.removeAll(keepingCapacity: true)
        arguments.removeAll(keepingCapacity: true)
    }

    private func addGroup(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        rows.append(kept, of: row)
        rows.endRow()
        for aggregate in aggregation.aggregates { accumulators.append(Accumulator(aggregate)) }
        try held.add(keys, &run)
        try held.add(kept, of: row, &run)
        try held.add(count: aggregation.aggregates.count * Accumulator.valueCount, &run)
    }

    /// The number of the group of a row.
    private func group(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Int {
        if groupings.isEmpty { return 0 }
        keys.removeAll(keepingCapacity: true)
        for grouping in groupings {
            let value = try grouping.value.value(&row, &run)
            row[grouping.slot] = value
            keys.append(value)
        }
        let number = try groups.number(of: keys, run.control)
        if number == rows.count { try addGroup(row, &run) }
        return number
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        var place = try group(&row, &run) * argumentValues.count
        for values in argumentValues {
            arguments.removeAll(keepingCapacity: true)
            for value in values { arguments.append(try value.value(&row, &run)) }
            try accumulators[place].add(arguments, &held, &run)
            place += 1
        }
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        var row = Row(repeating: .null, count: run.prepared.plan.slotCount)
        for index in 0..<rows.count {
            try run.step()
            rows.read(index, from: 0, into: kept, of: &row)
            for (offset, aggregate) in aggregation.aggregates.enumerated() {
                let place = index * aggregation.aggregates.count + offset
                row[aggregate.slot] = try accumulators[place].finish(&held, &run)
            }
            guard try next.push(&row, &run) else { break }
        }
        clear()
        held.end(&run)
        try next.finish(&run)
    }
}
