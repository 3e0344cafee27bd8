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

    @Test func `a table says what was changed where there are no rows`() throws {
        #expect(
            try text("CREATE (:A {x: 1})", .table)
                == "1 node created, 1 property set, 1 label added\n")
        #expect(try text("MATCH (n) DELETE n", .table) == "nothing changed\n")
    }
}
