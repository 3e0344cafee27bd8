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
    private var groups: [GroupKey: Int] = [:]
    private var rows: [Row] = []
    private var accumulators: [[Accumulator]] = []

    init(_ aggregation: PhysicalAggregation, into next: Operator) {
        self.aggregation = aggregation
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        groups = [:]
        rows = []
        accumulators = []
        // Without keys there is one group, even of no rows.
        if aggregation.groupings.isEmpty { _ = group([], row) }
        try next.begin(row, &run)
    }

    override func rest() {
        (groups, rows, accumulators) = ([:], [], [])
        next.rest()
    }

    private func group(_ keys: [Value], _ row: Row) -> Int {
        let key = GroupKey(values: keys)
        if let index = groups[key] { return index }
        groups[key] = rows.count
        rows.append(row)
        accumulators.append(aggregation.aggregates.map { Accumulator($0) })
        return rows.count - 1
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        var keys: [Value] = []
        for grouping in aggregation.groupings {
            let value = try run.evaluate(grouping.expression, &row)
            row[grouping.slot] = value
            keys.append(value)
        }
        let index = group(keys, row)
        try run.checkHeld(rows.count * row.count)
        for offset in aggregation.aggregates.indices {
            let aggregate = aggregation.aggregates[offset]
            var values: [Value] = []
            for argument in aggregate.arguments { values.append(try run.evaluate(argument, &row)) }
            try accumulators[index][offset].add(values, run.control.limits)
        }
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        let (finished, results) = (rows, accumulators)
        (groups, rows, accumulators) = ([:], [], [])
        for (index, row) in finished.enumerated() {
            var row = row
            for (offset, aggregate) in aggregation.aggregates.enumerated() {
                row[aggregate.slot] = try results[index][offset].result()
            }
            guard try next.push(&row, &run) else { break }
        }
        try next.finish(&run)
    }
}
