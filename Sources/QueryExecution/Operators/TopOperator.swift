import QueryPlanning

/// Gives the first rows of an order, equal ones as they came: see ``TopRows``.
///
/// **Complexity**: O(rows · log count), and no more rows in memory than are wanted.
final class TopOperator: PipelineOperator {
    private let order: KeyOrder
    private let keyValues: [Evaluation]
    /// The slots that are read behind the step: only those wait.
    private let kept: [Int]
    private let limit: PlanExpression
    private let skip: PlanExpression?
    /// Room for the keys of a row.
    private var keys: [Value]
    /// Room for the keys of a batch and what is kept of it.
    private var columns: [BatchColumn] = []
    private var room = Room()
    /// Room for the keys of a batch, by column.
    private var rooms: [ColumnRoom]
    private let isColumnar: Bool
    /// Nil while they are taken out, so that what is changed meanwhile cannot copy them.
    private var top: TopRows?
    /// Room for a row that is given on.
    private var givenRow: Row = []

    /// Room for those rows of a batch that may be among the first.
    private struct Room {
        var prefixes: [UInt64] = []
        var places: [Int] = []
        var values: [Value] = []
        var keys: [Value] = []
    }

    /// - Parameter keys: the expressions of `order`.
    /// - Parameter skip: how many of the rows are passed over behind.
    init(
        _ order: [PhysicalOrder], _ keys: [Evaluation], limit: PlanExpression,
        skip: PlanExpression?, kept: [Int], into next: Operator
    ) {
        self.order = KeyOrder(order)
        keyValues = keys
        self.kept = kept
        self.limit = limit
        self.skip = skip
        self.keys = Array(repeating: .null, count: keys.count)
        room.keys = self.keys
        rooms = Array(repeating: ColumnRoom(), count: keys.count)
        isColumnar = keys.allSatisfy(\.isColumnar)
        top = TopRows(self.order, kept: kept)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        let skipped = try skip.map { e throws(ExecutionError) in try run.rowCount(e, row) } ?? 0
        let (sum, isHuge) = try run.rowCount(limit, row).addingReportingOverflow(skipped)
        top?.begin(isHuge ? .max : sum, &run)
        try next.begin(row, &run)
    }

    override func rest() {
        for column in keys.indices {
            keys[column] = .null
            room.keys[column] = .null
            rooms[column].rest()
        }
        room.values.removeAll(keepingCapacity: true)
        top?.rest()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        guard let countMax = top?.countMax, countMax > 0 else { return true }
        var keys: [Value] = []
        swap(&keys, &self.keys)
        defer { swap(&keys, &self.keys) }
        for column in keyValues.indices {
            keys[column] = try keyValues[column].value(&row, &run)
        }
        try top?.add(keys, row, &run)
        return true
    }

    override var takesBatches: Bool { isColumnar }

    override func push(
        _ batch: inout RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard let countMax = top?.countMax, countMax > 0 else { return true }
        var rooms: [ColumnRoom] = []
        swap(&rooms, &self.rooms)
        defer { swap(&rooms, &self.rooms) }
        var columns: [BatchColumn] = []
        swap(&columns, &self.columns)
        defer { swap(&columns, &self.columns) }
        columns.removeAll(keepingCapacity: true)
        // Who comes next wants its room back.
        defer { columns.removeAll(keepingCapacity: true) }
        for place in keyValues.indices {
            let column = try keyValues[place].column(batch, &row, &run, &rooms[place])
            guard let column else { return try pushRows(of: batch, &row, &run) }
            columns.append(column)
        }
        for slot in kept { columns.append(batch.values(of: slot, row)) }
        try add(columns, batch.count, &row, &run)
        return true
    }

    /// - Parameter columns: the keys, then what is kept.
    private func add(
        _ columns: [BatchColumn], _ count: Int, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) {
        guard var top = top.take() else {
            preconditionFailure("the first rows are there whenever rows come or end")
        }
        var own = Room()
        swap(&own, &self.room)
        defer { swap(&own, &self.room) }
        own.prefixes.removeAll(keepingCapacity: true)
        columns[0].appendPrefixes(count, to: &own.prefixes)
        top.select(own.prefixes, into: &own.places)
        BatchColumn.gather(columns, at: own.places, into: &own.values)
        var place = 0
        for _ in own.places {
            for column in own.keys.indices { own.keys[column] = own.values[place + column] }
            place += own.keys.count
            for slot in kept {
                row[slot] = own.values[place]
                place += 1
            }
            try top.add(own.keys, row, &run)
        }
        self.top = consume top
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        guard var top = top.take() else {
            preconditionFailure("the first rows are there whenever rows come or end")
        }
        try top.sort(run.control)
        var row: Row = []
        swap(&row, &givenRow)
        row.begin(run)
        for place in 0..<top.count {
            try run.step()
            top.read(place, into: &row)
            guard try next.push(&row, &run) else { break }
        }
        top.end(&run)
        self.top = consume top
        row.end()
        swap(&row, &givenRow)
        try next.finish(&run)
    }
}
