import QueryPlanning

/// Computes values into slots.
final class ProjectOperator: PipelineOperator {
    private let items: [PhysicalProjection]

    init(_ items: [PhysicalProjection], into next: Operator) {
        self.items = items
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        for item in items { row[item.slot] = try run.evaluate(item.expression, &row) }
        return try next.push(&row, &run)
    }
}
