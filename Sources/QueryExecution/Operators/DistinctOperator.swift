import QueryPlanning

/// Lets each combination of values through once.
final class DistinctOperator: PipelineOperator {
    private let slots: [Int]
    private var seen: GroupTable
    private var held = HeldValues()
    private var key: [Value] = []

    init(slots: [Int], into next: Operator) {
        self.slots = slots
        seen = GroupTable(width: slots.count)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        held.end(&run)
        seen.removeAll()
        try next.begin(row, &run)
    }

    override func rest() {
        seen.removeAll()
        held = HeldValues()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        key.removeAll(keepingCapacity: true)
        for slot in slots { key.append(row[slot]) }
        let count = seen.count
        guard try seen.number(of: key, run.control) == count else { return true }
        try held.add(key, &run)
        return try next.push(&row, &run)
    }
}
