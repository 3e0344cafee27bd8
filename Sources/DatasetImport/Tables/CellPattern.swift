/// A form such as `{name} ({weight})`, by which the text of a cell is taken apart.
struct CellPattern {
    private enum Piece {
        case literal([UInt8])
        case column(Int)
    }

    private let pieces: [Piece]
    /// The parts that a text has.
    let columnCount: Int

    init(_ template: Template) {
        var pieces: [Piece] = []
        var columnCount = 0
        for piece in template.pieces {
            switch piece {
            case .literal(let literal): pieces.append(.literal(Array(literal.utf8)))
            case .column:
                pieces.append(.column(columnCount))
                columnCount += 1
            }
        }
        (self.pieces, self.columnCount) = (pieces, columnCount)
    }

    /// The parts of a text, found from its end; nil if it has another form.
    func parts(_ bytes: Span<UInt8>, _ item: CellRange) -> [CellRange]? {
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
