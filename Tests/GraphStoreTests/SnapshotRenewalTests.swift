import GraphModel
import LMDB
import TestSupport
import Testing

@testable import GraphStore

/// What a snapshot keeps of what the one before it knew, behind commits of the same process.
@Suite struct SnapshotRenewalTests {
    let database = TemporaryDatabase()

    /// Compares what directories and columns say with what stands in the trees.
    ///
    /// - Returns: how many neighbourhoods were known already.
    @discardableResult
    private static func expectTrue(_ snapshot: borrowing Snapshot) throws -> Int {
        var knownCount = 0
        let keys = (0..<UInt32(snapshot.catalog.keys.count)).map { KeyID(rawValue: $0) }
        for rawValue in 0..<UInt32(snapshot.nodeBound) {
            let node = NodeID(rawValue: rawValue)
            if snapshot.directories.neighbourhoods[Int(rawValue)] != 0 { knownCount += 1 }
            let stored = try snapshot.view.value(rawValue, in: snapshot.trees.nodes)
            let known = try snapshot.nodeBytes(node)
            guard known?.address == stored?.address, known?.byteCount == stored?.byteCount else {
                throw Disagreement("the record of node \(rawValue)")
            }
            for key in keys {
                let value = try snapshot.value(of: key, of: node)
                guard try value == snapshot.graph.value(of: key, of: node) else {
                    throw Disagreement("a value of node \(rawValue)")
                }
            }
            try expectTrueNeighbours(of: node, snapshot)
        }
        return knownCount
    }

    private static func expectTrueNeighbours(
        of node: NodeID, _ snapshot: borrowing Snapshot
    ) throws {
        let place = "the neighbours of node \(node.rawValue)"
        let stored = try snapshot.graph.neighbourhoodRecord(of: node)
        let known = try snapshot.neighbourhood(of: node)
        guard known?.neighboursAddress == stored?.neighboursAddress,
            known?.inlineCount == stored?.inlineCount
        else { throw Disagreement(place) }
        let word = try snapshot.adjacency(of: node)
        guard word.count == stored?.neighbours.count ?? 0,
            word.count == 0 || word.address == stored?.neighboursAddress,
            word.hasMore == stored?.hasChunks ?? false
        else { throw Disagreement("\(place), in one word") }
        for type in 0..<UInt32(snapshot.catalog.types.count) {
            for direction in Direction.allCases {
                let key = SegmentKey(TypeID(rawValue: type), direction)
                let directory = snapshot.segmentDirectory(key)
                let found = try snapshot.place(of: node, in: directory)
                let weights = try snapshot.weightPlace(of: node, in: directory)
                let segment = stored?.segment(key)
                let isElsewhere = segment?.isChunked ?? false
                let hasWeights = segment.map { !$0.isChunked && $0.isWeighted } ?? true
                guard found.isElsewhere == isElsewhere, weights.isElsewhere == !hasWeights,
                    found.isElsewhere || found.count == segment?.count ?? 0,
                    weights.isElsewhere || weights.count == segment?.count ?? 0
                else { throw Disagreement("\(place), by type") }
                guard let stored, let segment, !isElsewhere else { continue }
                guard found.holds(stored.neighbourBytes(of: segment)),
                    !hasWeights || weights.holds(stored.weightBytes(of: segment))
                else { throw Disagreement("\(place), by type") }
            }
        }
    }

    @Test(arguments: RandomCases.seeds(8))
    func `what is kept is what stands in the trees`(seed: UInt64) throws {
        let store = try database.open(runCountMax: 6)
        var mutations = RandomMutations(seed: seed)
        var generator = SplitMix64(seed: seed)
        var transaction = try store.beginWrite()
        try mutations.run(900, in: &transaction)
        try transaction.commit()
        for round in 0..<40 {
            // Who reads now parks behind the commits, or not at all.
            let reader = try store.snapshot()
            try Self.expectTrue(reader)
            if generator.isOne(in: 3) { store.park(reader) }
            for _ in 0...generator.below(3) {
                var next = mutations
                var transaction = try store.beginWrite()
                try next.run(
                    generator.isOne(in: 10) ? 200 : 1 + generator.below(4), in: &transaction)
                if generator.isOne(in: 5) { continue }  // Nobody commits it.
                try transaction.commit()
                mutations = next
                if generator.isOne(in: 2) {
                    let snapshot = try store.snapshot()
                    try Self.expectTrue(snapshot)
                    store.park(snapshot)
                }
            }
            let snapshot = try store.snapshot()
            do {
                try Self.expectTrue(snapshot)
                if round % 8 == 7 {
                    var comparison = ModelComparison(mutations.model, seed: seed)
                    try comparison.run(snapshot)
                }
            } catch { throw Disagreement("seed \(seed), round \(round): \(error)") }
            store.park(snapshot)
        }
    }

