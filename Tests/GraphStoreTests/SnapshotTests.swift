import GraphModel
import LMDB
import Synchronization
import TestSupport
import Testing

@testable import GraphStore

/// What readers see while others write.
@Suite struct SnapshotTests {
    let database = TemporaryDatabase()

    @Test(arguments: RandomCases.seeds(6))
    func `snapshots of many commits stay what they were`(seed: UInt64) throws {
        let store = try database.open(runCountMax: 3)
        var mutations = RandomMutations(seed: seed)
        var generator = SplitMix64(seed: seed)
        func compare(_ model: ModelGraph, _ snapshot: borrowing Snapshot) throws {
            var comparison = ModelComparison(model, seed: seed)
            do { try comparison.run(snapshot) } catch {
                throw Disagreement("seed \(seed): \(error)")
            }
        }
        for _ in 0..<8 {
            let snapshot = try store.snapshot()
            let model = mutations.model
            if generator.isOne(in: 2) { try compare(model, snapshot) }
            for _ in 0..<3 {
                var next = mutations
                var transaction = try store.beginWrite()
                try next.run(30, in: &transaction)
                try compare(model, snapshot)
                if generator.isOne(in: 3) { continue }  // Nobody commits it.
                try transaction.commit()
                mutations = next
                // A newer snapshot beside the old one, parked, renewed, parked.
                let newer = try store.snapshot()
                try compare(mutations.model, newer)
                store.park(newer)
            }
            try compare(model, snapshot)
            if generator.isOne(in: 2) { store.park(snapshot) }
            let parked = try store.snapshot()
            try compare(mutations.model, parked)
            store.park(parked)
        }
    }

    @Test func `a reader sees nothing of a load before and after its commit`() throws {
        let store = try database.open(runCountMax: 4)
        var mutations = RandomMutations(seed: 3)
        var transaction = try store.beginWrite()
        try mutations.run(100, in: &transaction)
        try transaction.commit()
        let model = mutations.model
        let snapshot = try store.snapshot()
        var comparison = ModelComparison(model, seed: 3)
        var options = BulkLoadOptions()
        options.memoryByteCountMax = 0
        var load = try store.beginLoad(options)
        for number in 0..<6 {
            try load.add(
                OpeningTests.manyNodes(count: 300, from: 200 * number),
                from: LoadOrigin(name: "test"))
            try comparison.run(snapshot)
        }
        _ = try load.commit()
        try comparison.run(snapshot)
        #expect(try store.snapshot().statistics.nodeCount() == UInt64(model.nodes.count) + 1_300)
    }

