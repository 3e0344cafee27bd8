import Diagnostics
import ResultPrinting
import Testing

@Suite struct ResultTableTests {
    private func table(
        _ header: [String], _ rows: [[String]], width: Int? = nil, rowCountMax: Int? = nil
    ) -> String {
        let layout = ResultTable.Layout(width: width, rowCountMax: rowCountMax)
        return ResultTable(header: header, rows: rows, layout: layout).text
    }

    @Test func `columns are aligned whatever the characters`() {
        #expect(
            table(["a", "b"], [["日本", "1"], ["e\u{301}x", "2"], ["abc", "3"]]) == """
                a    │ b
                ─────┼──
                日本 │ 1
                e\u{301}x   │ 2
                abc  │ 3

                """)
    }

    @Test func `columns that are too wide are cut, and narrow ones stay whole`() {
        #expect(
            table(["id", "text"], [["1", "a long text of words"], ["22", "日本語日本語"]], width: 14)
                == """
                id │ text
                ───┼──────────
                1  │ a long t…
                22 │ 日本語日…

                """)
    }

    @Test(arguments: 1...60)
    func `no line of a table is wider than the terminal`(width: Int) {
        let rows = [
            ["日本語日本語", "x", "a long text of words", "'Мигрень с аурой'"], ["1", "2", "3", "4"],
        ]
        let text = table(["number", "b", "c", "long name of a column"], rows, width: width)
        for line in text.split(separator: "\n") where width >= 8 {
            #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
        }
        // Nothing is left out without a sign of it.
        #expect(text.contains("…") || text.contains("'Мигрень с аурой'"))
    }

    @Test func `many columns on a narrow terminal become one line a value`() {
        #expect(
            table(["a", "b", "c", "d"], [["1", "2", "3", "a long text"]], width: 12) == """
                row 1
                a │ 1
                b │ 2
                c │ 3
                d │ a long …

                """)
    }

    @Test(arguments: [20, 31, 60])
    func `a table that wraps cuts nothing off`(width: Int) {
        let words = "alpha: string, beta: list of string, очень-длинное-слово-без-пробелов, 日本語 x"
        let table = ResultTable(
            header: ["name", "properties"], rows: [["Disease", words], ["x", "y"]],
            layout: ResultTable.Layout(width: width, isWrapping: true)
        ).text
        let lines = table.split(separator: "\n")
        #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= width }, "\(table)")
        #expect(!table.contains("…"))
        let cells = lines.dropFirst(2).dropLast().map {
            $0.split(separator: "│", omittingEmptySubsequences: false)[1]
        }
        let shown = cells.joined().filter { !$0.isWhitespace }
        #expect(shown == words.filter { !$0.isWhitespace }, "\(table)")
        #expect(lines.last?.contains("y") == true)
    }

    @Test func `rows that are left out are counted`() {
        #expect(
            table(["a"], [["1"], ["2"], ["3"]], rowCountMax: 1) == "a\n─\n1\n… 2 more rows\n")
        #expect(table(["a"], [["1"], ["2"]], rowCountMax: 1).hasSuffix("\n… 1 more row\n"))
        #expect(table(["a"], [["1"]], rowCountMax: 1) == "a\n─\n1\n")
    }

    @Test func `a terminal is not told what to do by text of the graph`() {
        #expect(table(["a"], [["\u{1B}[2Jx\u{9B}"]]) == "a\n────────────────\n\\u001B[2Jx\\u009B\n")
    }
}
