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

/// Computes a value into a slot. A few of these are cheaper than a list of items.
final class AssignOperator: PipelineOperator {
    private let slot: Int
    private let value: Evaluation

    init(_ slot: Int, _ value: Evaluation, into next: Operator) {
        self.slot = slot
        self.value = value
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        row[slot] = try value.value(&row, &run)
        return try next.push(&row, &run)
    }
}
