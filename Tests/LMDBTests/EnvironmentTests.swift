import Foundation
import LMDB
import Testing

@Suite struct EnvironmentTests {
    let file = TemporaryFile()

    @Test func `what was committed is there after reopening`() throws {
        do {
            let environment = try file.open()
            let tree = try environment.makeTree(keyedBy: UInt32.self)
            var transaction = try environment.beginWrite()
            try transaction.put(1, bytes(1).span.rawBytes, in: tree)
            try transaction.commit()
            try environment.sync()
        }
        let environment = try file.open()
        let tree = try environment.openTrees { opener throws(LMDBError) in
            try opener.tree(named: "tree", keyedBy: UInt32.self)
        }
        let snapshot = try environment.beginRead()
        #expect(try snapshot.view.get(1, in: tree)?.array == [1])
    }

    @Test func `opening one file twice is refused, by whatever path`() throws {
        let environment = try file.open()
        #expect(code { _ = try file.open() } == .alreadyOpen)
        let link = TemporaryFile()
        try FileManager.default.linkItem(atPath: file.path, toPath: link.path)
        #expect(code { _ = try link.open() } == .alreadyOpen)
        _ = environment
    }

    @Test func `a file can be opened again after closing`() throws {
        for _ in 0..<3 { _ = try file.open() }
    }

    @Test func `a read-only environment reads and refuses changes`() throws {
        do {
            let environment = try file.open()
            _ = try environment.makeTree(keyedBy: UInt32.self)
        }
        let environment = try file.open(isReadOnly: true)
        #expect(environment.isReadOnly)
        let tree = try environment.openTrees { opener throws(LMDBError) in
            try opener.tree(named: "tree", keyedBy: UInt32.self)
        }
        let snapshot = try environment.beginRead()
        #expect(try snapshot.view.entryCount(tree) == 0)
        #expect(code { _ = try environment.beginWrite() } == .accessDenied)
        #expect(code { try environment.sync() } == .accessDenied)
    }

    @Test(.enabled(if: geteuid() != 0))
    func `a file that is not ours to write is opened read-only`() throws {
        do { _ = try file.open() }
        unsafe chmod(file.path, 0o444)
        let environment = try file.open()
        #expect(environment.isReadOnly && !environment.isUnlocked)
    }

    @Test(.enabled(if: geteuid() != 0))
    func `a file in a directory that is not ours is read without locks`() throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("medgraph-\(UUID().uuidString)").path
        unsafe mkdir(directory, 0o755)
        do { _ = try Environment.open(path: directory + "/graph.mdb") }
        unsafe chmod(directory + "/graph.mdb", 0o444)
        unsafe unlink(directory + "/graph.mdb-lock")
        unsafe chmod(directory, 0o555)
        defer {
            unsafe chmod(directory, 0o755)
            try? FileManager.default.removeItem(atPath: directory)
        }
        let environment = try Environment.open(path: directory + "/graph.mdb")
        #expect(environment.isReadOnly && environment.isUnlocked)
        _ = try environment.beginRead()
    }

    @Test func `a missing file is made, but not read-only`() throws {
        #expect(code { _ = try file.open(isReadOnly: true) } == .noSuchFile)
        #expect(try !file.open().isReadOnly)
    }

    @Test func `a tree of another kind is refused`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree("a", keyedBy: UInt64.self)
        var transaction = try environment.beginWrite()
        try transaction.put(1, bytes(1).span.rawBytes, in: tree)
        try transaction.commit()
        #expect(code { _ = try environment.makeTree("a", keyedBy: ByteKey.self) } == .incompatible)
        #expect(code { _ = try environment.makeTree("a", keyedBy: UInt32.self) } == .incompatible)
        #expect(
            code { _ = try environment.makeMultimapTree("a", keyedBy: UInt64.self) }
                == .incompatible)
        let again = try environment.makeTree("a", keyedBy: UInt64.self)
        let snapshot = try environment.beginRead()
        #expect(try snapshot.view.entryCount(again) == 1)
    }

    @Test func `a missing tree is not found, and creating fails as a whole`() throws {
        let environment = try file.open()
        let missing = code {
            _ = try environment.openTrees { opener throws(LMDBError) in
                try opener.tree(named: "a", keyedBy: UInt64.self)
            }
        }
        #expect(missing == .notFound)
        let failed = code {
            try environment.createTrees { opener, _ throws(LMDBError) in
                _ = try opener.tree(named: "a", keyedBy: UInt64.self)
                throw LMDBError(.noSpace, in: "test")
            }
        }
        #expect(failed == .noSpace)
        let still = code {
            _ = try environment.openTrees { opener throws(LMDBError) in
                try opener.tree(named: "a", keyedBy: UInt64.self)
            }
        }
        #expect(still == .notFound)
    }

    @Test func `more trees than asked for are refused`() throws {
        let environment = try file.open()
        for index in 0..<32 { _ = try environment.makeTree("tree \(index)", keyedBy: UInt64.self) }
        let refusal = code { _ = try environment.makeTree("one more", keyedBy: UInt64.self) }
        #expect(refusal == .treesFull)
    }

    @Test(arguments: [false, true])
    func `a copy holds the same`(isCompacting: Bool) throws {
        let environment = try file.open()
        var workload = try RandomWorkload(in: environment, seed: 5)
        for _ in 0..<5 { try workload.run(200, in: environment) }
        let target = TemporaryFile()
        try environment.copy(to: target.path, isCompacting: isCompacting)
        #expect(try PageAudit.run(path: target.path).findings == [])
        let copy = try target.open()
        let trees = try RandomWorkload(in: copy, seed: 5)
        let old = try environment.beginRead()
        let new = try copy.beginRead()
        let oldCount = try old.view.entryCount(workload.sets)
        #expect(try new.view.entryCount(trees.sets) == oldCount)
        #expect(
            code { try environment.copy(to: target.path) } == .fileExists,
            "a copy replaces no file")
    }

    @Test func `the numbers of an environment are known`() throws {
        let environment = try file.open()
        #expect(environment.pageByteCount == 4_096)
        #expect(environment.maximumKeyByteCount == 511)
        _ = try environment.makeTree(keyedBy: UInt32.self)
        let information = try environment.information
        #expect(information.mapByteCount == 1 << 30)
        #expect(information.lastTransactionID == 1)
        #expect(information.readerCountMax == 512)
    }
}
