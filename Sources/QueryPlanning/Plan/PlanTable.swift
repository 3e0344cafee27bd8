import Diagnostics

/// One step of a plan as people read it.
package struct PlanLine: Sendable {
    /// The lines of the tree before it.
    package let branch: String
    package let text: String
    /// How many rows the step is thought to give; nil for what is no step.
    package var expectedRowCount: Double?
    /// Nil for a step that was not run, or not measured.
    package var measure: PlanPrinter.Measure?
}

/// Steps of a plan with their numbers in columns beside them.
package struct PlanTable: Sendable {
    /// Longer steps go on in the next line, in a narrow terminal sooner, but not before the first.
    private static let stepWidthMax = 76
    private static let stepWidthMin = 24
    private static let barWidth = 10

    private let lines: [PlanLine]
    private let isMeasured: Bool
    /// The time of all steps together.
    private let total: Int64

    package init(_ lines: [PlanLine], isMeasured: Bool) {
        self.lines = lines
        self.isMeasured = isMeasured
        total = lines.reduce(0) { $0 + ($1.measure?.microseconds ?? 0) }
    }

    /// The table, without a line break at its end.
    ///
    /// - Parameter width: the columns of the terminal; nil for as many as are needed. Where bars
    ///   do not fit beside the numbers, there are none.
    package func text(width: Int? = nil) -> String {
        var columns = [["expected rows"] + lines.map { count($0.expectedRowCount) }]
        if isMeasured {
            columns.append(["rows"] + lines.map { count($0.measure.map { Double($0.rowCount) }) })
            columns.append(["time"] + lines.map { time($0.measure) })
        }
        let widths = columns.map { column in column.map(\.count).max() ?? 0 }
        let numbersWidth = widths.reduce(0) { $0 + 2 + $1 }
        let room = width.map { max(Self.stepWidthMin, $0 - numbersWidth) } ?? .max
        let texts = [["step"]] + lines.map { wrapped($0, min(room, Self.stepWidthMax)) }
        // Beside the further lines of a step stand no numbers.
        let beside = width == nil ? Array(texts.joined()) : texts.map { $0[0] }
        let textWidth = beside.map { DisplayWidth.of($0) }.max() ?? 0
        let hasBars = room - textWidth >= 2 + Self.barWidth
        let bars = [""] + lines.map { hasBars ? bar($0.measure) : "" }
        return texts.indices.map { row in
            var first = padded(texts[row][0], to: textWidth)
            for (column, width) in zip(columns, widths) {
                first += "  " + String(repeating: " ", count: width - column[row].count)
                first += column[row]
            }
            if !bars[row].isEmpty { first += "  " + bars[row] }
            while first.last == " " { first.removeLast() }
            return ([first] + texts[row].dropFirst()).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// The lines of a step: words that do not fit stand indented under it.
    private func wrapped(_ line: PlanLine, _ widthMax: Int) -> [String] {
        var result: [String] = []
        var open = line.branch
        var isFirstWord = true
        // Under a branch the tree goes on.
        let tree = String(
            line.branch.map { $0 == "├" ? "│" : $0 == "└" ? " " : $0 })
        for word in line.text.split(separator: " ", omittingEmptySubsequences: false) {
            let width = DisplayWidth.of(open) + 1 + DisplayWidth.of(String(word))
            if !isFirstWord, width > widthMax {
                result.append(open)
                open = tree + "    " + word
            } else {
                open += (isFirstWord ? "" : " ") + word
            }
            isFirstWord = false
        }
        return result + [open]
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    /// `2.8`, `1,530`
    private func count(_ count: Double?) -> String {
        guard let count else { return "" }
        let tenths = (count * 10).rounded()
        if count < 10, tenths.truncatingRemainder(dividingBy: 10) != 0 { return "\(tenths / 10)" }
        return Int64(min(count.rounded(), 1e15)).grouped
    }

    private func time(_ measure: PlanPrinter.Measure?) -> String {
        measure.map { "\($0.microseconds.grouped) µs" } ?? ""
    }

    /// The share of the time as a bar of eighths.
    private func bar(_ measure: PlanPrinter.Measure?) -> String {
        guard let measure, total > 0 else { return "" }
        let eighths = Int(
            (Double(measure.microseconds) / Double(total) * Double(Self.barWidth * 8)).rounded())
        let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        return String(repeating: "█", count: eighths / 8) + rest
    }
}