    @Test func `a parked snapshot shows what another process commits`() async throws {
        let store = try database.open()
        let first = NodeID(rawValue: 0)
        try OpeningTests.addNode(store)
        for count in 1...4 {
            let snapshot = try store.snapshot()
            #expect(try Self.degree(of: first, snapshot) == 2 * (count - 1))
            store.park(snapshot)
            await #expect(processExitsWith: .success) { [path = database.path as String] in
                let store = try Store.open(path: path)
                var transaction = try store.beginWrite()
                let first = NodeID(rawValue: 0)
                _ = try transaction.createRelationship(
                    try transaction.type("TREATS"), from: first, to: first)
                let number = transaction.catalog.labels.count
                _ = try transaction.createNode(labels: [try transaction.label("label \(number)")])
                try transaction.commit()
            }
            let renewed = try store.snapshot()
            #expect(renewed.nodeBound == 1 + count)
            #expect(renewed.catalog.labels.count == 1 + count)
            #expect(try Self.degree(of: first, renewed) == 2 * count)
            #expect(try IntegrityCheck(of: renewed).violations == [])
            store.park(renewed)
        }
    }

    @Test func `writers of several threads and processes lose nothing`() async throws {
        let store = try database.open()
        try await withThrowingTaskGroup { group in
            for _ in 0..<3 {
                group.addTask { for _ in 0..<40 { try OpeningTests.addNode(store) } }
            }
            for _ in 0..<2 {
                group.addTask {
                    await #expect(processExitsWith: .success) { [path = database.path as String] in
                        var options = Environment.Options()
                        options.syncPolicy = .none
                        let store = try Store.open(path: path, options: options)
                        for _ in 0..<40 { try OpeningTests.addNode(store) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try OpeningTests.nodeCount(store) == 200)
    }

    /// Each commit moves one unit from one account to another, and each sees the same sum.
    @Test func `ten readers beside a writer always see whole commits`() throws {
        let store = try database.open(runCountMax: 2)
        let accountCount: UInt32 = 12
        var transaction = try store.beginWrite()
        let balance = try transaction.key("balance")
        let type = try transaction.type("PAID")
        for _ in 0..<accountCount {
            _ = try transaction.createNode(properties: [Property(balance, 100)])
        }
        try transaction.commit()
        let isDone = Flag()
        let commitCount = 150 * RandomCases.factor
        let reader: @Sendable () throws -> Void = {
            var last: UInt64 = 0
            while !isDone.isSet {
                last = try Self.expectWhole(store, accountCount, balance, after: last)
            }
        }
        let writer: @Sendable () throws -> Void = {
            defer { isDone.set() }
            var generator = SplitMix64(seed: 5)
            for _ in 0..<commitCount {
                try Self.pay(store, accountCount, balance, type, &generator)
            }
        }
        try runThreads(Array(repeating: reader, count: 10) + [writer])
        let snapshot = try store.snapshot()
        #expect(snapshot.statistics.relationshipCount == UInt64(commitCount))
        #expect(try IntegrityCheck(of: snapshot).violations == [])
    }

    private static func degree(
        of node: NodeID, _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> Int {
        try snapshot.neighbourhood(of: node)?.degree ?? 0
    }

    private static func integer(
        _ key: KeyID, of node: NodeID, _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> Int64 {
        guard case .integer(let value) = try snapshot.graph.node(node)?.value(of: key) else {
            return 0
        }
        return value
    }

    private static func pay(
        _ store: Store, _ accountCount: UInt32, _ balance: KeyID, _ type: TypeID,
        _ generator: inout SplitMix64
    ) throws {
        var transaction = try store.beginWrite()
        let payer = NodeID(rawValue: UInt32(generator.below(Int(accountCount))))
        let payee = NodeID(rawValue: UInt32(generator.below(Int(accountCount))))
        for (node, change) in [(payer, Int64(-1)), (payee, 1)] {
            guard case .integer(let old) = try transaction.existing(node).value(of: balance) else {
                throw Disagreement("no balance")
            }
            try transaction.set(balance, of: node, to: .integer(old + change))
        }
        _ = try transaction.createRelationship(type, from: payer, to: payee)
        try transaction.commit()
    }

    private static func expectWhole(
        _ store: Store, _ accountCount: UInt32, _ balance: KeyID, after last: UInt64
    ) throws -> UInt64 {
        let snapshot = try store.snapshot()
        var sum: Int64 = 0
        var degree = 0
        for rawValue in 0..<accountCount {
            let node = NodeID(rawValue: rawValue)
            sum += try Self.integer(balance, of: node, snapshot)
            degree += try Self.degree(of: node, snapshot)
        }
        let count = snapshot.statistics.relationshipCount
        let commit = snapshot.transactionID
        store.park(snapshot)
        guard sum == 100 * Int64(accountCount), degree == 2 * Int(count) else {
            throw Disagreement("commit \(commit): sum \(sum), degree \(degree), \(count) paid")
        }
        guard commit >= last else { throw Disagreement("commit \(commit) after \(last)") }
        return commit
    }
}

/// What one thread tells others once.
private final class Flag: Sendable {
    private let value = Mutex(false)

    var isSet: Bool { value.withLock { $0 } }

    func set() { value.withLock { $0 = true } }
}
