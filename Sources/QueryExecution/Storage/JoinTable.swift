import GraphModel

/// Rows by their keys: those with equivalent keys together, in the order in which they came.
///
/// ```
/// key        rows                             rows without a place
/// (1, 'a')   (n1, r1) → (n4, r9)              those whose key could not be computed: whoever
/// (2, 'b')   (n2, r2)                         looks for rows gets them too
/// ```
struct JoinTable {
    private var keys: GroupTable
    private var rows: RowStore
    /// By the number of the key, the first and the last of its rows.
    private var ends = PieceArray<(first: Int, last: Int)>()
    /// The next row of the same key; −1 behind the last.
    private var next = PieceArray<Int>()
    private var unplaced: (first: Int, last: Int)?

    init(keyCount: Int, rowWidth: Int) {
        keys = GroupTable(width: keyCount)
        rows = RowStore(width: rowWidth)
    }

    var rowCount: Int { rows.count }

    /// Adds some slots of a row.
    ///
    /// - Parameter key: nil for one that could not be computed.
    ///
    /// **Complexity**: O(1) on the average.
    ///
    /// **Throws** `Timeout` and `Cancelled`.
    mutating func add(
        _ key: [Value]?, _ slots: [Int], of row: Row, _ control: RunControl
    ) throws(ExecutionError) {
        let place = rows.count
        if let key {
            let number = try keys.number(of: key, control)
            if number == ends.count {
                ends.append((place, place))
            } else {
                next[ends[number].last] = place
                ends[number].last = place
            }
        } else if let (first, last) = unplaced {
            next[last] = place
            unplaced = (first, place)
        } else {
            unplaced = (place, place)
        }
        next.append(-1)
        rows.append(slots, of: row)
        rows.endRow()
    }

    /// The first row with a key, and the first of those without a place; −1 for none.
    func places(of key: [Value]) -> (Int, Int) {
        (keys.number(of: key).map { ends[$0].first } ?? -1, unplaced?.first ?? -1)
    }

    /// The next row of the same kind; −1 behind the last.
    func place(behind place: Int) -> Int { next[place] }

    /// Copies a row into slots of another.
    func read(_ place: Int, into slots: [Int], of row: inout Row) {
        rows.read(place, from: 0, into: slots, of: &row)
    }
}
