/// Rows of one width that wait, their values one behind the other.
///
/// ```
/// row 0         row 1         row 2
/// v0 v1 v2  |   v0 v1 v2  |   v0 v1 v2
/// ```
///
/// **Complexity**: no allocation per row; rows never move.
struct RowStore {
    private let width: Int
    private var values = PieceArray<Value>()
    private(set) var count = 0

    init(width: Int) { self.width = width }

    /// - Precondition: as many values as the store is wide.
    mutating func append(_ row: [Value]) {
        append(contentsOf: row)
        endRow()
    }

    /// Begins or continues the next row.
    mutating func append(contentsOf part: [Value]) {
        for value in part { values.append(value) }
    }

    /// Begins or continues the next row with some values of a row.
    mutating func append(_ slots: [Int], of row: [Value]) {
        for slot in slots { values.append(row[slot]) }
    }

    /// Appends a row whose values stand one behind the other from a place on.
    mutating func append(_ row: [Value], at place: Int) {
        for offset in 0..<width { values.append(row[place + offset]) }
        count += 1
    }

    /// Appends whole rows, one behind the other.
    ///
    /// - Precondition: there are as many values as so many rows have.
    mutating func append(rows: [Value], count added: Int) {
        precondition(rows.count == added * width, "a row is as wide as its store")
        values.append(contentsOf: rows)
        count += added
    }

    /// Appends rows whose values lie in columns.
    ///
    /// - Precondition: there are as many columns as the store is wide, of `count` values each.
    mutating func append(columns: [BatchColumn], count added: Int) {
        precondition(columns.count == width, "a row is as wide as its store")
        values.append(count: added * width) { rows in
            BatchColumn.interleave(columns, 0..<added, behind: &rows)
        }
        count += added
    }

    /// What was short keeps its room.
    mutating func removeAll() {
        values.removeAll()
        count = 0
    }

    /// - Precondition: the row has all of its values.
    mutating func endRow() {
        count += 1
        precondition(values.count == count * width, "a row is as wide as its store")
    }

    subscript(row: Int, column: Int) -> Value {
        get { values[row * width + column] }
        set { values[row * width + column] = newValue }
    }

    /// Copies the last columns of a row into as many slots.
    func read(_ index: Int, from column: Int, into slots: [Int], of row: inout [Value]) {
        var place = index * width + column
        for slot in slots {
            row[slot] = values[place]
            place += 1
        }
    }

    /// Copies the last columns of a row into all of `row`.
    func read(_ index: Int, from column: Int = 0, into row: inout [Value]) {
        let start = index * width + column
        for offset in 0..<(width - column) { row[offset] = values[start + offset] }
    }
}
