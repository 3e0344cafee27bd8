import Foundation
import GraphModel
import LMDB
import TestSupport
import Testing

@testable import GraphStore

/// Files that can be opened, and files that must not be.
@Suite struct OpeningTests {
    let database = TemporaryDatabase()

    /// Makes a node in a transaction of its own, and returns the commit.
    @discardableResult
    static func addNode(_ store: Store) throws -> UInt64 {
        var transaction = try store.beginWrite()
        let name = try transaction.key("name")
        _ = try transaction.createNode(
            labels: [try transaction.label("Drug")], properties: [Property(name, "аспирин")])
        try transaction.commit()
        return store.newest.meta.transactionID
    }

    static func nodeCount(_ store: Store) throws -> UInt64 {
        let snapshot = try store.snapshot()
        let check = try IntegrityCheck(of: snapshot)
        #expect(check.violations == [])
        return snapshot.statistics.nodeCount()
    }

    @Test func `a backup opens, and is the same graph`() throws {
        let store = try database.open()
        for _ in 0..<5 { try Self.addNode(store) }
        let copy = TemporaryDatabase()
        try store.backup(to: copy.path)
        let copied = try copy.open()
        #expect(try copied.contentHash() == store.contentHash())
        try Self.addNode(copied)
        #expect(try Self.nodeCount(copied) == 6)
    }

