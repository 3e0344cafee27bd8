import QueryPlanning

/// Lets each combination of values through once.
final class DistinctOperator: PipelineOperator {
    private let slots: [Int]
    private var seen: Set<GroupKey> = []

    init(slots: [Int], into next: Operator) {
        self.slots = slots
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        seen.removeAll()
        try next.begin(row, &run)
    }

    override func rest() {
        seen = []
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        guard seen.insert(GroupKey(values: slots.map { row[$0] })).inserted else { return true }
        try run.checkHeld(seen.count * slots.count)
        return try next.push(&row, &run)
    }
}
