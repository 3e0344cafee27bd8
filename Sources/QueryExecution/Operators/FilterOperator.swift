/// Passes over rows for which some condition does not hold.
final class FilterOperator: PipelineOperator {
    private let conditions: [Evaluation]

    init(_ conditions: [Evaluation], into next: Operator) {
        self.conditions = conditions
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        for condition in conditions {
            guard try condition.truth(&row, &run) == true else { return true }
        }
        return try next.push(&row, &run)
    }
}
