import Foundation
package import GraphStore
import LMDB

/// A path for a database, which is removed together with its lock file.
package final class TemporaryDatabase: Sendable {
    package let path: String

    package init() {
        let name = "medgraph-\(UUID().uuidString).medgraph"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.removeItem(atPath: path + "-lock")
    }

    /// Opens the database without waiting for the disk at each commit.
    package func open(
        isReadOnly: Bool = false, mapByteCount: Int = 1 << 32,
        runCountMax: Int = Store.defaultRunCountMax,
        pendingCountMax: Int = Store.defaultPendingCountMax
    ) throws(StoreError) -> Store {
        var options = Environment.Options()
        options.isReadOnly = isReadOnly
        options.mapByteCount = mapByteCount
        options.syncPolicy = .none
        return try Store.open(
            path: path, options: options, runCountMax: runCountMax,
            pendingCountMax: pendingCountMax)
    }

    /// The bytes of the file, which can be replaced while it is not open.
    package var bytes: [UInt8] {
        get throws { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
    }

    package func replaceBytes(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}
