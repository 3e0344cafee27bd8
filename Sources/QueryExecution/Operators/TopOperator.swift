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
    /// Whether the room for keys may hold what is to be let go of.
    private var hasKeys = false
    /// Room for the keys of a batch and what is kept of it.
    private var columns: [BatchColumn] = []
    private var room = Room()
    /// Room for the keys of a batch, by column.
    private var rooms: [ColumnRoom]
    private let isColumnar: Bool
    private var top: TopRows
    /// Room for a row that is given on.
    private var givenRow: Row = []

    /// Room for those rows of a batch that may be among the first.
    private struct Room {
        var prefixes: [UInt64] = []
        var places: [Int] = []
        /// Keys, then what is kept, one row behind the other.
        var values: [Value] = []
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
        rooms = Array(repeating: ColumnRoom(), count: keys.count)
        isColumnar = keys.allSatisfy(\.isColumnar)
        top = TopRows(self.order, kept: kept)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        let skipped = try skip.map { e throws(ExecutionError) in try run.rowCount(e, row) } ?? 0
        let (sum, isHuge) = try run.rowCount(limit, row).addingReportingOverflow(skipped)
        top.begin(isHuge ? .max : sum, &run)
        try next.begin(row, &run)
    }

    override func rest() {
        if hasKeys {
            hasKeys = false
            keys.end()
            for column in rooms.indices { rooms[column].rest() }
            room.values.removeAll(keepingCapacity: true)
        }
        top.rest()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        guard top.countMax > 0 else { return true }
        hasKeys = true
        var keys: [Value] = []
        swap(&keys, &self.keys)
        defer { swap(&keys, &self.keys) }
        for column in keyValues.indices {
            keys[column] = try keyValues[column].value(&row, &run)
        }
        try top.add(keys, row, &run)
        return true
    }

    override var takesBatches: Bool { isColumnar }

    override func push(
        _ batch: inout RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard top.countMax > 0 else { return true }
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
        var own = Room()
        swap(&own, &room)
        defer { swap(&own, &room) }
        // Scalars hold nothing that could be let go of.
        if !columns.allSatisfy(\.areScalars) { hasKeys = true }
        try Self.add(columns, batch.count, &own, to: &top, &run)
        return true
    }

    /// - Parameter columns: the keys, then what is kept.
    private static func add(
        _ columns: [BatchColumn], _ count: Int, _ room: inout Room, to top: inout TopRows,
        _ run: inout Run
    ) throws(ExecutionError) {
        room.prefixes.removeAll(keepingCapacity: true)
        columns[0].appendPrefixes(count, to: &room.prefixes)
        top.select(room.prefixes, into: &room.places)
        BatchColumn.gather(columns, at: room.places, into: &room.values)
        let areScalars = columns.allSatisfy(\.areScalars)
        var place = 0
        for _ in room.places {
            try top.add(room.values, at: place, areScalars: areScalars, &run)
            place += columns.count
        }
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        try top.sort(run.control)
        var row: Row = []
        swap(&row, &givenRow)
        row.begin(run)
        try give(top, &row, &run)
        top.end(&run)
        row.end()
        swap(&row, &givenRow)
        try next.finish(&run)
    }

    private func give(
        _ top: borrowing TopRows, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) {
        for place in 0..<top.count {
            try run.step()
            top.read(place, into: &row)
            guard try next.push(&row, &run) else { return }
        }
    }
}
