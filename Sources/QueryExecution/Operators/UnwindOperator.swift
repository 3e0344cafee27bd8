import QueryPlanning

/// Gives a row for each element of a list.
final class UnwindOperator: PipelineOperator {
    private let list: PlanExpression
    private let slot: Int
    /// Kept here, so that after an error a long list is freed with the operator.
    private var elements: [Value] = []

    init(_ list: PlanExpression, slot: Int, into next: Operator) {
        self.list = list
        self.slot = slot
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard let elements = try run.elements(list, &row) else { return true }
        self.elements = elements
        var isOpen = true
        for element in elements {
            try run.step()
            row[slot] = element
            isOpen = try next.push(&row, &run)
            if !isOpen { break }
        }
        self.elements = []
        return isOpen
    }
}
