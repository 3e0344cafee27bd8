import Foundation
import MedGraph

@testable import DatasetImport

/// A database in a temporary folder, which is removed with the value.
final class StarterDatabase {
    let path: String
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-starter-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "starter.mdb").path
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func open() throws -> Database {
        var options = Database.Options()
        options.isDurable = false
        options.byteCountMax = 1 << 30
        return try Database.open(path: path, options: options)
    }

    /// Loads `Datasets/starter` by its mapping, as `medgraph import` does.
    static func loadStarter(into database: Database) throws -> ImportAudit {
        let mapping = StarterGraph.folder.appending(path: "mapping.yaml")
        return try load(
            Mapping(
                yaml: try SourceFiles.text(mapping.path), file: mapping.lastPathComponent),
            StarterGraph.folder, into: database)
    }

    /// Loads the files of a folder by a mapping.
    static func load(
        _ mapping: Mapping, _ folder: URL, into database: Database
    ) throws -> ImportAudit {
        let candidates = try SourceFiles.candidates([folder.path])
        let importer = Importer(mapping, try SourceMatch(mapping, candidates: candidates))
        return try DatabaseLoad(importer).run(into: database)
    }
}
