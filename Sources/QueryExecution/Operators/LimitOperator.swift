import QueryPlanning

/// Lets the first rows through, and asks for no more.
final class LimitOperator: PipelineOperator {
    private let count: PlanExpression
    private var left = 0

    init(_ count: PlanExpression, into next: Operator) {
        self.count = count
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        left = try run.rowCount(count, row)
        try next.begin(row, &run)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard left > 0 else { return false }
        left -= 1
        return try next.push(&row, &run) && left > 0
    }
}
