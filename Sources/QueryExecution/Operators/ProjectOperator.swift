/// Computes values into slots.
final class ProjectOperator: PipelineOperator {
    private let items: [(slot: Int, value: Evaluation)]

    init(_ items: [(slot: Int, value: Evaluation)], into next: Operator) {
        self.items = items
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        for item in items { row[item.slot] = try item.value.value(&row, &run) }
        return try next.push(&row, &run)
    }
}
