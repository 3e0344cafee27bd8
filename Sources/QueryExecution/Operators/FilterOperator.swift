/// Passes over rows for which some condition does not hold.
final class FilterOperator: PipelineOperator {
    /// Most filters have one condition: to call it is cheaper than to go through a list.
    private let first: Evaluation
    private let others: [Evaluation]

    /// - Precondition: there is a condition.
    init(_ conditions: [Evaluation], into next: Operator) {
        first = conditions[0]
        others = Array(conditions.dropFirst())
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard try first.truth(&row, &run) == true else { return true }
        for condition in others {
            guard try condition.truth(&row, &run) == true else { return true }
        }
        return try next.push(&row, &run)
    }
}
