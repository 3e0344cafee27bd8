import Testing

@testable import LMDB

/// What two snapshots of a tree do not share.
@Suite struct TreeComparisonTests {
    let file = TemporaryFile()

    /// Where the value of a key lies, and what it is.
    private struct Place: Equatable {
        let address: UInt
        let bytes: [UInt8]
    }

    private static func places<Key: TreeKey>(
        _ keys: Range<Key>, _ tree: Tree<Key>, _ snapshot: borrowing ReadTransaction
    ) throws(LMDBError) -> [Key: Place]
    where Key: Strideable & Hashable, Key.Stride: SignedInteger {
        var places: [Key: Place] = [:]
        for key in keys {
            guard let value = try snapshot.view.get(key, in: tree) else { continue }
            places[key] = Place(address: value.address, bytes: value.array)
        }
        return places
    }

    private static func expectAllFound<Key: TreeKey & FixedWidthInteger>(
        _ name: String, _ keys: Range<Key>, _ tree: Tree<Key>,
        _ before: borrowing ReadTransaction, _ after: borrowing ReadTransaction
    ) throws where Key.Stride: SignedInteger {
        let changed = after.changedKeys(
            inTreeNamed: name.valueBytes, since: before, countMax: 1 << 20)
        let found = Set(try #require(changed))
        let old = try places(keys, tree, before)
        let new = try places(keys, tree, after)
        for key in keys where old[key] != new[key] {
            #expect(found.contains(UInt64(key)), "\(key) of \(name)")
        }
        #expect(found.allSatisfy { old[Key($0)] != nil || new[Key($0)] != nil })
    }

    @Test(arguments: UInt64(1)...8)
    func `whatever differs is found, over one commit and over several`(seed: UInt64) throws {
        let environment = try file.open()
        var workload = try RandomWorkload(in: environment, seed: seed)
        for round in 0..<12 {
            let before = try environment.beginRead()
            for _ in 0...(round % 3) { try workload.run(round % 2 == 0 ? 3 : 200, in: environment) }
            let after = try environment.beginRead()
            try Self.expectAllFound("records", 0..<500, workload.records, before, after)
            try Self.expectAllFound("small", 0..<2_000, workload.small, before, after)
        }
    }

    @Test func `one change in a large tree concerns few of its entries`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree("tree", keyedBy: UInt64.self)
        // Some hundred leaves, and branches on two levels.
        let value = Array(repeating: UInt8(1), count: 200)
        var transaction = try environment.beginWrite()
        for key in UInt64(0)..<8_000 { try transaction.put(key, value.span.rawBytes, in: tree) }
        try transaction.commit()
        for key in [UInt64(0), 777, 4_000, 7_999, 8_000] {
            let before = try environment.beginRead()
            var transaction = try environment.beginWrite()
            try transaction.put(key, bytes(9).span.rawBytes, in: tree)
            try transaction.commit()
            let after = try environment.beginRead()
            let changed = after.changedKeys(
                inTreeNamed: "tree".valueBytes, since: before, countMax: 100)
            #expect(changed?.contains(key) == true)
            try Self.expectAllFound("tree", 0..<8_001, tree, before, after)
        }
    }

    @Test func `a tree that was filled or emptied differs in all its entries`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree("tree", keyedBy: UInt32.self)
        let empty = try environment.beginRead()
        var transaction = try environment.beginWrite()
        for key in UInt32(0)..<3_000 {
            try transaction.put(key, bytes(1).span.rawBytes, in: tree)
        }
        try transaction.commit()
        let full = try environment.beginRead()
        transaction = try environment.beginWrite()
        try transaction.removeAll(in: tree)
        try transaction.commit()
        let emptied = try environment.beginRead()
        let all = Set(UInt64(0)..<3_000)
        let name = "tree".valueBytes
        let filling = full.changedKeys(inTreeNamed: name, since: empty, countMax: 5_000)
        #expect(filling.map(Set.init) == all)
        let emptying = emptied.changedKeys(inTreeNamed: name, since: full, countMax: 5_000)
        #expect(emptying.map(Set.init) == all)
        let nothing = emptied.changedKeys(inTreeNamed: name, since: empty, countMax: 0)
        #expect(nothing == [])
        let tooMany = full.changedKeys(inTreeNamed: name, since: empty, countMax: 2_999)
        #expect(tooMany == nil)
    }

    @Test func `a tree that is not there has no answer`() throws {
        let environment = try file.open()
        _ = try environment.makeTree("tree", keyedBy: UInt32.self)
        let snapshot = try environment.beginRead()
        let changed = snapshot.changedKeys(
            inTreeNamed: "other".valueBytes, since: snapshot, countMax: 9)
        #expect(changed == nil)
    }

    @Test func `a commit lends what was before and what is now`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree("tree", keyedBy: UInt32.self)
        var transaction = try environment.beginWrite()
        try transaction.put(1, bytes(1).span.rawBytes, in: tree)
        var ids: [UInt64] = []
        try transaction.commit { before, after in ids = [before.id, after.id] }
        #expect(ids == [1, 2])
        // It is over: nobody waits, and the next writer may begin.
        environment.awaitComparison()
        _ = try environment.beginWrite()
    }
}
