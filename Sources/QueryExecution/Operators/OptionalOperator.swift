import QueryPlanning

/// Gives the rows of a plan inside; where there is none, the row with null in some slots.
final class OptionalOperator: PipelineOperator {
    private let inner: Operator
    private let junction: JunctionOperator
    private let slots: [Int]

    /// `inner` ends in `junction`, which leads to `next`.
    init(_ inner: Operator, _ junction: JunctionOperator, slots: [Int], into next: Operator) {
        self.inner = inner
        self.junction = junction
        self.slots = slots
        super.init(into: next)
    }

    override func rest() {
        inner.rest()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try inner.begin(row, &run)
        guard try inner.push(&row, &run) else { return false }
        try inner.finish(&run)
        guard junction.rowCount == 0 else { return junction.isOpen }
        for slot in slots { row[slot] = .null }
        return try next.push(&row, &run)
    }
}
