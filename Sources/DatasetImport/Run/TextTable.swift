/// Rows of cells in columns as wide as they need to be, two blanks apart.
package struct TextTable {
    package enum Alignment: Sendable {
        case left, right
    }

    private let header: [String]
    private let rows: [[String]]
    private let alignments: [Alignment]

    /// - Parameters:
    ///   - header: the titles; empty for a table without them.
    ///   - alignments: of the columns; without them the first stands to the left, and all others to
    ///     the right.
    package init(header: [String], rows: [[String]], alignments: [Alignment] = []) {
        self.header = header
        self.rows = rows
        self.alignments = alignments
    }

    /// The rows as lines, without blanks at their ends.
    package var lines: [String] {
        let all = header.isEmpty ? rows : [header] + rows
        let widths = (all.first ?? []).indices.map { column in
            all.map { $0[column].count }.max() ?? 0
        }
        return all.map { row in
            let cells = row.enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: widths[column] - cell.count)
                return alignment(column) == .left ? cell + blanks : blanks + cell
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    private func alignment(_ column: Int) -> Alignment {
        if column < alignments.count { return alignments[column] }
        return column == 0 ? .left : .right
    }
}
