/// Takes the rows of a result, one after the other.
package protocol ResultConsumer: AnyObject {
    /// Takes a row, which is good only until this returns.
    ///
    /// - Returns: whether more rows are welcome.
    func take(_ row: borrowing Row, _ run: inout Run) throws(ExecutionError) -> Bool
}

/// The end of a plan: hands the rows out.
final class ResultOperator: Operator {
    private let hasColumns: Bool
    private var countMax = Int.max
    private var count = 0
    /// Whoever takes the rows of this run.
    var consumer: (any ResultConsumer)?

    init(hasColumns: Bool) { self.hasColumns = hasColumns }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        countMax = run.control.limits.rowCountMax ?? .max
        count = 0
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        // What a query without `RETURN` leaves is no result.
        guard hasColumns, let consumer else { return true }
        guard count < countMax else { throw .tooManyRows(countMax) }
        count += 1
        return try consumer.take(row, &run)
    }
}
