import QueryPlanning

/// Gives the rows in order, equal ones as they came.
final class SortOperator: PipelineOperator {
    private let order: [PhysicalOrder]
    private let limit: PlanExpression?
    private let skip: PlanExpression?
    /// How many rows are needed at most.
    private var countMax = Int.max
    private var rows: [(keys: [Value], row: Row)] = []

    init(
        _ order: [PhysicalOrder], limit: PlanExpression?, skip: PlanExpression?,
        into next: Operator
    ) {
        self.order = order
        self.limit = limit
        self.skip = skip
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        rows = []
        countMax = .max
        if let limit {
            let skipped = try skip.map { e throws(ExecutionError) in try run.rowCount(e, row) } ?? 0
            let (sum, isHuge) = try run.rowCount(limit, row).addingReportingOverflow(skipped)
            countMax = isHuge ? .max : sum
        }
        try next.begin(row, &run)
    }

    override func rest() {
        rows = []
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        guard countMax > 0 else { return true }
        var keys: [Value] = []
        keys.reserveCapacity(order.count)
        for item in order { keys.append(try run.evaluate(item.expression, &row)) }
        // Once enough rows wait, a row behind all of them is not needed. Sorting and cutting now
        // and then keeps twice as many at most.
        if rows.count >= countMax, countMax < 1 << 20, rows.count >= 2 * countMax + 64 {
            sort()
            rows.removeSubrange(countMax...)
        }
        rows.append((keys, row))
        try run.checkHeld(rows.count * (keys.count + row.count))
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        sort()
        let sorted = rows
        rows = []
        for (_, row) in sorted.prefix(countMax) {
            var row = row
            guard try next.push(&row, &run) else { break }
        }
        try next.finish(&run)
    }

    private func sort() {
        let order = order
        // The sort of the standard library keeps equal elements in order.
        rows.sort { left, right in
            for (index, item) in order.enumerated() {
                let result = Value.order(left.keys[index], right.keys[index])
                if result != 0 { return item.isDescending ? result > 0 : result < 0 }
            }
            return false
        }
    }
}
