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
    private let isColumnar: Bool
    private var room = ColumnRoom()

    init(_ slot: Int, _ value: Evaluation, into next: Operator) {
        self.slot = slot
        self.value = value
        isColumnar = value.isColumnar && next.takesBatches
        super.init(into: next)
    }

    override func rest() {
        room.rest()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        row[slot] = try value.value(&row, &run)
        return try next.push(&row, &run)
    }

    override var takesBatches: Bool { isColumnar }

    override func push(
        _ batch: inout RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        // Taken out, so that the column is the only one who holds its values.
        var room = ColumnRoom()
        swap(&room, &self.room)
        defer { swap(&room, &self.room) }
        guard let column = try value.column(batch, &row, &run, &room) else {
            return try pushRows(of: batch, &row, &run)
        }
        batch.append(column, slot)
        defer { batch.removeLast() }
        return try next.push(&batch, &row, &run)
    }
}
