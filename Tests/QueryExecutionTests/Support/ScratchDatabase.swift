import Foundation
import MedGraph

/// Databases without content for one test.
enum ScratchDatabase {
    /// Opens a new database. Its file has no name any more, so it lives as long as it is open.
    static func open(_ options: Database.Options) throws -> Database {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-\(UUID().uuidString).mdb").path
        defer {
            for end in ["", "-lock"] { try? FileManager.default.removeItem(atPath: path + end) }
        }
        return try Database.open(path: path, options: options)
    }
}
