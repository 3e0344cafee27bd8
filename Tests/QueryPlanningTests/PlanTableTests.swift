import QueryPlanning
import Testing

@testable import struct QueryPlanning.PlanTable

/// The table of a plan, whatever the plan.
@Suite struct PlanTableTests {
    private func measure(_ rowCount: Int, _ microseconds: Int64) -> PlanPrinter.Measure {
        PlanPrinter.Measure(rowCount: rowCount, microseconds: microseconds)
    }

    @Test func `numbers stand in columns, and times have bars`() {
        let lines = [
            PlanLine(
                branch: "", text: "Limit 5", expectedRowCount: 5, measure: measure(5, 25)),
            PlanLine(
                branch: "", text: "Optional", expectedRowCount: 2.75, measure: measure(1_500, 50)),
            PlanLine(
                branch: "├ ", text: "Expand (e)-->(x)", expectedRowCount: 0.04,
                measure: measure(1_499, 25)),
            PlanLine(
                branch: "", text: "NodeScan e", expectedRowCount: 12_345.6, measure: measure(0, 0)),
        ]
        #expect(
            PlanTable(lines, isMeasured: true).text() == """
                step                expected rows   rows   time
                Limit 5                         5      5  25 µs  ██▌
                Optional                      2.8  1,500  50 µs  █████
                ├ Expand (e)-->(x)              0  1,499  25 µs  ██▌
                NodeScan e                 12,346      0   0 µs
                """)
    }

    @Test func `a long step goes on in the next line, and the tree beside it`() {
        let words = (1...20).map { "condition\($0)" }.joined(separator: ", ")
        let table = PlanTable(
            [
                PlanLine(branch: "│ ├ ", text: "Filter \(words)", expectedRowCount: 1),
                PlanLine(branch: "  └ ", text: "Filter \(words)", expectedRowCount: 2),
            ], isMeasured: false
        ).text().split(separator: "\n")
        #expect(table.allSatisfy { $0.count <= 95 }, "\(table)")
        #expect(table[1].hasPrefix("│ ├ Filter condition1,") && table[1].hasSuffix(" 1"))
        #expect(table[2].hasPrefix("│ │     condition"))
        let last = table.last ?? ""
        #expect(last.hasPrefix("        condition"))
        // Nothing is left out.
        let shown = table.dropFirst().joined(separator: " ")
        for number in 1...20 { #expect(shown.contains("condition\(number)")) }
    }

    @Test(arguments: [70, 80, 100, 120])
    func `a plan fits the terminal, and has bars where they fit too`(width: Int) {
        let text = "CountedChain (d:Disease)-[:HAS_SYMPTOM]->(s)<-[:HAS_SYMPTOM]-(e), subtracted"
        let lines = (0..<3).map {
            PlanLine(
                branch: String(repeating: "│ ", count: $0), text: text, expectedRowCount: 1,
                measure: measure(1, 778))
        }
        let table = PlanTable(lines, isMeasured: true)
        let shown = table.text(width: width).split(separator: "\n")
        #expect(shown.allSatisfy { $0.count <= width }, "\(shown)")
        #expect(shown.joined(separator: " ").contains("subtracted"))
        #expect(table.text(width: 120).contains("█"))
        #expect(!table.text(width: 40).contains("█"))
    }

    @Test(arguments: [
        (0.0, "0"), (0.26, "0.3"), (3, "3"), (9.96, "10"), (1e20, "1,000,000,000,000,000"),
    ])
    func `few rows are told by tenths, many as whole numbers`(count: Double, text: String) {
        let line = PlanLine(branch: "", text: "Distinct", expectedRowCount: count)
        let table = PlanTable([line], isMeasured: false).text()
        #expect(table.hasSuffix(" \(text)"), "\(table)")
    }
}
