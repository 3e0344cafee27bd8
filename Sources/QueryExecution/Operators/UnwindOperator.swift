import QueryPlanning

/// Gives a row for each element of a list.
final class UnwindOperator: PipelineOperator {
    private let list: PlanExpression
    private let slot: Int

    init(_ list: PlanExpression, slot: Int, into next: Operator) {
        self.list = list
        self.slot = slot
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard let elements = try run.elements(list, &row) else { return true }
        for element in elements {
            try run.step()
            row[slot] = element
            guard try next.push(&row, &run) else { return false }
        }
        return true
    }
}
