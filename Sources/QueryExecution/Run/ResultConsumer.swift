import QueryPlanning

/// Takes the rows of a result, a batch after the other.
package protocol ResultConsumer: AnyObject {
    /// Takes rows: `rowCount` times the values of the columns.
    ///
    /// **Shape**: one row after the other.
    func take(
        _ values: borrowing [Value], rowCount: Int, _ run: inout Run
    ) throws(ExecutionError)
}

/// The end of a plan: hands the rows out.
///
/// Rows wait until a batch is full. A query that writes hands each row out at once, since what it
/// writes behind a row is not what the row shows.
final class ResultOperator: Operator {
    private let slots: [Int]
    private let batchCount: Int
    private var countMax = Int.max
    private var count = 0
    private var waitingCount = 0
    /// Whoever takes the rows of this run.
    var consumer: (any ResultConsumer)?

    init(_ plan: QueryPlan) {
        slots = plan.columns.map(\.slot)
        batchCount = plan.isWriting ? 1 : 256
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        countMax = run.control.limits.rowCountMax ?? .max
        count = 0
        waitingCount = 0
        run.result.removeAll(keepingCapacity: true)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        // What a query without `RETURN` leaves is no result.
        guard !slots.isEmpty else { return true }
        guard count < countMax else { throw .tooManyRows(countMax) }
        count += 1
        waitingCount += 1
        if row.areScalars(slots) {
            try run.hold(slots.count, nil)
        } else {
            // The result has its own copy of all that is in it.
            var held = HeldValues()
            try held.add(slots, of: row, &run)
        }
        for slot in slots { run.result.append(row[slot]) }
        if waitingCount == batchCount { try handOut(&run) }
        return true
    }

    /// Only rows that may wait: others are handed out before the next is made.
    override var takesBatches: Bool { batchCount > 1 && !slots.isEmpty }

    override func push(
        _ batch: inout RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        let columns = slots.map { batch.values(of: $0, row) }
        let areScalars = columns.allSatisfy(\.areScalars)
        var start = 0
        while start < batch.count {
            let room = min(batchCount - waitingCount, countMax - count)
            guard room > 0 else { throw .tooManyRows(countMax) }
            let part = start..<min(batch.count, start + room)
            BatchColumn.interleave(columns, part, behind: &run.result)
            if areScalars {
                try run.hold(slots.count * part.count, nil)
            } else {
                var held = HeldValues()
                try held.add(run.result.suffix(slots.count * part.count), &run)
            }
            count += part.count
            waitingCount += part.count
            start = part.upperBound
            if waitingCount == batchCount { try handOut(&run) }
        }
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        if waitingCount > 0 { try handOut(&run) }
    }

    private func handOut(_ run: inout Run) throws(ExecutionError) {
        var values: [Value] = []
        swap(&values, &run.result)
        try consumer?.take(values, rowCount: waitingCount, &run)
        waitingCount = 0
        values.removeAll(keepingCapacity: true)
        swap(&values, &run.result)
    }
}
