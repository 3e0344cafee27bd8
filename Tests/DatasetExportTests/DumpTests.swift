import DatasetImport
import Foundation
import MedGraph
import TestSupport
import Testing

@testable import DatasetExport

/// Dumps that are imported again.
@Suite struct DumpTests {
    private func roundTrip(
        _ format: DumpFormat, seed: UInt64, _ limits: RandomGraph.Limits
    ) throws {
        try withFolder { folder in
            let database = try makeDatabase(folder, "first.mdb")
            var graph = RandomGraph(seed: seed, limits)
            try graph.load(into: database)
            let path = folder.appending(path: "dump").path
            let summary = try Dump(of: database, as: format).run(into: path)
            let information = try database.information()
            #expect(summary.nodeCount == Int(information.nodeCount))
            #expect(summary.relationshipCount == Int(information.relationshipCount))
            let copy = try makeDatabase(folder, "second.mdb")
            try load(format, path, into: copy)
            let found = try copy.information()
            #expect(found.nodeCount == information.nodeCount, "seed \(seed)")
            #expect(found.relationshipCount == information.relationshipCount, "seed \(seed)")
            #expect(try copy.contentHash() == database.contentHash(), "seed \(seed)")
        }
    }

    private func load(_ format: DumpFormat, _ path: String, into copy: Database) throws {
        guard format == .cypher else {
            try importFiles([path], into: copy)
            return
        }
        let script = try String(contentsOfFile: path + "/graph.cypher", encoding: .utf8)
        for statement in script.split(separator: "\n") {
            _ = try copy.run(String(statement.dropLast()))
        }
    }

    @Test(arguments: RandomCases.seeds(25))
    func `what neo4j-csv holds goes in again to the same content`(seed: UInt64) throws {
        try roundTrip(.neo4jCSV, seed: seed, .init())
    }

    @Test(arguments: RandomCases.seeds(25))
    func `what kgx holds goes in again to the same content`(seed: UInt64) throws {
        try roundTrip(.kgx, seed: seed, .init())
    }

    @Test(arguments: RandomCases.seeds(25))
    func `what graphml holds goes in again to the same content`(seed: UInt64) throws {
        try roundTrip(.graphML, seed: seed, .init(hasControlCharacters: false))
    }

    @Test(arguments: RandomCases.seeds(25))
    func `what cypher holds goes in again to the same content`(seed: UInt64) throws {
        try roundTrip(.cypher, seed: seed, .init(hasSources: false))
    }

    @Test(arguments: [DumpFormat.neo4jCSV, .graphML, .kgx])
    func `keys of imports are kept as keys, so that a dump loaded twice adds nothing`(
        format: DumpFormat
    ) throws {
        try withFolder { folder in
            let files = folder.appending(path: "in").path
            try FileManager.default.createDirectory(
                atPath: files, withIntermediateDirectories: true)
            try """
            {"id": "A:1", "category": ["biolink:Disease"], "name": "one"}
            {"id": "A:2", "category": ["biolink:Disease"], "name": "two"}
            {"id": "e1", "subject": "A:1", "predicate": "biolink:is_a", "object": "A:2"}
            """.write(toFile: files + "/g.jsonl", atomically: true, encoding: .utf8)
            let database = try makeDatabase(folder, "first.mdb")
            try importFiles([files], into: database)
            let path = folder.appending(path: "dump").path
            _ = try Dump(of: database, as: format).run(into: path)
            let copy = try makeDatabase(folder, "second.mdb")
            for _ in 0..<2 { try importFiles([path], into: copy) }
            #expect(try copy.contentHash() == database.contentHash())
            #expect(try copy.information().indexes.map(\.kind) == [.identity])
        }
    }

    @Test(arguments: [
        (DumpFormat.kgx, "CREATE (:A {category: 'x'})", "the property `category` of nodes"),
        (
            .kgx, "CREATE (:A)-[:T {subject: 1}]->(:B)",
            "the property `subject` of relationships"
        ),
        (.kgx, "CREATE (:A {_id: 1})", "the property `_id` of nodes without key"),
        (
            .neo4jCSV, "CREATE (:A)-[:T {_source: 1}]->(:B)",
            "the property `_source` of relationships"
        ),
        (.neo4jCSV, "CREATE (:A {l: ['']})", "lists of one empty text, in `l` of nodes"),
        (.neo4jCSV, "CREATE (:A {`a\nb`: 1})", "properties with a line end in their name"),
        (.graphML, "CREATE (:A {t: '\\u0007'})", "control characters in `t` of nodes"),
    ])
    func `what a format cannot hold is named and refused, or left out when asked`(
        format: DumpFormat, query: String, loss: String
    ) throws {
        try withFolder { folder in
            let database = try makeDatabase(folder, "g.mdb")
            _ = try database.run(query)
            let path = folder.appending(path: "dump").path
            let error = try #require(throws: DumpError.self) {
                try Dump(of: database, as: format).run(into: path)
            }
            #expect(error.description.contains("│ \(loss) (1 time)"), "\(error)")
            #expect(!FileManager.default.fileExists(atPath: path))
            let summary = try Dump(of: database, as: format, isLossy: true).run(into: path)
            #expect(summary.losses.map(\.what) == [loss])
            let copy = try makeDatabase(folder, "copy.mdb")
            try importFiles([path], into: copy)
            #expect(try copy.information().nodeCount == database.information().nodeCount)
        }
    }

    @Test func `cypher cannot hold sources`() throws {
        try withFolder { folder in
            let database = try makeDatabase(folder, "g.mdb")
            var graph = RandomGraph(seed: 1, .init())
            try graph.load(into: database)
            let path = folder.appending(path: "dump").path
            let error = try #require(throws: DumpError.self) {
                try Dump(of: database, as: .cypher).run(into: path)
            }
            #expect(error.description.contains("sources of relationships"))
        }
    }

    @Test func `nothing is overwritten, and an empty folder is filled`() throws {
        try withFolder { folder in
            let database = try makeDatabase(folder, "g.mdb")
            _ = try database.run("CREATE (:A)")
            let path = folder.appending(path: "dump").path
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
            _ = try Dump(of: database, as: .kgx).run(into: path)
            let before = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            #expect(before == ["edges.jsonl", "nodes.jsonl"])
            let error = try #require(throws: DumpError.self) {
                try Dump(of: database, as: .graphML).run(into: path)
            }
            #expect(error.description.contains("is there already"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == before)
            #expect(throws: DumpError.self) {
                try Dump(of: database, as: .kgx).run(into: folder.appending(path: "g.mdb").path)
            }
        }
    }

    @Test func `a dump that fails leaves nothing behind`() throws {
        try withFolder { folder in
            let database = try makeDatabase(folder, "g.mdb")
            for _ in 0..<3 {
                _ = try database.run("UNWIND range(1, 5000) AS x CREATE (:A {x: x})")
            }
            let parent = folder.appending(path: "parent")
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            let path = parent.appending(path: "dump").path
            // The folder of the dump is taken away while it is written.
            #expect(throws: DumpError.self) {
                try Dump(of: database, as: .graphML).run(into: path) { _ in
                    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path))
                        ?? []
                    {
                        try? FileManager.default.removeItem(at: parent.appending(path: name))
                    }
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path).isEmpty)
        }
    }
}