    @Test func `processes that make the same file do not lose each other's commits`() async throws {
        for _ in 0..<4 {
            let database = TemporaryDatabase()
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        await #expect(processExitsWith: .success) {
                            [path = database.path as String] in
                            try OpeningTests.addNode(try Store.open(path: path))
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try Self.nodeCount(try database.open()) == 4)
        }
    }

    @Test func `a file made by two threads at once is made once`() throws {
        // The second to get the lock finds what the first has written.
        let environment = try Environment.open(path: database.path)
        let first = try Store.makeTrees(of: environment)
        var transaction = try environment.beginWrite()
        var meta = MetaRecord()
        meta.transactionID = transaction.id
        meta.nextNode = 17
        var bytes: [UInt8] = []
        meta.encode(into: &bytes)
        try transaction.put(MetaRecord.key, bytes.rawSpan, in: first.meta)
        try transaction.commit()
        let second = try Store.makeTrees(of: environment)
        let snapshot = try environment.beginRead()
        let state = try GraphState(second, in: snapshot)
        #expect(state.meta == meta)
    }

    @Test func `a file that can only be read is read, and refuses changes`() throws {
        try Self.addNode(try database.open())
        let store = try database.open(isReadOnly: true)
        #expect(store.isReadOnly)
        #expect(try Self.nodeCount(store) == 1)
        #expect(refusal { _ = try store.beginWrite() } == "invalid(readOnly)")
        #expect(refusal { _ = try store.beginLoad() } == "invalid(readOnly)")
    }

    @Test func `a file that is not there is not made for reading`() {
        #expect(refusal { _ = try database.open(isReadOnly: true) } == "storage(2)")
        #expect(!FileManager.default.fileExists(atPath: database.path))
    }

    @Test func `an empty file becomes a database, though not for reading`() throws {
        try database.replaceBytes([])
        #expect(refusal { _ = try database.open(isReadOnly: true) } != nil)
        try Self.addNode(try database.open())
        #expect(try Self.nodeCount(try database.open()) == 1)
    }

    static let foreignFiles: [String: [UInt8]] = [
        "text": Array("name,dose\nаспирин,500\n".utf8),
        "the head of an SQLite file": Array("SQLite format 3\0".utf8),
        "an SQLite file": Array("SQLite format 3\0".utf8) + Array(repeating: 7, count: 8_176),
        "zeroes": Array(repeating: 0, count: 8_192), "one zero": [0], "one byte": [120],
        "ones": Array(repeating: 0xFF, count: 20_000),
    ]

    @Test(arguments: foreignFiles.keys.sorted())
    func `a file of another program is refused and not changed`(name: String) throws {
        let bytes = Self.foreignFiles[name]!
        try database.replaceBytes(bytes)
        for isReadOnly in [true, false] {
            let refusal = refusal { _ = try database.open(isReadOnly: isReadOnly) }
            #expect(refusal == "format(foreignProgram)")
        }
        #expect(try database.bytes == bytes)
    }

    @Test(arguments: [["theirs"], ["meta"], ["meta", "catalog", "nodes"]])
    func `an LMDB file with other trees is refused and not changed`(names: [String]) throws {
        do {
            let environment = try Environment.open(path: database.path)
            try environment.createTrees { opener, transaction throws(LMDBError) in
                for name in names {
                    let tree = try opener.tree(named: name, keyedBy: UInt64.self)
                    try transaction.put(7, [1, 2, 3].rawSpan, in: tree)
                }
            }
        }
        let bytes = try database.bytes
        #expect(refusal { _ = try database.open() } == "format(foreignProgram)")
        #expect(try database.bytes == bytes)
    }

    @Test func `a file of another format version is refused by its number`() throws {
        _ = try database.open()
        var bytes = try database.bytes
        let magic = Array("MedGraph".utf8)
        for offset in bytes.indices.dropLast(8) where Array(bytes[offset..<offset + 8]) == magic {
            bytes[offset - 4] = 9
        }
        try database.replaceBytes(bytes)
        #expect(refusal { _ = try database.open() } == "format(otherVersion(9))")
        #expect(try database.bytes == bytes)
    }

    @Test func `a truncated file is refused, or had nothing behind the cut`() throws {
        do {
            let store = try database.open()
            for _ in 0..<40 { try Self.addNode(store) }
        }
        let whole = try database.bytes
        var generator = SplitMix64(seed: 1)
        for _ in 0..<60 {
            let count = 1 + generator.below(whole.count - 1)
            try database.replaceBytes(Array(whole[..<count]))
            let refusal = refusal { _ = try Self.nodeCount(try database.open()) }
            #expect(
                refusal == nil || refusal == "corruption" || refusal == "format(foreignProgram)",
                "cut at \(count) of \(whole.count): \(refusal ?? "")")
        }
    }

    @Test func `a full map is told, harms nothing, and a larger one goes on`() throws {
        var commits: UInt64 = 0
        do {
            let store = try database.open(mapByteCount: 1 << 18)
            let refusal = refusal {
                while true {
                    try Self.addNode(store)
                    commits += 1
                    var load = try store.beginLoad()
                    try load.add(
                        Self.manyNodes(count: 100 * Int(commits)), from: LoadOrigin(name: "test"))
                    _ = try load.commit()
                }
            }
            #expect(refusal == "storage(\(ReturnCode.mapFull.rawValue))")
            #expect(commits > 0)
            _ = try Self.nodeCount(store)
        }
        let store = try database.open(mapByteCount: 1 << 24)
        let before = try Self.nodeCount(store)
        try Self.addNode(store)
        #expect(try Self.nodeCount(store) == before + 1)
    }

    static func manyNodes(count: Int, from first: Int = 0) -> NodeBatch {
        let range = first..<first + count
        return NodeBatch(
            label: "Gene", keyProperty: "id", keys: .integers(range.map(Int64.init)),
            properties: [], lines: range.map { UInt32($0) })
    }
}

/// How an error reads in a table: nil when there is none.
func refusal(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch StoreError.format(.foreignProgram) {
        return "format(foreignProgram)"
    } catch StoreError.format(.otherVersion(let version)) {
        return "format(otherVersion(\(version)))"
    } catch StoreError.corruption {
        return "corruption"
    } catch StoreError.invalid(let problem) {
        return "invalid(\(problem))"
    } catch StoreError.storage(let error) {
        return "storage(\(error.code.rawValue))"
    } catch {
        return "\(error)"
    }
}
