import Foundation
import MedGraph
import Testing

/// The public library, as a program uses it.
@Suite struct DatabaseTests {
    private func withPath(_ body: (String) throws -> Void) rethrows {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-\(UUID().uuidString).mdb").path
        defer {
            for path in [path, path + "-lock", path + ".copy", path + ".copy-lock"] {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
        try body(path)
    }

    private static let origin = LoadOrigin(name: "rows")

    private func diseases(_ codes: [String]) -> NodeBatch {
        NodeBatch(
            label: "Disease", keyProperty: "icd10", keys: .strings(TextColumn(codes)),
            properties: [], lines: codes.indices.map { UInt32($0 + 1) })
    }

    private func load(_ codes: [String], into database: Database) throws -> LoadReport {
        let loader = try database.beginLoad()
        try loader.add(diseases(codes), from: Self.origin)
        return try loader.commit()
    }

    @Test func `a load is seen when it is committed, and not before`() throws {
        try withPath { path in
            let database = try Database.open(path: path)
            let loader = try database.beginLoad()
            try loader.add(diseases(["G43", "J45"]), from: Self.origin)
            #expect(try database.information().nodeCount == 0)
            let report = try loader.commit()
            #expect(report.nodes.made == 2)
            #expect(try database.information().labels.map(\.name) == ["Disease"])
        }
    }

    @Test func `a load that is let go leaves nothing and lets others write`() throws {
        try withPath { path in
            let database = try Database.open(path: path)
            do {
                let loader = try database.beginLoad()
                try loader.add(diseases(["G43"]), from: Self.origin)
            }
            #expect(try load(["J45"], into: database).nodes.made == 1)
            #expect(try database.information().nodeCount == 1)
        }
    }

    @Test func `a load that has ended says so`() throws {
        try withPath { path in
            let loader = try Database.open(path: path).beginLoad()
            _ = try loader.commit()
            #expect(throws: MedGraphError.self) {
                try loader.add(diseases(["G43"]), from: Self.origin)
            }
        }
    }

    @Test func `a backup during a load has what was committed before it`() throws {
        try withPath { path in
            let database = try Database.open(path: path)
            _ = try load(["G43"], into: database)
            let before = try database.contentHash()
            let loader = try database.beginLoad()
            try loader.add(diseases(["J45"]), from: Self.origin)
            try database.backup(to: path + ".copy")
            _ = try loader.commit()
            #expect(try Database.open(path: path + ".copy").contentHash() == before)
            #expect(try Database.check(path: path + ".copy").isClean)
            #expect(try database.contentHash() != before)
        }
    }

    @Test func `the content hash knows no order`() throws {
        try withPath { path in
            let database = try Database.open(path: path)
            _ = try load(["G43", "J45", "I10"], into: database)
            let copy = try Database.open(path: path + ".copy")
            _ = try load(["I10"], into: copy)
            _ = try load(["J45", "G43"], into: copy)
            #expect(try copy.contentHash() == database.contentHash())
        }
    }

    @Test func `a file is opened once in a process`() throws {
        try withPath { path in
            let database = try Database.open(path: path)
            do throws(MedGraphError) {
                _ = try Database.open(path: path)
                Issue.record("it was opened twice")
            } catch {
                #expect(error.description == "`\(path)` is open in this process already")
            }
            #expect(try database.information().nodeCount == 0)
        }
    }

    @Test func `a database that is only read refuses loads`() throws {
        try withPath { path in
            _ = try load(["G43"], into: try Database.open(path: path))
            var options = Database.Options()
            options.isReadOnly = true
            let database = try Database.open(path: path, options: options)
            do throws(MedGraphError) {
                _ = try database.beginLoad()
                Issue.record("a load began")
            } catch {
                #expect(error.description == "the database can only be read")
            }
        }
    }

    @Test func `a full database says so and keeps what it has`() throws {
        try withPath { path in
            var options = Database.Options()
            options.byteCountMax = 1 << 20
            let database = try Database.open(path: path, options: options)
            _ = try load(["G43"], into: database)
            let codes = (0..<100_000).map { "C\($0)" }
            do {
                _ = try load(codes, into: database)
                Issue.record("more was stored than there is room for")
            } catch MedGraphError.storageFull {
                #expect(try database.information().nodeCount == 1)
            }
        }
    }

    @Test func `a relationship without an end is refused with its row`() throws {
        try withPath { path in
            let database = try Database.open(path: path)
            let loader = try database.beginLoad()
            try loader.add(diseases(["G43"]), from: Self.origin)
            let ends = RelationshipBatch(
                type: "RESEMBLES", source: Source(name: "s", version: "", license: "CC0"),
                start: .init(
                    label: "Disease", keyProperty: "icd10", keys: .strings(TextColumn(["G43"]))),
                end: .init(
                    label: "Disease", keyProperty: "icd10", keys: .strings(TextColumn(["G99"]))),
                properties: [], lines: [7])
            try loader.add(ends, from: Self.origin)
            do {
                _ = try loader.commit()
                Issue.record("the load was taken")
            } catch MedGraphError.danglingRelationships(let report) {
                let issue = LoadIssue(
                    origin: Self.origin, line: 7,
                    problem: .dangling(.incoming, label: "Disease", key: "G99"))
                #expect(report.issues == [issue])
                #expect(try database.information().nodeCount == 0)
            }
        }
    }
}
