import QueryPlanning

/// Gives the rows in order, equal ones as they came.
final class SortOperator: PipelineOperator {
    private let order: KeyOrder
    private let keyValues: [Evaluation]
    /// The slots that are read behind the step: only those wait.
    private let kept: [Int]
    private var rows: RowStore
    private var held = HeldValues()
    private var keys: [Value] = []

    /// - Parameter keys: the expressions of `order`.
    init(_ order: [PhysicalOrder], _ keys: [Evaluation], kept: [Int], into next: Operator) {
        self.order = KeyOrder(order)
        keyValues = keys
        self.kept = kept
        rows = RowStore(width: order.count + kept.count)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        held.end(&run)
        rows.removeAll()
        try next.begin(row, &run)
    }

    override func rest() {
        rows.removeAll()
        held = HeldValues()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        keys.removeAll(keepingCapacity: true)
        for key in keyValues { keys.append(try key.value(&row, &run)) }
        if row.areScalars(kept), keys.allSatisfy(\.isScalar) {
            try held.add(scalars: kept.count + keys.count, &run)
        } else {
            try held.add(keys, &run)
            try held.add(kept, of: row, &run)
        }
        rows.append(contentsOf: keys)
        rows.append(kept, of: row)
        rows.endRow()
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        var entries: [SortEntry] = []
        entries.reserveCapacity(rows.count)
        for index in 0..<rows.count {
            try run.step()
            entries.append(SortEntry(prefix: order.prefix(rows[index, 0]), index: index))
        }
        // Taken out, so that what is changed meanwhile cannot copy them.
        var rows = RowStore(width: 0)
        swap(&rows, &self.rows)
        if entries.count > 1 {
            let (order, sorted) = (order, rows)
            try StableSort.sort(&entries, run.control) { order.compare(sorted, $0, $1) < 0 }
        }
        var row = Row(repeating: .null, count: run.prepared.plan.slotCount)
        for entry in entries {
            try run.step()
            rows.read(entry.index, from: order.count, into: kept, of: &row)
            guard try next.push(&row, &run) else { break }
        }
        rows.removeAll()
        swap(&rows, &self.rows)
        held.end(&run)
        try next.finish(&run)
    }
}
