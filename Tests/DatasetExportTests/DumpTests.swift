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
}
