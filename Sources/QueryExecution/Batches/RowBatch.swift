/// Rows that differ from one another in a few slots only: the values of those lie in columns.
///
/// ```
/// slot      d    r    s      the row that all of them share
/// row       1    –    –
/// columns        10   4      row 0 of the batch: (1, 10, 4)
///                11   7      row 1 of the batch: (1, 11, 7)
/// ```
///
/// A step that follows relationships makes one for each row it takes. Steps behind it put columns
/// beside those that are there, and take them away when they are done.
///
/// **Shape**: up to ``countMax`` rows, at least one.
struct RowBatch {
    /// More rows come in several batches, so that what is computed of one is small.
    static let countMax = 2048

    private(set) var count = 0
    private var columns: [(slot: Int, values: BatchColumn)] = []

    /// Starts anew, with rows that are all the same.
    mutating func begin(count: Int) {
        self.count = count
        columns.removeAll(keepingCapacity: true)
    }

    /// Puts values into a slot.
    ///
    /// - Precondition: the column has as many values as there are rows.
    mutating func append(_ values: BatchColumn, _ slot: Int) { columns.append((slot, values)) }

    /// Takes the column away that came last.
    mutating func removeLast() { columns.removeLast() }

    /// The values of a slot; nil for one that is the same in all rows.
    func column(of slot: Int) -> BatchColumn? {
        // The one that came last is what the slot holds.
        var place = columns.count
        while place > 0 {
            place -= 1
            if columns[place].slot == slot { return columns[place].values }
        }
        return nil
    }

    /// The values of a slot, whether they differ or not.
    func values(of slot: Int, _ row: Row) -> BatchColumn {
        column(of: slot) ?? .constant(row[slot])
    }

    /// The rows at some places.
    ///
    /// - Parameter slots: those whose columns are wanted; nil for all.
    func rows(at places: some RandomAccessCollection<Int>, of slots: [Int]? = nil) -> RowBatch {
        var batch = RowBatch()
        batch.begin(count: places.count)
        for column in columns where slots?.contains(column.slot) ?? true {
            batch.append(column.values.values(at: places), column.slot)
        }
        return batch
    }

    /// Puts a row of the batch into the slots of the row that all share.
    func write(_ index: Int, into row: inout Row, _ run: borrowing Run) {
        for column in columns {
            if case .relationships(let steps, let weight) = column.values {
                weight?.keep(steps[index], run)
            }
            row[column.slot] = column.values[index]
        }
    }
}
