import QueryPlanning

/// Passes over rows for which some condition does not hold.
final class FilterOperator: PipelineOperator {
    private let conditions: [PlanExpression]

    init(_ conditions: [PlanExpression], into next: Operator) {
        self.conditions = conditions
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        for condition in conditions {
            guard try run.holds(condition, &row) else { return true }
        }
        return try next.push(&row, &run)
    }
}
