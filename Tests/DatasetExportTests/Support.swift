import DatasetImport
import Foundation
import MedGraph

@testable import DatasetExport

/// Lends a new folder to `body`, and removes it.
func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "medgraph-dump-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
}

/// A new database in a folder.
func makeDatabase(_ folder: URL, _ name: String) throws -> Database {
    var options = Database.Options()
    options.isDurable = false
    options.byteCountMax = 1 << 30
    return try Database.open(path: folder.appending(path: name).path, options: options)
}

/// Imports files without mapping, as `medgraph import` does.
@discardableResult
func importFiles(
    _ paths: [String], into database: Database,
    _ change: (inout GuessedImport.Request) -> Void = { _ in }
) throws -> ImportAudit {
    var request = GuessedImport.Request()
    change(&request)
    let guessed = try GuessedImport(SourceFiles.candidates(paths), request)
    let importer = Importer(guessed.mapping, guessed.match)
    return try DatabaseLoad(importer).run(into: database)
}