    @Test func `a small commit leaves the places of most records known`() throws {
        let store = try database.open()
        let count: UInt32 = 4_000
        var transaction = try store.beginWrite()
        let type = try transaction.type("NEXT")
        for _ in 0..<count { _ = try transaction.createNode() }
        for node in 0..<count {
            _ = try transaction.createRelationship(
                type, from: NodeID(rawValue: node), to: NodeID(rawValue: (node + 1) % count))
        }
        try transaction.commit()
        let first = try store.snapshot()
        try Self.expectTrue(first)
        store.park(first)
        for round in UInt32(0)..<5 {
            var transaction = try store.beginWrite()
            _ = try transaction.createRelationship(
                type, from: NodeID(rawValue: 700 * round), to: NodeID(rawValue: 20))
            try transaction.commit()
            let snapshot = try store.snapshot()
            let knownCount = try Self.expectTrue(snapshot)
            #expect(knownCount > Int(count) * 9 / 10)
            #expect(knownCount < Int(count), "what was changed is not known")
            store.park(snapshot)
        }
    }

    @Test func `more nodes than there is room for are read from the trees`() throws {
        let store = try database.open()
        var nodeCount = 0
        for round in 0..<6 {
            let snapshot = try store.snapshot()
            #expect(snapshot.nodeBound == nodeCount)
            try Self.expectTrue(snapshot)
            store.park(snapshot)
            var transaction = try store.beginWrite()
            for _ in 0..<(round * 300) { _ = try transaction.createNode() }
            try transaction.commit()
            nodeCount += round * 300
        }
    }
}

/// Which changes are known between two commits.
@Suite struct CommitLogTests {
    private func change(_ id: UInt64, _ nodes: [UInt64] = []) -> CommitChange {
        CommitChange(transactionID: id, neighbourhoods: nodes, nodes: [])
    }

    @Test func `changes go on from the commit that somebody has`() {
        var log = CommitLog()
        log.serve(5)
        #expect(!log.isWorthwhile(behind: 4))
        #expect(log.isWorthwhile(behind: 5))
        for id in UInt64(6)...9 { log.append(change(id, [id])) }
        #expect(log.changes(from: 5, to: 9)?.flatMap(\.neighbourhoods) == [6, 7, 8, 9])
        #expect(log.changes(from: 7, to: 8)?.flatMap(\.neighbourhoods) == [8])
        #expect(log.changes(from: 4, to: 9) == nil)
        #expect(log.changes(from: 5, to: 10) == nil)
        #expect(log.changes(from: 9, to: 9) == nil)
    }

    @Test func `a commit that nobody noted ends what is known`() {
        var log = CommitLog()
        log.serve(5)
        log.append(change(6))
        // Another process made commit 7.
        #expect(!log.isWorthwhile(behind: 7))
        log.append(change(8))
        #expect(log.changes(from: 5, to: 8) == nil)
        log.serve(8)
        log.append(change(9))
        #expect(log.changes(from: 8, to: 9)?.count == 1)
        #expect(log.changes(from: 5, to: 9) == nil)
    }

    @Test func `what nobody asks for is not kept for ever`() {
        var log = CommitLog()
        log.serve(1)
        for id in UInt64(2)...3_000 where log.isWorthwhile(behind: id - 1) {
            log.append(change(id))
        }
        #expect(!log.isWorthwhile(behind: 3_000))
        #expect(log.changes(from: 1, to: 2) == nil)
        // Who asks now and then is served.
        for id in UInt64(3_001)...7_000 {
            if id % 100 == 1 { log.serve(id - 1) }
            #expect(log.isWorthwhile(behind: id - 1))
            log.append(change(id))
        }
        #expect(log.changes(from: 6_900, to: 7_000)?.count == 100)
        #expect(log.changes(from: 3_000, to: 7_000) == nil)
    }
}
