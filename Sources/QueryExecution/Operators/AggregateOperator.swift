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
    private var groups: GroupTable
    /// The first row of each group.
    private var rows = RowStore(width: 0)
    /// Those of the first group, then those of the next.
    private var accumulators = PieceArray<Accumulator>()
    private var held = HeldValues()
    private var keys: [Value] = []
    private var arguments: [Value] = []

    init(_ aggregation: PhysicalAggregation, into next: Operator) {
        self.aggregation = aggregation
        groups = GroupTable(width: aggregation.groupings.count)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        held.end(&run)
        groups = GroupTable(width: aggregation.groupings.count)
        rows = RowStore(width: row.count)
        accumulators.removeAll()
        keys.removeAll()
        // Without keys there is one group, even of no rows.
        if aggregation.groupings.isEmpty { _ = try group(row, &run) }
        try next.begin(row, &run)
    }

    /// The number of the group that `keys` tell.
    private func group(_ row: Row, _ run: inout Run) throws(ExecutionError) -> Int {
        let number = try groups.number(of: keys, run.control)
        guard number == rows.count else { return number }
        rows.append(row)
        for aggregate in aggregation.aggregates { accumulators.append(Accumulator(aggregate)) }
        try held.add(keys, &run)
        try held.add(row, &run)
        try held.add(count: aggregation.aggregates.count * Accumulator.valueCount, &run)
        return number
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        keys.removeAll(keepingCapacity: true)
        for grouping in aggregation.groupings {
            let value = try run.evaluate(grouping.expression, &row)
            row[grouping.slot] = value
            keys.append(value)
        }
        let first = try group(row, &run) * aggregation.aggregates.count
        for offset in aggregation.aggregates.indices {
            arguments.removeAll(keepingCapacity: true)
            for argument in aggregation.aggregates[offset].arguments {
                arguments.append(try run.evaluate(argument, &row))
            }
            try accumulators[first + offset].add(arguments, &held, &run)
        }
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        var row = Row(repeating: .null, count: run.plan.slotCount)
        for index in 0..<rows.count {
            try run.step()
            rows.read(index, into: &row)
            for (offset, aggregate) in aggregation.aggregates.enumerated() {
                let place = index * aggregation.aggregates.count + offset
                row[aggregate.slot] = try accumulators[place].finish(&held, &run)
            }
            guard try next.push(&row, &run) else { break }
        }
        groups = GroupTable(width: aggregation.groupings.count)
        rows = RowStore(width: 0)
        accumulators.removeAll()
        held.end(&run)
        try next.finish(&run)
    }
}
