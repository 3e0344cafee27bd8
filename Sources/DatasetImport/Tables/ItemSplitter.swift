/// An ``ItemRule`` with its column resolved: makes one row of a selection for each item of a cell.
struct ItemSplitter {
    let column: ColumnAccess
    private let separator: [UInt8]
    private let pieces: [Piece]
    private let columnCount: Int

    private enum Piece {
        case literal([UInt8])
        case column(Int)
    }

    init(_ rule: ItemRule, in scope: PlanScope) throws(ImportError) {
        column = try scope.access(rule.column)
        separator = Array(rule.separator.utf8)
        var pieces: [Piece] = []
        var columnCount = 0
        for piece in rule.pattern.pieces {
            switch piece {
            case .literal(let literal): pieces.append(.literal(Array(literal.utf8)))
            case .column:
                pieces.append(.column(columnCount))
                columnCount += 1
            }
        }
        (self.pieces, self.columnCount) = (pieces, columnCount)
    }

    /// The items of all rows, with their columns. An empty cell has none.
    func split(_ block: RowBlock) throws(SelectionPlan.Failure) -> RowSelection {
        let bytes = block.bytes.span
        var rows: [Int32] = []
        var columns = [[CellRange]](repeating: [], count: columnCount)
        let cells = RowSelection(all: block).cells(column, in: block)
        for (row, cell) in cells.enumerated() where !cell.isEmpty {
            for item in bytes.split(cell, at: separator) {
                guard let parts = match(bytes, item) else {
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

    /// The columns of an item, found from its end; nil if it has another form.
    private func match(_ bytes: Span<UInt8>, _ item: CellRange) -> [CellRange]? {
        var parts = [CellRange](repeating: .empty, count: columnCount)
        var end = Int(item.end)
        var openColumn: Int?
        for piece in pieces.reversed() {
            switch piece {
            case .column(let index): openColumn = index
            case .literal(let literal):
                let range = Int(item.start)..<end
                guard let start = bytes.lastIndex(of: literal, in: range) else { return nil }
                if let column = openColumn {
                    parts[column] = CellRange(start + literal.count, end)
                } else if start + literal.count != end {
                    return nil
                }
                openColumn = nil
                end = start
            }
        }
        if let column = openColumn {
            parts[column] = CellRange(Int(item.start), end)
        } else if end != Int(item.start) {
            return nil
        }
        return parts
    }
}
