import LMDB
import Testing

@Suite struct TransactionTests {
    let file = TemporaryFile()

    @Test func `a snapshot does not change`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        let before = try environment.beginRead()
        var transaction = try environment.beginWrite()
        try transaction.put(1, bytes(1).span.rawBytes, in: tree)
        let during = try environment.beginRead()
        try transaction.commit()
        let after = try environment.beginRead()
        #expect(try before.view.get(1, in: tree) == nil)
        #expect(try during.view.get(1, in: tree) == nil)
        #expect(try after.view.get(1, in: tree)?.array == [1])
        #expect((before.id, during.id, after.id) == (1, 1, 2))
    }

    @Test func `an aborted transaction leaves nothing`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        do {
            var transaction = try environment.beginWrite()
            try transaction.put(1, bytes(1).span.rawBytes, in: tree)
            #expect(transaction.id == 2)
        }
        var transaction = try environment.beginWrite()
        #expect(transaction.id == 2)
        try transaction.put(2, bytes(2).span.rawBytes, in: tree)
        transaction.abort()
        let snapshot = try environment.beginRead()
        #expect(try snapshot.view.entryCount(tree) == 0)
    }

    @Test func `a parked reader lets pages be reused and sees the new state`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        let snapshot = try environment.beginRead()
        let id = snapshot.id
        let idle = snapshot.reset()
        for round in 0..<100 {
            var transaction = try environment.beginWrite()
            try transaction.reserve(1, byteCount: 40_000, in: tree) { $0.set(round, at: 0) }
            try transaction.commit()
        }
        #expect(try environment.information.lastPage < 100, "40 kB are 10 pages")
        let renewed = try idle.renew()
        #expect(renewed.id == id + 100)
        #expect(try renewed.view.get(1, in: tree)?.integer(at: 0, as: Int.self) == 99)
    }

    @Test func `a snapshot keeps its pages`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        var transaction = try environment.beginWrite()
        try transaction.reserve(1, byteCount: 40_000, in: tree) { $0.set(7, at: 32_000) }
        try transaction.commit()
        let snapshot = try environment.beginRead()
        for round in 0..<20 {
            var transaction = try environment.beginWrite()
            try transaction.reserve(1, byteCount: 40_000, in: tree) { $0.set(round, at: 32_000) }
            try transaction.commit()
        }
        #expect(try snapshot.view.get(1, in: tree)?.integer(at: 32_000, as: Int.self) == 7)
        #expect(try environment.information.lastPage > 200)
    }

    @Test func `a key must have 1 to 511 bytes`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: ByteKey.self)
        var transaction = try environment.beginWrite()
        for (count, isLegal) in [(0, false), (1, true), (511, true), (512, false)] {
            let key = [UInt8](repeating: 1, count: count)
            do {
                try transaction.put(ByteKey(key.span), bytes(1).span.rawBytes, in: tree)
                #expect(isLegal)
            } catch {
                #expect(error.code == .badValueSize)
                #expect(!isLegal)
            }
        }
        #expect(try transaction.view.entryCount(tree) == 2, "the transaction goes on")
        try transaction.commit()
    }

    @Test func `a full map fails the transaction and can be grown`() throws {
        let environment = try file.open(mapByteCount: 1 << 20)
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        func fill() throws(LMDBError) {
            var transaction = try environment.beginWrite()
            for key: UInt32 in 0..<100 {
                try transaction.reserve(key, byteCount: 20_000, in: tree) { _ in }
            }
            try transaction.commit()
        }
        #expect(code { try fill() } == .mapFull)
        do {
            let snapshot = try environment.beginRead()
            #expect(code { try environment.grow(toMapByteCount: 1 << 24) } == .transactionsOpen)
            #expect(try snapshot.view.entryCount(tree) == 0)
        }
        try environment.grow(toMapByteCount: 1 << 24)
        try fill()
        let snapshot = try environment.beginRead()
        #expect(try snapshot.view.entryCount(tree) == 100)
    }

    @Test func `a transaction does not commit after a failed change`() throws {
        let environment = try file.open(mapByteCount: 1 << 20)
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        var transaction = try environment.beginWrite()
        do {
            try transaction.reserve(1, byteCount: 4 << 20, in: tree) { _ in }
            Issue.record("4 MiB fitted in 1 MiB")
        } catch {
            #expect(error.code == .mapFull)
        }
        do {
            try transaction.commit()
            Issue.record("a failed transaction was committed")
        } catch {
            #expect(error.code == .badTransaction)
        }
    }

    @Test func `more readers than asked for are refused`() throws {
        var options = Environment.Options()
        options.readerCountMax = 2
        let environment = try Environment.open(path: file.path, options: options)
        let first = try environment.beginRead()
        let second = try environment.beginRead()
        #expect(code { _ = try environment.beginRead() } == .readersFull)
        _ = (first.id, second.id)
    }

    @Test func `a tree opened later is unknown to an older snapshot`() throws {
        let environment = try file.open()
        let snapshot = try environment.beginRead()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        do {
            _ = try snapshot.view.get(1, in: tree)
            Issue.record("an older snapshot knows the tree")
        } catch {
            #expect(error.code == .invalidArgument)
        }
    }
}
