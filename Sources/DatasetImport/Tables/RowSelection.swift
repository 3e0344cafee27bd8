/// The rows of a block that a rule takes, once for each item if cells are split into items.
struct RowSelection {
    /// Ascending rows of the block; nil stands for all of them.
    private(set) var rows: [Int32]?
    /// Columns that exist only here, each as long as the selection.
    private(set) var items: [[CellRange]] = []
    private let rowCount: Int

    init(all block: RowBlock) { rowCount = block.rowCount }

    init(rows: [Int32], items: [[CellRange]]) {
        self.rows = rows
        self.items = items
        rowCount = rows.count
    }

    var count: Int { rows?.count ?? rowCount }

    func row(_ index: Int) -> Int { rows.map { Int($0[index]) } ?? index }

    /// The cells of one column.
    func cells(_ column: ColumnAccess, in block: RowBlock) -> [CellRange] {
        switch column {
        case .item(let index): return items[index]
        case .table(let column):
            var result: [CellRange] = []
            result.reserveCapacity(count)
            let cells = block.cells.span
            if let rows {
                for row in rows { result.append(cells[Int(row) * block.columnCount + column]) }
            } else {
                var index = column
                for _ in 0..<rowCount {
                    result.append(cells[index])
                    index &+= block.columnCount
                }
            }
            return result
        }
    }

    func lines(in block: RowBlock) -> [UInt32] {
        guard let rows else { return block.lines }
        return rows.map { block.lines[Int($0)] }
    }

    /// The rows at these places of the selection.
    func subset(_ indexes: [Int32]) -> RowSelection {
        RowSelection(
            rows: indexes.map { Int32(row(Int($0))) },
            items: items.map { column in indexes.map { column[Int($0)] } })
    }
}

/// A column of the table, or one that splitting a cell has made.
enum ColumnAccess: Equatable {
    case table(Int)
    case item(Int)
}
