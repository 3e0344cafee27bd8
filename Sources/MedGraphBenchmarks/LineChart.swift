import Foundation

/// Lines over logarithmic axes, drawn as SVG.
///
/// ```
/// 100 ms ┤          ╭── load
///  10 ms ┤    ╭─────╯
///   1 ms ┼────╯
///        1    2    5   10
/// ```
struct LineChart {
    /// One line: a point for each value of the horizontal axis.
    struct Series {
        let name: String
        /// Positive; nil where there is no value.
        let values: [Double?]
    }

    let title: String
    /// The values of the horizontal axis, positive and ascending.
    let positions: [Double]
    let positionTitle: String
    let series: [Series]
    /// How a value of the vertical axis is written.
    let label: (Double) -> String

    private static let size = (width: 420.0, height: 280.0)
    private static let margin = (left: 64.0, right: 84.0, top: 30.0, bottom: 40.0)
    private static let lineHeight = 14.0
    private static let colors = ["#1f6f8b", "#c8553d", "#588157", "#6d597a", "#b08900"]

    /// The elements of the chart, its upper left corner at `x`, 0.
    func elements(x: Double) -> String {
        let values = series.flatMap(\.values).compactMap { $0 }
        guard let least = values.min(), let most = values.max(), let first = positions.first,
            let last = positions.last, first < last
        else { return "" }
        let low = log10(least).rounded(.down)
        let high = max(log10(most).rounded(.up), low + 1)
        func column(_ position: Double) -> Double {
            let share = (log10(position) - log10(first)) / (log10(last) - log10(first))
            return x + Self.margin.left
                + share * (Self.size.width - Self.margin.left - Self.margin.right)
        }
        func line(_ value: Double) -> Double {
            let share = (log10(value) - low) / (high - low)
            return Self.size.height - Self.margin.bottom
                - share * (Self.size.height - Self.margin.top - Self.margin.bottom)
        }
        var svg = text(title, x + Self.margin.left, 18, weight: "bold")
        for power in Int(low)...Int(high) {
            let y = line(pow(10, Double(power)))
            svg += """
                <line x1="\(shown(column(first)))" y1="\(shown(y))" x2="\(shown(column(last)))" \
                y2="\(shown(y))" stroke="#ddd"/>

                """
            svg += text(label(pow(10, Double(power))), column(first) - 8, y + 4, anchor: "end")
        }
        for position in positions {
            svg += text(
                Self.plain(position), column(position), Self.size.height - Self.margin.bottom + 18,
                anchor: "middle")
        }
        svg += text(
            positionTitle, (column(first) + column(last)) / 2, Self.size.height - 6,
            anchor: "middle")
        var names: [(text: String, x: Double, y: Double, color: String)] = []
        for (index, series) in series.enumerated() {
            let color = Self.colors[index % Self.colors.count]
            let points = zip(positions, series.values).compactMap { position, value in
                value.map { (column(position), line($0)) }
            }
            guard let end = points.last else { continue }
            let path = points.map { "\(shown($0.0)),\(shown($0.1))" }.joined(separator: " ")
            svg += "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(color)\" "
            svg += "stroke-width=\"2\"/>\n"
            for point in points {
                svg += """
                    <circle cx="\(shown(point.0))" cy="\(shown(point.1))" r="3" fill="\(color)"/>

                    """
            }
            names.append((series.name, end.0 + 8, end.1 + 4, color))
        }
        // Names of lines that end close together are moved apart.
        names.sort { $0.y < $1.y }
        for index in names.indices.dropFirst() {
            names[index].y = max(names[index].y, names[index - 1].y + Self.lineHeight)
        }
        for name in names { svg += text(name.text, name.x, name.y, color: name.color) }
        return svg
    }

    /// Charts side by side, as a file.
    static func svg(_ charts: [LineChart]) -> String {
        let width = Self.size.width * Double(charts.count)
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \
            \(Int(Self.size.height))" font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="white"/>

            """
        for (index, chart) in charts.enumerated() {
            svg += chart.elements(x: Double(index) * Self.size.width)
        }
        return svg + "</svg>\n"
    }

    private func text(
        _ text: String, _ x: Double, _ y: Double, anchor: String = "start",
        weight: String = "normal", color: String = "#333"
    ) -> String {
        """
        <text x="\(shown(x))" y="\(shown(y))" text-anchor="\(anchor)" font-weight="\(weight)" \
        fill="\(color)">\(text)</text>

        """
    }

    /// A number without a point where it has no fraction.
    private static func plain(_ number: Double) -> String {
        number == number.rounded() ? "\(Int(number))" : "\(number)"
    }

    private func shown(_ number: Double) -> String { "\(number.rounded(to: 1))" }
}
