internal import Diagnostics

/// An ``ItemRule`` with its column resolved: makes one row of a selection for each item of a cell.
struct ItemSplitter {
    let column: ColumnAccess
    private let separator: [UInt8]
    private let pattern: CellPattern

    init(_ rule: ItemRule, in scope: PlanScope) throws(InputError) {
        column = try scope.access(rule.column)
        separator = Array(rule.separator.utf8)
        pattern = CellPattern(rule.pattern)
    }

    /// The items of all rows, with their columns. An empty cell has none.
    func split(_ block: RowBlock) throws(SelectionPlan.Failure) -> RowSelection {
        let bytes = block.bytes.span
        var rows: [Int32] = []
        var columns = [[CellRange]](repeating: [], count: pattern.columnCount)
        let cells = RowSelection(all: block).cells(column, in: block)
        for (row, cell) in cells.enumerated() where !cell.isEmpty {
            for item in bytes.split(cell, at: separator) {
                guard let parts = pattern.parts(bytes, item) else {
                    let text = String(decoding: block.bytes[item.range], as: UTF8.self)
                    throw SelectionPlan.Failure(
                        byte: Int(item.start), column: column,
                        message: "the item `\(text.prefix(40))` does not have the pattern's form",
                        hint: "`each` in the mapping says how items are parted and written")
                }
                rows.append(Int32(truncatingIfNeeded: row))
                for (index, part) in parts.enumerated() { columns[index].append(part) }
            }
        }
        return RowSelection(rows: rows, items: columns)
    }
}
