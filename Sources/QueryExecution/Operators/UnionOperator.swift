import QueryPlanning

/// Runs several plans for each row, one after the other.
final class UnionOperator: PipelineOperator {
    private let branches: [(start: Operator, junction: JunctionOperator)]

    /// Each branch ends in its junction, which leads to `next`.
    init(_ branches: [(start: Operator, junction: JunctionOperator)], into next: Operator) {
        self.branches = branches
        super.init(into: next)
    }

    override func rest() {
        for branch in branches { branch.start.rest() }
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        for (start, junction) in branches {
            var own = row
            try start.begin(row, &run)
            _ = try start.push(&own, &run)
            try start.finish(&run)
            guard junction.isOpen else { return false }
        }
        return true
    }
}
