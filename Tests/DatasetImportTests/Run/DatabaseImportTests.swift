import Diagnostics
import Foundation
import MedGraph
import Testing

@testable import DatasetImport

/// Imports into databases on disk.
@Suite struct DatabaseImportTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "medgraph-import-\(UUID().uuidString)")

    private func withDatabase(_ body: (Database) throws -> Void) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = Database.Options()
        options.isDurable = false
        options.byteCountMax = 1 << 30
        let path = folder.appending(path: "\(UUID().uuidString).mdb").path
        try body(try Database.open(path: path, options: options))
    }

    private func load(
        _ importer: Importer, _ database: Database, _ policy: DanglingPolicy = .refuse
    ) throws(InputError) -> ImportAudit {
        try DatabaseLoad(importer, policy).run(into: database)
    }

    private func small() throws -> SmallImport {
        SmallImport(
            try fixture("complete.yaml"),
            [
                "diseases.csv": try fixture("diseases.csv"),
                "genes_a.txt": try fixture("genes_a.txt"),
            ])
    }

    @Test func `an import arrives, and the same again adds nothing`() throws {
        try withDatabase { database in
            let importer = try small().importer()
            let first = try load(importer, database)
            #expect(first.outcome == .loaded)
            let information = try database.information()
            #expect(information.nodeCount == 3 + 3 + 2)
            #expect(information.relationshipCount == 6)
            #expect(
                information.types.first { $0.name == "HAS_SYMPTOM" }?.weight == "weight")
            let hash = try database.contentHash()
            let second = try load(importer, database)
            #expect(second.report.nodes.made == 0)
            #expect(second.report.relationships.made == 0)
            #expect(try database.contentHash() == hash)
        }
    }

    @Test func `the database counts as the tests' own graph does`() throws {
        try withDatabase { database in
            let importer = try small().importer()
            let (_, expected) = try importer.load()
            let found = try load(importer, database)
            #expect(found.report.nodes == expected.report.nodes)
            #expect(found.report.relationships == expected.report.relationships)
            #expect(found.report.duplicateNodes == expected.report.duplicateNodes)
            #expect(
                found.report.duplicateRelationships == expected.report.duplicateRelationships)
        }
    }

    @Test func `nothing is loaded when a late row is bad`() throws {
        try withDatabase { database in
            let empty = try database.contentHash()
            var bad = try small()
            bad.files["genes_a.txt"]! += Array("12\t1\tmuch\n".utf8)
            let importer = try bad.importer()
            let error = try #require(throws: InputError.self) { try load(importer, database) }
            #expect(error.place?.line == 4)
            #expect(try database.contentHash() == empty)
            #expect(try database.information().nodeCount == 0)
            let late = try load(try small().importer(), database)
            #expect(late.outcome == .loaded)
        }
    }

    @Test func `nothing is loaded when an end is missing`() throws {
        try withDatabase { database in
            var bad = try small()
            bad.files["genes_a.txt"]! += Array("12\tnone\t1\n".utf8)
            let importer = try bad.importer()
            let audit = try load(importer, database)
            #expect(audit.outcome == .refused)
            #expect(audit.refusal?.place == .init(file: "genes_a.txt", line: 4))
            #expect(try database.information().nodeCount == 0)
            #expect(try load(importer, database, .stub).report.stubNodes == 1)
        }
    }

    @Test func `a key that is too long is told with its place`() throws {
        try withDatabase { database in
            var bad = try small()
            let long = String(repeating: "é", count: 300)
            bad.files["diseases.csv"]! += Array("\(long),x,,,,,,,,,\n".utf8)
            let importer = try bad.importer()
            let error = try #require(throws: InputError.self) { try load(importer, database) }
            #expect(error.message.contains("600 bytes"), "\(error)")
            #expect(
                error.place
                    == .init(file: "diseases.csv", line: 8, column: 1, columnName: "id"),
                "\(error)")
            #expect(try database.information().nodeCount == 0)
        }
    }

    @Test(
        .tags(.dataset),
        .enabled(if: Datasets.areThere, "the datasets are not beside the repository"))
    func `hetionet-open has the same content by both of its forms`() throws {
        var hashes: [String] = []
        for name in [
            ["hetionet-open/nodes.tsv.gz", "hetionet-open/edges.sif.gz"],
            ["hetionet-open/hetionet-open.json.gz"],
        ] {
            try withDatabase { database in
                let importer = try Datasets.importer(name, mapping: "hetionet")
                let audit = try load(importer, database, .stub)
                #expect(audit.report.missingNodes == 71)
                #expect(audit.report.stubNodes == 71)
                let information = try database.information()
                #expect(information.nodeCount == 23_727 + 71)
                #expect(information.relationshipCount == 36_849)
                hashes.append(try database.contentHash())
            }
        }
        #expect(hashes.count == 2 && hashes[0] == hashes[1])
    }

    @Test(
        .tags(.dataset),
        .enabled(if: Datasets.areThere, "the datasets are not beside the repository"))
    func `hetionet-open without its dangling edges`() throws {
        try withDatabase { database in
            let importer = try Datasets.importer(["hetionet-open"], mapping: "hetionet")
            let audit = try load(importer, database, .skip)
            #expect(audit.report.danglingRelationships == 679)
            #expect(audit.report.missingNodes == 71)
            #expect(try database.information().nodeCount == 23_727)
            #expect(try database.information().relationshipCount == 36_849 - 679)
        }
    }
}
