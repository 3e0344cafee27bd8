import Diagnostics
import Testing

@Suite struct DiagnosticRendererTests {
    @Test("renders as the house style shows")
    func houseStyle() {
        let query = "// all drugs\nMATCH (d:Diseas)-[:TREATED_BY]->(m)\nRETURN m"
        #expect(
            render(query, "Diseas", "unknown label", hint: "did you mean `Disease`?") == """
                error[S014]: no label is named `Diseas`
                  ┌─ query:2:10
                2 │ MATCH (d:Diseas)-[:TREATED_BY]->(m)
                  │          ^^^^^^ unknown label
                  = hint: did you mean `Disease`?

                """)
    }

    @Test("wide characters take two cells, combining ones none")
    func wideCharacters() {
        #expect(
            render("RETURN '中文 e\u{301} 👩‍⚕️', Diseas", "Diseas", "here") == """
                error[S014]: no label is named `Diseas`
                  ┌─ query:1:18
                1 │ RETURN '中文 e\u{301} 👩‍⚕️', Diseas
                  │                     ^^^^^^ here

                """)
    }

    @Test("tabs are shown as spaces, and the caret follows")
    func tabs() {
        #expect(
            render("\tRETURN\tDiseas", "Diseas", "") == """
                error[S014]: no label is named `Diseas`
                  ┌─ query:1:9
                1 │     RETURN  Diseas
                  │             ^^^^^^

                """)
    }

    @Test("a span over several lines shows its first and last line")
    func severalLines() {
        let source = SourceText("MATCH (a\n  {b: 1,\n   c: 2,\n   d: 3})\nRETURN a")
        let diagnostic = Diagnostic(
            code: "S999", message: "this is long",
            primary: .init(SourceSpan(start: 6, end: source.bytes.count - 9), "all of this"))
        #expect(
            DiagnosticRenderer().render([diagnostic], in: source) == """
                error[S999]: this is long
                  ┌─ query:1:7
                1 │ MATCH (a
                  │       ^^
                  …
                4 │    d: 3})
                  │ ^^^^^^^^^ all of this

                """)
    }

    @Test("labels on other lines are shown in the order of the text, with wide numbers aligned")
    func labels() {
        let lines = (1...11).map { "LINE\($0)" }
        let source = SourceText(lines.joined(separator: "\n"), name: "data.cypher")
        let last = source.bytes.count
        let diagnostic = Diagnostic(
            code: "S998", severity: .warning, message: "two places disagree",
            primary: .init(SourceSpan(start: last - 6, end: last), "second"),
            labels: [.init(SourceSpan(start: 6, end: 11), "first")], notes: ["a note"])
        #expect(
            DiagnosticRenderer().render([diagnostic], in: source) == """
                warning[S998]: two places disagree
                   ┌─ data.cypher:11:1
                 2 │ LINE2
                   │ ----- first
                   …
                11 │ LINE11
                   │ ^^^^^^ second
                   = note: a note

                """)
    }

    @Test("an empty span at the end gets one caret")
    func endOfText() {
        let source = SourceText("RETURN")
        let diagnostic = Diagnostic(
            code: "S101", message: "nothing follows", primary: .init(source.endSpan))
        #expect(
            DiagnosticRenderer().render([diagnostic], in: source) == """
                error[S101]: nothing follows
                  ┌─ query:1:7
                1 │ RETURN
                  │       ^

                """)
    }

    @Test("a very long line is cut around the place")
    func longLine() {
        let query =
            String(repeating: "x ", count: 5000) + "Diseas" + String(repeating: " y", count: 5000)
        let rendered = render(query, "Diseas", "here")
        #expect(rendered.count < 800)
        let lines = rendered.split(separator: "\n")
        let source = Array(lines[2])
        let caret = Array(lines[3]).firstIndex(of: "^")!
        #expect(String(source[caret..<caret + 6]) == "Diseas")
    }

    @Test("several diagnostics are separated by an empty line")
    func several() {
        let source = SourceText("a")
        let diagnostic = Diagnostic(
            code: "S1", message: "m", primary: .init(SourceSpan(start: 0, end: 1)))
        let rendered = DiagnosticRenderer().render([diagnostic, diagnostic], in: source)
        #expect(rendered.contains("^\n\nerror"))
    }

    @Test("colour appears only with the coloured decorator, and changes no text")
    func colour() {
        let source = SourceText("MATCH (n:Diseas) RETURN n")
        let diagnostic = Diagnostic(
            code: "S014", message: "m", primary: .init(SourceSpan(start: 9, end: 15), "here"),
            hint: "h")
        let plain = DiagnosticRenderer().render([diagnostic], in: source)
        let coloured = DiagnosticRenderer(decorator: ColouredDecorator())
            .render([diagnostic], in: source)
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.contains("\u{1B}[1;31merror[S014]\u{1B}[0m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }

    private func render(
        _ query: String, _ word: String, _ label: String, hint: String? = nil
    ) -> String {
        let source = SourceText(query)
        let range = query.range(of: word)
        let start = query.utf8.distance(from: query.startIndex, to: range.lowerBound)
        let diagnostic = Diagnostic(
            code: "S014", message: "no label is named `\(word)`",
            primary: .init(SourceSpan(start: start, end: start + word.utf8.count), label),
            hint: hint)
        return DiagnosticRenderer().render([diagnostic], in: source)
    }
}

extension String {
    /// The place of a word that is known to be there.
    fileprivate func range(of word: String) -> Range<String.Index> { firstRange(of: word)! }
}
