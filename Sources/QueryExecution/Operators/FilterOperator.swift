import QueryPlanning

/// Passes over rows for which a condition does not hold.
final class FilterOperator: PipelineOperator {
    private let condition: PlanExpression

    init(_ condition: PlanExpression, into next: Operator) {
        self.condition = condition
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard try run.holds(condition, &row) else { return true }
        return try next.push(&row, &run)
    }
}
