internal import Foundation

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
    ///   - widths: of columns whose cells are lists: after a comma they go on in the next line where
    ///     they would be wider.
    package init(
        header: [String], rows: [[String]], alignments: [Alignment] = [],
        wrapping widths: [Int: Int] = [:]
    ) {
        self.header = header
        self.rows = widths.isEmpty ? rows : rows.flatMap { Self.wrapped($0, widths) }
        self.alignments = alignments
    }

    /// The row and those that it goes on in.
    private static func wrapped(_ row: [String], _ widths: [Int: Int]) -> [[String]] {
        let cells = row.enumerated().map { column, cell in
            widths[column].map { wrapped(cell, $0) } ?? [cell]
        }
        return (0..<(cells.map(\.count).max() ?? 0)).map { line in
            cells.map { line < $0.count ? $0[line] : "" }
        }
    }

    /// A list in lines no wider than `width` where its items allow it.
    private static func wrapped(_ cell: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for item in cell.components(separatedBy: ", ") {
            if line.isEmpty {
                line = item
            } else if line.count + item.count + 3 > width {
                lines.append(line + ",")
                line = item
            } else {
                line += ", " + item
            }
        }
        return lines + [line]
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
