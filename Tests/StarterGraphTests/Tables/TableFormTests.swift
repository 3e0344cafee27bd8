import Foundation
import Testing

/// How the tables are written.
@Suite struct TableFormTests {
    private let graph: StarterGraph

    init() throws { graph = try StarterGraph.shared.get() }

    @Test(arguments: StarterGraph.names)
    func `a table has its header and rows`(name: String) {
        #expect(graph[name].columns == StarterGraph.headers[name])
        #expect(!graph[name].rows.isEmpty)
    }

    @Test func `the folder has no other tables`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: StarterGraph.folder.path)
        let tables = files.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }
        #expect(tables.sorted() == StarterGraph.names)
    }

    @Test(arguments: StarterGraph.names)
    func `rows are sorted by their key, and each key is there once`(name: String) {
        let keys = graph[name].rows.map { $0.cells.prefix(StarterGraph.keyCount(name)) }
        for (key, next) in zip(keys, keys.dropFirst()) {
            let isAscending = key.lexicographicallyPrecedes(next) {
                $0.utf8.lexicographicallyPrecedes($1.utf8)
            }
            #expect(isAscending, "\(name): \(Array(key)) before \(Array(next))")
        }
        #expect(keys.allSatisfy { key in key.allSatisfy { !$0.isEmpty } })
    }

    @Test(arguments: StarterGraph.names)
    func `a table is plain text without stray spaces`(name: String) throws {
        let data = try Data(contentsOf: StarterGraph.folder.appending(path: "\(name).csv"))
        let text = try #require(String(data: data, encoding: .utf8))
        #expect(text == text.precomposedStringWithCanonicalMapping, "not in normal form C")
        #expect(!text.unicodeScalars.contains { ["\r", "\t", "\u{A0}", "\u{FEFF}"].contains($0) })
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
        for row in graph[name].rows {
            for cell in row.cells {
                let isTrimmed = cell == cell.trimmingCharacters(in: .whitespaces)
                #expect(isTrimmed && !cell.contains("  "), "\(name): `\(cell)`")
            }
        }
    }

    @Test(arguments: [
        ("diseases", "synonyms"), ("diseases", "synonyms_ru"), ("symptoms", "synonyms"),
        ("symptoms", "synonyms_ru"), ("drugs", "class"), ("drugs", "synonyms"),
        ("drugs", "synonyms_ru"), ("side_effects", "synonyms"), ("side_effects", "synonyms_ru"),
    ])
    func `the elements of a list are words, each once`(name: String, column: String) {
        for row in graph[name].rows {
            let elements = row.list(column)
            #expect(Set(elements).count == elements.count, "\(row.cells[0]): \(elements)")
            #expect(
                elements.allSatisfy { $0 == $0.trimmingCharacters(in: .whitespaces) && $0 != "" },
                "\(row.cells[0]): \(elements)")
        }
    }

    @Test(arguments: StarterGraph.names.filter { StarterGraph.headers[$0]!.contains("evidence") })
    func `every row says what it rests on`(name: String) throws {
        let form = /textbook|guideline: .+ (19|20)[0-9]{2}|dataset: [a-z0-9-]+ .+/
        for row in graph[name].rows {
            #expect(
                try form.wholeMatch(in: row["evidence"]) != nil,
                "\(name), \(row.cells[0]): `\(row["evidence"])`")
        }
    }
}
