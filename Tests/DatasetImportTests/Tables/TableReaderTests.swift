import Diagnostics
import Testing

@testable import DatasetImport

@Suite struct TableReaderTests {
    @Test(arguments: ["\n", "\r", "\r\n"])
    func `rows end with any line end, the last one also without`(lineEnd: String) throws {
        let text = ["a,b", "1,2", "3,4"].joined(separator: lineEnd)
        #expect(try rows(text) == [["1", "2"], ["3", "4"]])
        #expect(try rows(text + lineEnd) == [["1", "2"], ["3", "4"]])
    }

    @Test func `quoted cells hold delimiters, line ends and quotes`() throws {
        let text = "a,b\n\"x,y\",\"line\r\nbreak\"\n\"say \"\"hi\"\"\",\"\"\n"
        #expect(try rows(text) == [["x,y", "line\r\nbreak"], ["say \"hi\"", ""]])
        #expect(try lines(text) == [2, 4])
    }

    @Test func `a quote within an unquoted cell is a character like others`() throws {
        #expect(try rows("a,b\n5\" pipe,x\"y\"\n") == [["5\" pipe", "x\"y\""]])
    }

    @Test func `quotes may have no meaning`() throws {
        let dialect = TableDialect(delimiter: 0x09, quote: nil)
        #expect(try rows("a\tb\n\"x\ty\"\n", dialect) == [["\"x", "y\""]])
    }

    @Test func `comments and empty lines are no rows, but count as lines`() throws {
        var dialect = TableDialect()
        dialect.commentPrefix = Array("##".utf8)
        let text = "## one\n\na,b\n1,2\n\n## \"two\n#,4\n"
        #expect(try rows(text, dialect) == [["1", "2"], ["#", "4"]])
        #expect(try lines(text, dialect) == [4, 7])
    }

    @Test func `a file without header has the columns it is said to have`() throws {
        var dialect = TableDialect()
        dialect.columnNames = ["x", "y"]
        #expect(try rows("1,2\n3,4", dialect) == [["1", "2"], ["3", "4"]])
    }

    @Test func `a byte order mark is passed over`() throws {
        let reader = try TableReader(
            InputFile(name: "t", bytes: [0xEF, 0xBB, 0xBF] + Array("a,é\n".utf8)),
            dialect: TableDialect())
        #expect(reader.columnNames == ["a", "é"])
        #expect(try !reader.next())
    }

