import Diagnostics
import Testing

@Suite struct LineTableTests {
    @Test(
        "lines end with a feed, a return, or both",
        arguments: ["a\nbc\nd", "a\rbc\rd", "a\r\nbc\r\nd"])
    func lineBreaks(text: String) {
        let source = SourceText(text)
        let table = source.lineTable()
        #expect(table.lineCount == 3)
        #expect(table.position(of: source.bytes.count) == SourcePosition(line: 3, column: 2))
    }

    @Test("columns count characters, not bytes")
    func characterColumns() {
        let text = "e\u{301} 🇷🇺 г中x"
        let table = SourceText(text).lineTable()
        #expect(table.position(of: text.utf8.count - 1) == SourcePosition(line: 1, column: 7))
    }

    @Test("an empty text has one line")
    func emptyText() {
        let table = SourceText("").lineTable()
        #expect(table.lineCount == 1)
        #expect(table.position(of: 0) == SourcePosition(line: 1, column: 1))
    }

    @Test("bytes that are no UTF-8 have a position too")
    func invalidBytes() {
        let table = SourceText(bytes: [0x61, 0xFF, 0xC3, 0x0A, 0x62], name: "data.csv").lineTable()
        #expect(table.position(of: 4) == SourcePosition(line: 2, column: 1))
    }
}
