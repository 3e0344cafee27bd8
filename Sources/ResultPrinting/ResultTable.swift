internal import Diagnostics

/// Rows under headers, in columns of equal width with lines between them.
///
/// ```
/// name  │ x
/// ──────┼────
/// 'Flu' │ 1.0
/// ```
package struct ResultTable {
    /// How much room a table may take.
    package struct Layout: Sendable {
        /// The columns of the terminal; nil for as many as are needed.
        package var width: Int?
        /// How many rows are shown; nil for all.
        package var rowCountMax: Int?
        /// Whether what has no room goes on in the next line, and is not cut off.
        package var isWrapping: Bool

        package init(width: Int? = nil, rowCountMax: Int? = nil, isWrapping: Bool = false) {
            self.width = width
            self.rowCountMax = rowCountMax
            self.isWrapping = isWrapping
        }
    }

    /// A column is not made narrower than this.
    private static let columnWidthMin = 4

    private let header: [String]
    private let rows: [[String]]
    private let leftOutCount: Int
    private let layout: Layout

    /// - Parameter rows: each as long as `header`; control characters in them are made visible.
    package init(header: [String], rows: [[String]], layout: Layout = Layout()) {
        let shown = rows.prefix(layout.rowCountMax ?? rows.count)
        self.init(
            header: header, shown: shown.map { $0 }, leftOutCount: rows.count - shown.count, layout)
    }

    /// - Parameters:
    ///   - rows: those that are shown.
    ///   - leftOutCount: how many more there are.
    init(header: [String], shown rows: [[String]], leftOutCount: Int, _ layout: Layout) {
        self.header = header.map(Self.printable)
        self.rows = rows.map { $0.map(Self.printable) }
        self.leftOutCount = leftOutCount
        self.layout = layout
    }

    /// The table with a line break behind each line.
    package var text: String {
        var text: String
        if let widths = fittingWidths(naturalWidths) {
            text = grid(widths)
        } else {
            text = records
        }
        if leftOutCount > 0 {
            text += "… \(leftOutCount) more row\(leftOutCount == 1 ? "" : "s")\n"
        }
        return text
    }

    // MARK: Columns

    private var naturalWidths: [Int] {
        var widths = header.map { DisplayWidth.of($0) }
        for row in rows {
            for (column, cell) in row.enumerated() {
                widths[column] = max(widths[column], DisplayWidth.of(cell))
            }
        }
        return widths
    }

    /// The widths under one common bound, the largest with which the table fits; nil when there are
    /// more columns than have room.
    private func fittingWidths(_ widths: [Int]) -> [Int]? {
        guard let width = layout.width else { return widths }
        let room = width - 3 * (widths.count - 1)
        if widths.reduce(0, +) <= room { return widths }
        var bound = widths.max() ?? 0
        // From above, so that narrow columns stay whole.
        while bound >= Self.columnWidthMin {
            let shrunk = widths.map { min($0, bound) }
            let left = room - shrunk.reduce(0, +)
            if left >= 0 { return shared(left, among: shrunk, widths) }
            bound -= max(1, -left / widths.count)
        }
        return nil
    }

    /// Gives the last columns of room to the first of those that were cut.
    private func shared(_ left: Int, among shrunk: [Int], _ widths: [Int]) -> [Int] {
        var left = left
        return zip(shrunk, widths).map { shrunk, width in
            let more = min(left, width - shrunk, 1)
            left -= more
            return shrunk + more
        }
    }

    private func grid(_ widths: [Int]) -> String {
        var text = line(header, widths)
        text += widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─") + "\n"
        for row in rows { text += lines(row, widths) }
        return text
    }

    /// One line for a row, or as many as its cells need.
    private func lines(_ cells: [String], _ widths: [Int]) -> String {
        guard layout.isWrapping, layout.width != nil else { return line(cells, widths) }
        let parts = zip(cells, widths).map { Self.wrapped($0, to: $1) }
        let count = parts.map(\.count).max() ?? 0
        return (0..<count).map { index in
            line(parts.map { index < $0.count ? $0[index] : "" }, widths)
        }.joined()
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = zip(cells, widths).map { cell, width in
            let cell = layout.width == nil ? cell : DisplayWidth.shortened(cell, to: width)
            return cell + String(repeating: " ", count: max(0, width - DisplayWidth.of(cell)))
        }.joined(separator: " │ ")
        while line.last == " " { line.removeLast() }
        return line + "\n"
    }

    // MARK: Records

    /// One line a value, where columns side by side have no room.
    private var records: String {
        let nameWidth = min(naturalHeaderWidth, max(1, (layout.width ?? 80) / 3))
        let room = max(1, (layout.width ?? 80) - nameWidth - 3)
        return rows.enumerated().map { number, row in
            "row \(number + 1)\n"
                + zip(header, row).map { name, cell in
                    let name = DisplayWidth.shortened(name, to: nameWidth)
                    let blanks = String(repeating: " ", count: nameWidth - DisplayWidth.of(name))
                    return name + blanks + " │ " + DisplayWidth.shortened(cell, to: room) + "\n"
                }.joined()
        }.joined()
    }

    private var naturalHeaderWidth: Int { header.map { DisplayWidth.of($0) }.max() ?? 0 }

    /// Control characters as the language writes them: in a terminal they would be obeyed.
    package static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
