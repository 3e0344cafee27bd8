import DatasetImport
import Diagnostics
import Foundation
import MedGraph
import Testing

/// Imports files that describe themselves into a database of its own, and asks it.
struct FormatImport {
    private let folder: URL
    let database: Database

    /// Lends a new, empty database to `body`.
    static func withDatabase(_ body: (FormatImport) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-formats-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = Database.Options()
        options.isDurable = false
        options.byteCountMax = 1 << 30
        let database = try Database.open(
            path: folder.appending(path: "g.mdb").path, options: options)
        try body(FormatImport(folder: folder, database: database))
    }

    /// A file of the fixtures.
    static func fixture(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/formats/\(name)").path
    }

    @discardableResult
    func load(
        _ paths: [String], dangling: DanglingPolicy = .refuse, chunkByteCount: Int = 1 << 20,
        _ change: (inout GuessedImport.Request) -> Void = { _ in }
    ) throws -> ImportAudit {
        try load(
            SourceFiles.candidates(paths), dangling: dangling, chunkByteCount: chunkByteCount,
            identities: nil, change)
    }

    /// Loads files that are in memory, as if they were named by hand.
    @discardableResult
    func load(
        _ files: [String: String], dangling: DanglingPolicy = .refuse,
        identities: Identities? = nil, _ change: (inout GuessedImport.Request) -> Void = { _ in }
    ) throws -> ImportAudit {
        let candidates = files.sorted { $0.key < $1.key }.map { name, text in
            SourceMatch.Candidate(
                file: InputFile(name: name, bytes: Array(text.utf8)), name: name,
                isRequired: true)
        }
        return try load(
            candidates, dangling: dangling, chunkByteCount: 1 << 20, identities: identities, change)
    }

    private func load(
        _ candidates: [SourceMatch.Candidate], dangling: DanglingPolicy, chunkByteCount: Int,
        identities: Identities?, _ change: (inout GuessedImport.Request) -> Void
    ) throws -> ImportAudit {
        var request = GuessedImport.Request()
        change(&request)
        let guessed = try GuessedImport(candidates, request)
        var importer = Importer(guessed.mapping, guessed.match)
        importer.chunkByteCount = chunkByteCount
        importer.identities = identities
        return try DatabaseLoad(importer, dangling).run(into: database)
    }

    /// The error that ends an import of files in memory.
    func failure(
        _ files: [String: String], _ location: SourceLocation = #_sourceLocation
    ) throws -> InputError {
        try #require(throws: InputError.self, sourceLocation: location) { try load(files) }
    }

    /// The rows of a query as text, cells parted by ` | `.
    func rows(_ query: String) throws -> [String] {
        try database.run(query).values.map { row in
            row.map { "\($0)" }.joined(separator: " | ")
        }
    }
}
