import QueryPlanning

/// Gives the first rows of an order, equal ones as they came: see ``TopRows``.
///
/// **Complexity**: O(rows · log count), and no more rows in memory than are wanted.
final class TopOperator: PipelineOperator {
    private let order: KeyOrder
    private let keyValues: [Evaluation]
    /// The slots that are read behind the step: only those wait.
    private let kept: [Int]
    private let limit: PlanExpression
    private let skip: PlanExpression?
    /// Room for the keys of a row.
    private var keys: [Value]
    private var top: TopRows

    /// - Parameter keys: the expressions of `order`.
    /// - Parameter skip: how many of the rows are passed over behind.
    init(
        _ order: [PhysicalOrder], _ keys: [Evaluation], limit: PlanExpression,
        skip: PlanExpression?, kept: [Int], into next: Operator
    ) {
        self.order = KeyOrder(order)
        keyValues = keys
        self.kept = kept
        self.limit = limit
        self.skip = skip
        self.keys = Array(repeating: .null, count: keys.count)
        top = TopRows(self.order, kept: kept)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        let skipped = try skip.map { e throws(ExecutionError) in try run.rowCount(e, row) } ?? 0
        let (sum, isHuge) = try run.rowCount(limit, row).addingReportingOverflow(skipped)
        top.begin(isHuge ? .max : sum, &run)
        try next.begin(row, &run)
    }

    override func rest() {
        for column in keys.indices { keys[column] = .null }
        top.rest()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        guard top.countMax > 0 else { return true }
        var keys: [Value] = []
        swap(&keys, &self.keys)
        defer { swap(&keys, &self.keys) }
        for column in keyValues.indices {
            keys[column] = try keyValues[column].value(&row, &run)
        }
        try top.add(keys, row, &run)
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        // Taken out, so that what is changed meanwhile cannot copy them.
        var top = TopRows(order, kept: kept)
        swap(&top, &self.top)
        try top.sort(run.control)
        var row = Row(repeating: .null, count: run.prepared.plan.slotCount)
        for place in 0..<top.count {
            try run.step()
            top.read(place, into: &row)
            guard try next.push(&row, &run) else { break }
        }
        top.end(&run)
        swap(&top, &self.top)
        try next.finish(&run)
    }
}
