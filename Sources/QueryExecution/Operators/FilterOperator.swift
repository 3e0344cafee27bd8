/// Passes over rows for which some condition does not hold.
final class FilterOperator: PipelineOperator {
    /// Most filters have one condition: to call it is cheaper than to go through a list.
    private let first: Evaluation
    private let others: [Evaluation]
    private let isSelective: Bool
    private var rooms = SelectionRooms()
    private var places: [Int] = []

    /// - Precondition: there is a condition.
    init(_ conditions: [Evaluation], into next: Operator) {
        first = conditions[0]
        others = Array(conditions.dropFirst())
        isSelective = conditions.count == 1 && conditions[0].isSelective && next.takesBatches
        super.init(into: next)
    }

    override func rest() {
        rooms.rest()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard try first.truth(&row, &run) == true else { return true }
        for condition in others {
            guard try condition.truth(&row, &run) == true else { return true }
        }
        return try next.push(&row, &run)
    }

    override var takesBatches: Bool { isSelective }

    override func push(
        _ batch: inout RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        var places: [Int] = []
        swap(&places, &self.places)
        defer { swap(&places, &self.places) }
        places.removeAll(keepingCapacity: true)
        var rooms = SelectionRooms()
        swap(&rooms, &self.rooms)
        defer { swap(&rooms, &self.rooms) }
        guard try first.select(from: batch, &row, &run, &rooms, into: &places) else {
            return try pushRows(of: batch, &row, &run)
        }
        if places.isEmpty { return true }
        if places.count == batch.count { return try next.push(&batch, &row, &run) }
        var selected = batch.rows(at: places)
        return try next.push(&selected, &row, &run)
    }
}
