import Foundation
import MedGraph
import ResultPrinting
import Testing

@Suite struct ResultTextTests {
    private func text(_ query: String, _ format: ResultFormat) throws -> String {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-text-\(UUID().uuidString).mdb").path
        defer {
            for path in [path, path + "-lock"] { try? FileManager.default.removeItem(atPath: path) }
        }
        return ResultText.text(of: try Database.open(path: path).run(query), format)
    }

    /// RFC 4180: fields with commas, quotes or any line break stand in quotes.
    @Test func `fields of comma-separated values are quoted by bytes, not by characters`() throws {
        #expect(
            try text(
                "RETURN 'a\\r\\nb' AS x, ',\u{301}' AS y, '\"\u{301}' AS z, 'plain' AS w", .csv)
                == "x,y,z,w\n\"a\r\nb\",\",\u{301}\",\"\"\"\u{301}\",plain\n")
    }

    @Test func `the bars of a profile end where the terminal does`() throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-text-\(UUID().uuidString).mdb").path
        defer {
            for path in [path, path + "-lock"] { try? FileManager.default.removeItem(atPath: path) }
        }
        let rows = try Database.open(path: path).run(
            "PROFILE UNWIND range(1, 10000) AS x RETURN sum(x)")
        func lines(_ width: Int?) -> [Substring] {
            ResultText.text(of: rows, .table, layout: ResultTable.Layout(width: width))
                .split(separator: "\n")
        }
        let whole = lines(nil)
        let longest = try #require(whole.map(\.count).max())
        #expect(whole.contains { $0.last == "█" })
        let cut = lines(longest - 4)
        #expect(cut.allSatisfy { $0.count <= longest - 4 })
        #expect(zip(cut, whole).allSatisfy { $1.hasPrefix($0) })
    }

    @Test func `a table says what was changed where there are no rows`() throws {
        #expect(
            try text("CREATE (:A {x: 1})", .table)
                == "1 node created, 1 property set, 1 label added\n")
        #expect(try text("MATCH (n) DELETE n", .table) == "nothing changed\n")
    }
}