    @Test func `a file with nothing in it has no header`() throws {
        #expect(throws: InputError("the file has no header", at: .init(file: "t", line: 1))) {
            try rows("\n\n")
        }
    }

    @Test func `a row with a cell too few names the column that lacks`() throws {
        let error = try failure("a,b,c\n1,2,3\n4,5\n")
        #expect(error.message == "the row has 2 cells, the table has 3 columns")
        #expect(error.place == .init(file: "t", line: 3, column: 4, columnName: "c"))
    }

    @Test func `a row with a cell too many points at it`() throws {
        let error = try failure("a,b\nä,\"ö\nü\",x\n")
        #expect(error.message == "the row has 3 cells, the table has 2 columns")
        #expect(error.place == .init(file: "t", line: 3, column: 4))
    }

    @Test func `a quote without end points at where it begins`() throws {
        let error = try failure("a,b\n1,2\n3,\"4\n5,6\n")
        #expect(error.message == "the quote that begins here has no end")
        #expect(error.place == .init(file: "t", line: 3, column: 3))
    }

    @Test func `text after a closing quote is refused`() throws {
        let error = try failure("a,b\n1,\"x\"y\n")
        #expect(error.message == "there is text after the closing quote")
        #expect(error.place == .init(file: "t", line: 2, column: 6))
    }

    // MARK: Against a reference

    @Test(arguments: 0..<40) func `random tables are read as they were written`(seed: Int) throws {
        var random = SeededRandom(state: UInt64(seed))
        let table = RandomTable(using: &random)
        let expected = table.rows
        for chunk in [16, 17, 23, 61, 1024, 1 << 16] {
            let source = Int.random(in: 1...64, using: &random)
            let found = try rows(
                table.text, table.dialect, chunkByteCount: chunk, sourceChunk: source,
                rowCountMax: Int.random(in: 1...9, using: &random))
            #expect(found == expected, "seed \(seed), chunk \(chunk)")
        }
    }

    @Test(arguments: 0..<200) func `random bytes never break the reader`(seed: Int) {
        var random = SeededRandom(state: UInt64(seed) &+ 1_000)
        let alphabet = Array("a,\"\n\r#\té".utf8) + [0xFF, 0x00, 0xE2]
        let count = Int.random(in: 0...120, using: &random)
        let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random)! }
        var outcomes: [Result<[[String]], InputError>] = []
        for chunk in [16, 19, 1 << 12] {
            do throws(InputError) {
                outcomes.append(
                    .success(try rows(bytes, TableDialect(), chunkByteCount: chunk)))
            } catch {
                outcomes.append(.failure(error))
            }
        }
        #expect(outcomes.allSatisfy { $0 == outcomes[0] }, "seed \(seed)")
    }

    // MARK: Helpers

    private func rows(
        _ text: String, _ dialect: TableDialect = TableDialect(), chunkByteCount: Int = 1 << 20,
        sourceChunk: Int = .max, rowCountMax: Int = 100
    ) throws(InputError) -> [[String]] {
        try rows(
            Array(text.utf8), dialect, chunkByteCount: chunkByteCount, sourceChunk: sourceChunk,
            rowCountMax: rowCountMax)
    }

    private func rows(
        _ bytes: [UInt8], _ dialect: TableDialect, chunkByteCount: Int, sourceChunk: Int = .max,
        rowCountMax: Int = 100
    ) throws(InputError) -> [[String]] {
        let reader = try TableReader(
            InputFile(name: "t", bytes: bytes, chunkByteCount: sourceChunk), dialect: dialect,
            chunkByteCount: chunkByteCount, rowCountMax: rowCountMax)
        var rows: [[String]] = []
        while try reader.next() {
            let block = reader.block
            for row in 0..<block.rowCount {
                rows.append(
                    (0..<block.columnCount).map {
                        String(decoding: block.bytes[block.cell(row, $0).range], as: UTF8.self)
                    })
            }
        }
        return rows
    }

    private func lines(
        _ text: String, _ dialect: TableDialect = TableDialect()
    ) throws(InputError) -> [UInt32] {
        let reader = try TableReader(
            InputFile(name: "t", bytes: Array(text.utf8)), dialect: dialect)
        var lines: [UInt32] = []
        while try reader.next() { lines += reader.block.lines }
        return lines
    }

    private func failure(_ text: String) throws -> InputError {
        try #require(throws: InputError.self) { try rows(text) }
    }
}

/// A table written down with random quoting, line ends and comments.
private struct RandomTable {
    var dialect = TableDialect()
    var text = ""
    var rows: [[String]] = []

    init(using random: inout SeededRandom) {
        dialect.delimiter = [0x2C, 0x09, 0x3B].randomElement(using: &random)!
        dialect.commentPrefix = Bool.random(using: &random) ? Array("#".utf8) : []
        let columnCount = Int.random(in: 1...5, using: &random)
        let lineEnd = ["\n", "\r", "\r\n"].randomElement(using: &random)!
        let delimiter = String(UnicodeScalar(dialect.delimiter))
        var written: [String] = []
        for row in 0...Int.random(in: 0...40, using: &random) {
            let cells = (0..<columnCount).map { _ in Self.cell(using: &random) }
            written.append(
                cells.map { Self.write($0, delimiter, using: &random) }
                    .joined(separator: delimiter))
            if row > 0 { rows.append(cells) }
            if !dialect.commentPrefix.isEmpty, Int.random(in: 0..<5, using: &random) == 0 {
                written.append("#\"comment")
            }
            if Int.random(in: 0..<9, using: &random) == 0 { written.append("") }
        }
        text = written.joined(separator: lineEnd) + (Bool.random(using: &random) ? lineEnd : "")
    }

    private static func cell(using random: inout SeededRandom) -> String {
        let parts = ["a", "12", "é", "😀", "\"", ",", "\n", "\r\n", "\r", "\t", ";", " ", "#"]
        let count = Int.random(in: 0...6, using: &random)
        return (0..<count).map { _ in parts.randomElement(using: &random)! }.joined()
    }

    /// Quoted if it must be, and sometimes if it need not be. An empty cell is always quoted: a
    /// row of one empty cell would be an empty line.
    private static func write(
        _ cell: String, _ delimiter: String, using random: inout SeededRandom
    ) -> String {
        let mustBeQuoted =
            cell.isEmpty
            || cell.utf8.contains { $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == 0x23 }
            || cell.utf8.contains(delimiter.utf8.first!)
        guard mustBeQuoted || Bool.random(using: &random) else { return cell }
        return "\""
            + cell.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
