import Foundation
import LMDB

/// A path for a data file, which is removed together with its lock file.
final class TemporaryFile {
    let path: String

    init() {
        let name = "medgraph-\(UUID().uuidString).mdb"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.removeItem(atPath: path + "-lock")
    }

    func open(
        isReadOnly: Bool = false, mapByteCount: Int = 1 << 30
    ) throws(LMDBError) -> Environment {
        try Self.open(path, isReadOnly: isReadOnly, mapByteCount: mapByteCount)
    }

    /// Opens a file without waiting for the disk at each commit.
    static func open(
        _ path: String, isReadOnly: Bool = false, mapByteCount: Int = 1 << 30
    ) throws(LMDBError) -> Environment {
        var options = Environment.Options()
        options.isReadOnly = isReadOnly
        options.mapByteCount = mapByteCount
        options.syncPolicy = .none
        return try Environment.open(path: path, options: options)
    }
}

extension Environment {
    /// Creates or opens one tree.
    func makeTree<Key: TreeKey & ~Escapable>(
        _ name: String = "tree", keyedBy key: Key.Type
    ) throws(LMDBError) -> Tree<Key> {
        try createTrees { opener, _ throws(LMDBError) in
            try opener.tree(named: name, keyedBy: key)
        }
    }

    /// Creates or opens one multimap.
    func makeMultimapTree<Key: TreeKey & ~Escapable>(
        _ name: String = "multimap", keyedBy key: Key.Type
    ) throws(LMDBError) -> MultimapTree<Key> {
        try createTrees { opener, _ throws(LMDBError) in
            try opener.multimapTree(named: name, keyedBy: key)
        }
    }
}

extension RawSpan {
    /// A copy that outlives the transaction.
    var array: [UInt8] { (0..<byteCount).map { integer(at: $0) } }
}

extension String {
    /// The text as a value of a tree.
    var valueBytes: [UInt8] { Array(utf8) }
}

/// A value of a few bytes.
func bytes(_ values: UInt8...) -> [UInt8] { values }

/// The code `body` fails with, nil if it succeeds.
func code(_ body: () throws -> Void) -> ReturnCode? {
    do {
        try body()
        return nil
    } catch {
        return (error as? LMDBError)?.code
    }
}
