import QueryPlanning

/// A step of a plan at work: takes rows and pushes rows into the step behind it.
///
/// ```
/// begin(row)   →   push(row), push(row), …   →   finish()
/// ```
///
/// An operator belongs to one run at a time, and is used again by the next: ``begin(_:_:)`` makes
/// everything new, and ``rest()`` lets go of what should not be held between two runs.
class Operator {
    /// Starts anew. `row` is what the plan is run with.
    func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {}

    /// Takes a row; slots that belong to later steps may be written into it.
    ///
    /// - Returns: whether more rows are welcome.
    func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool { true }

    /// Whether it is of use to push batches: ``push(_:_:_:)`` then works on columns.
    var takesBatches: Bool { false }

    /// Takes rows that lie in columns; as ``push(_:_:)`` for one after the other.
    ///
    /// - Parameter row: what the rows have in common. Slots that belong to later steps, and those of
    ///   the columns, may be written into it.
    /// - Precondition: the graph is a snapshot.
    /// - Returns: whether more rows are welcome.
    func push(
        _ batch: inout RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        try pushRows(of: batch, &row, &run)
    }

    /// Takes the rows of a batch one by one.
    final func pushRows(
        of batch: RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        for index in 0..<batch.count {
            batch.write(index, into: &row, run)
            guard try push(&row, &run) else { return false }
        }
        return true
    }

    /// No more rows come.
    func finish(_ run: inout Run) throws(ExecutionError) {}

    /// The run is over. Small buffers may stay for the next.
    func rest() {}
}

/// An operator with one step behind it.
class PipelineOperator: Operator {
    let next: Operator

    init(into next: Operator) { self.next = next }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        try next.begin(row, &run)
    }

    override func finish(_ run: inout Run) throws(ExecutionError) { try next.finish(&run) }

    override func rest() { next.rest() }
}

/// The end of a plan inside a plan: hands rows on, and neither begins nor finishes what is behind.
final class JunctionOperator: Operator {
    private let next: Operator
    /// Where the columns of a part of a union are, and where they belong.
    private let moves: [(from: Int, to: Int)]
    private(set) var rowCount = 0
    /// Whether the step behind welcomes more.
    private(set) var isOpen = true

    init(into next: Operator, moves: [(from: Int, to: Int)] = []) {
        self.next = next
        self.moves = moves
    }

    override func begin(_ row: Row, _ run: inout Run) {
        rowCount = 0
        isOpen = true
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        rowCount += 1
        for move in moves { row[move.to] = row[move.from] }
        isOpen = try next.push(&row, &run)
        return isOpen
    }
}
