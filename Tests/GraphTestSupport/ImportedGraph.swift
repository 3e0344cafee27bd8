package import DatasetImport
package import Foundation
package import MedGraph

/// Databases that files are imported into.
package enum ImportedGraph {
    /// A database without content; its file lives as long as the process that has it open.
    package static func empty() throws -> Database {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-\(UUID().uuidString).mdb").path
        defer {
            for name in [path, path + "-lock"] { try? FileManager.default.removeItem(atPath: name) }
        }
        return try open(path)
    }

    /// Opens a database without waiting for the disk at each commit.
    package static func open(_ path: String) throws -> Database {
        var options = Database.Options()
        options.isDurable = false
        options.byteCountMax = 1 << 30
        return try Database.open(path: path, options: options)
    }

    /// Loads the files of a folder by a mapping.
    package static func load(
        _ mapping: Mapping, _ folder: URL, into database: Database
    ) throws -> ImportAudit {
        let candidates = try SourceFiles.candidates([folder.path])
        let importer = Importer(mapping, try SourceMatch(mapping, candidates: candidates))
        return try DatabaseLoad(importer).run(into: database)
    }

    /// A database of the tables of a test, each a file's name with its text.
    package static func of(
        mapping: String, tables: [String: String]
    ) throws -> Database {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-tables-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in tables {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        let database = try empty()
        let audit = try load(Mapping(yaml: mapping, file: "mapping.yaml"), folder, into: database)
        if let refusal = audit.refusal { throw refusal }
        return database
    }
}
