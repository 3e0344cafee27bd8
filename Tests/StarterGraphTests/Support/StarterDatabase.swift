import Foundation
import GraphTestSupport
import MedGraph

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

    func open() throws -> Database { try ImportedGraph.open(path) }
}
