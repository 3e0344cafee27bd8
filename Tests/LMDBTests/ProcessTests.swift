import Foundation
import LMDB
import Synchronization
import Testing

/// Several threads and processes on one file, some of which die.
@Suite struct ProcessTests {
    let file = TemporaryFile()

    /// Adds 1 to the number under key 1, `count` times, in a transaction each.
    static func increment(
        _ tree: Tree<UInt32>, in environment: Environment, count: Int
    ) throws(LMDBError) {
        for _ in 0..<count {
            var transaction = try environment.beginWrite()
            let number = try transaction.view.get(1, in: tree)?.integer(at: 0, as: UInt64.self)
            try transaction.put(1, [(number ?? 0) + 1].span.rawBytes, in: tree)
            try transaction.commit()
        }
    }

    private func number(in tree: Tree<UInt32>, of environment: Environment) throws -> UInt64? {
        let snapshot = try environment.beginRead()
        return try snapshot.view.get(1, in: tree)?.integer(at: 0, as: UInt64.self)
    }

    @Test func `writers of several threads wait for each other`() async throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask { try Self.increment(tree, in: environment, count: 200) }
            }
            try await group.waitForAll()
        }
        #expect(try number(in: tree, of: environment) == 800)
    }

    @Test func `writers of two processes wait for each other`() async throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        let thread = Task.detached { try Self.increment(tree, in: environment, count: 300) }
        await #expect(processExitsWith: .success) { [path = file.path as String] in
            let environment = try TemporaryFile.open(path)
            let tree = try environment.makeTree(keyedBy: UInt32.self)
            try Self.increment(tree, in: environment, count: 300)
        }
        try await thread.value
        #expect(try number(in: tree, of: environment) == 600)
    }

    @Test func `a killed writer leaves the last commit and no lock`() async throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        try Self.increment(tree, in: environment, count: 1)
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = file.path as String] in
            let environment = try TemporaryFile.open(path)
            let tree = try environment.makeTree(keyedBy: UInt32.self)
            var transaction = try environment.beginWrite()
            try transaction.put(1, [UInt64(99)].span.rawBytes, in: tree)
            kill(getpid(), SIGKILL)
            try transaction.commit()
        }
        #expect(try number(in: tree, of: environment) == 1)
        try Self.increment(tree, in: environment, count: 1)
        #expect(try number(in: tree, of: environment) == 2)
        #expect(try PageAudit.run(path: file.path).findings == [])
    }

    @Test func `the snapshot of a dead reader is given up`() async throws {
        let environment = try file.open()
        #expect(try environment.clearStaleReaders() == 0)
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = file.path as String] in
            let environment = try TemporaryFile.open(path)
            let snapshot = try environment.beginRead()
            kill(getpid(), SIGKILL)
            _ = snapshot.id
        }
        #expect(try environment.clearStaleReaders() == 1)
        #expect(try environment.clearStaleReaders() == 0)
    }

    /// Another process stores more than this one's map holds.
    private func outgrow() async {
        await #expect(processExitsWith: .success) { [path = file.path as String] in
            let environment = try TemporaryFile.open(path)
            let tree = try environment.makeTree(keyedBy: UInt32.self)
            var transaction = try environment.beginWrite()
            try transaction.reserve(1, byteCount: 8 << 20, in: tree) { $0.set(7, at: 8_000_000) }
            try transaction.commit()
        }
    }

    @Test func `a map that another process outgrew is adapted by a writer`() async throws {
        let environment = try file.open(mapByteCount: 1 << 20)
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        await outgrow()
        try Self.increment(tree, in: environment, count: 1)
        #expect(try environment.information.mapByteCount > 8 << 20)
    }

    @Test func `a map that another process outgrew is adapted by a reader`() async throws {
        let environment = try file.open(mapByteCount: 1 << 20)
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        let idle = try environment.beginRead().reset()
        await outgrow()
        let snapshot = try idle.renew()
        let value = try snapshot.view.get(1, in: tree)?.integer(at: 8_000_000, as: Int.self)
        #expect(value == 7)
    }

    @Test func `a map that another process outgrew stays while a snapshot reads it`() async throws {
        let environment = try file.open(mapByteCount: 1 << 20)
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        let snapshot = try environment.beginRead()
        await outgrow()
        #expect(code { _ = try environment.beginRead() } == .mapResized)
        #expect(code { _ = try environment.beginWrite() } == .mapResized)
        #expect(try snapshot.view.get(1, in: tree) == nil)
    }

    @Test func `a map grows between the snapshots of other threads`() async throws {
        let environment = try file.open(mapByteCount: 1 << 20)
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        try Self.increment(tree, in: environment, count: 1)
        try await withThrowingTaskGroup { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<2_000 {
                        let snapshot = try environment.beginRead()
                        #expect(try snapshot.view.get(1, in: tree)?.byteCount == 8)
                    }
                }
            }
            var growthCount = 0
            while growthCount < 20 {
                let mapByteCount = (growthCount + 2) << 20
                let refusal = code { try environment.grow(toMapByteCount: mapByteCount) }
                #expect(refusal == nil || refusal == .transactionsOpen)
                if refusal == nil { growthCount += 1 }
                await Task.yield()
            }
            try await group.waitForAll()
        }
        #expect(try environment.information.mapByteCount == 21 << 20)
    }

    @Test func `a snapshot is audited while others write`() throws {
        let environment = try file.open()
        var workload = try RandomWorkload(in: environment, seed: 11)
        for _ in 0..<10 {
            try workload.run(100, in: environment)
            let snapshot = try environment.beginRead()
            let id = snapshot.id
            _ = try environment.makeTree("another", keyedBy: UInt32.self)
            let audit = try PageAudit.run(path: file.path, transactionID: id)
            #expect(audit.findings == [])
            #expect(audit.transactionID == snapshot.id)
        }
    }

    @Test func `a snapshot whose meta page is overwritten is not found`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        let snapshot = try environment.beginRead()
        try Self.increment(tree, in: environment, count: 2)
        let id = snapshot.id
        #expect(code { _ = try PageAudit.run(path: file.path, transactionID: id) } == .notFound)
        _ = snapshot.id
    }
}
