import GraphModel
import LMDB
import TestSupport
import Testing

@testable import GraphStore

/// Which nodes are looked at before they are asked for, and what is kept of them.
@Suite struct SegmentSweepTests {
    /// A directory without records: which nodes are known, and why.
    private struct Walk {
        var sweep = SegmentSweep()
        var isKnown: [Bool]
        var missCount = 0
        var stretches: [Range<Int>] = []

        init(nodeCount: Int) { isKnown = Array(repeating: false, count: nodeCount) }

        mutating func ask(for node: Int) {
            guard !isKnown[node] else { return }
            isKnown[node] = true
            missCount += 1
            let stretch = sweep.miss(node)
            guard !stretch.isEmpty else { return }
            stretches.append(stretch)
            for index in stretch.clamped(to: isKnown.indices) { isKnown[index] = true }
        }
    }

    @Test func `a walk that misses few nodes looks at no others`() {
        var walk = Walk(nodeCount: 100_000)
        var random = SplitMix64(seed: 1)
        while walk.missCount < 511 { walk.ask(for: random.below(100_000)) }
        #expect(walk.stretches.isEmpty)
    }

    @Test(arguments: 0..<UInt64(20))
    func `what is looked at lies between the nodes that were missed, each once`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let low = random.below(40_000)
        let count = 600 + random.below(60_000)
        var walk = Walk(nodeCount: 200_000)
        for _ in 0..<(3 * count) { walk.ask(for: low + random.below(count)) }
        #expect(walk.stretches.allSatisfy { $0.lowerBound >= low })
        // Behind the last node it goes on where a walk goes upwards, or seems to.
        #expect(walk.stretches.filter { $0.upperBound > low + count }.count <= 1)
        let sorted = walk.stretches.sorted { $0.lowerBound < $1.lowerBound }
        for (left, right) in zip(sorted, sorted.dropFirst()) {
            #expect(left.upperBound <= right.lowerBound, "nodes are looked at twice")
        }
        let length = walk.stretches.reduce(0) { $0 + $1.count }
        #expect(length <= 16 * walk.missCount, "more is looked at than was asked for")
        #expect(walk.missCount < 600 + count / 4, "what is asked for again and again is not known")
    }

    @Test func `a walk upwards meets nodes that were looked at before`() {
        var walk = Walk(nodeCount: 100_000)
        for node in 0..<100_000 { walk.ask(for: node) }
        #expect(walk.missCount < 100_000 / 6)
    }

    @Test func `a walk over very many nodes never waits long for one stretch`() {
        var walk = Walk(nodeCount: 4_000_000)
        var random = SplitMix64(seed: 3)
        for _ in 0..<400_000 { walk.ask(for: random.below(4_000_000)) }
        #expect(walk.stretches.allSatisfy { $0.count <= SegmentSweep.lengthMax })
        let length = walk.stretches.reduce(0) { $0 + $1.count }
        #expect(length > 6 * walk.missCount && length <= 16 * walk.missCount)
    }

    @Test func `a walk begins anew behind a commit`() {
        var walk = Walk(nodeCount: 10_000)
        for node in 0..<511 { walk.ask(for: node) }
        walk.sweep.reset()
        for node in 1_000..<1_511 { walk.ask(for: node) }
        #expect(walk.stretches.isEmpty)
        walk.ask(for: 1_511)
        #expect(walk.stretches.first?.lowerBound == 1_000)
    }

    // MARK: Records

    private static let nodeCount = 3_000
    private static let hub: UInt32 = 77
    private let database = TemporaryDatabase()

    /// Two types between random nodes; every fifth node has no relationships, and one so many that
    /// they stand in chunks.
    private func store() throws -> Store {
        let store = try database.open()
        var random = SplitMix64(seed: 5)
        var transaction = try store.beginWrite()
        let types = [try transaction.type("A"), try transaction.type("B")]
        for _ in 0..<Self.nodeCount { _ = try transaction.createNode() }
        func node() -> NodeID {
            let node = random.below(Self.nodeCount)
            return NodeID(rawValue: UInt32(node % 5 == 0 ? node + 1 : node))
        }
        for _ in 0..<(6 * Self.nodeCount) {
            _ = try transaction.createRelationship(
                types[random.below(2)], from: node(), to: node())
        }
        for _ in 0..<3_000 {
            _ = try transaction.createRelationship(
                types[0], from: NodeID(rawValue: Self.hub), to: node())
        }
        try transaction.commit()
        return store
    }

    private static func shuffled(seed: UInt64) -> [UInt32] {
        var random = SplitMix64(seed: seed)
        var nodes = (0..<UInt32(nodeCount)).map { $0 }
        for index in nodes.indices.reversed() { nodes.swapAt(index, random.below(index + 1)) }
        return nodes
    }

    /// Asks for the places of nodes in this order, and compares them with the records.
    private static func expectTrue(
        _ nodes: [UInt32], _ key: SegmentKey, _ snapshot: borrowing Snapshot
    ) throws {
        let directory = snapshot.segmentDirectory(key)
        for node in nodes {
            let place = try snapshot.place(of: NodeID(rawValue: node), in: directory)
            let isTrue = try isTrue(place, NodeID(rawValue: node), key, snapshot)
            #expect(isTrue, "neighbours of node \(node)")
        }
    }

    /// Whether a place is that of the record, or says that it is to be asked.
    private static func isTrue(
        _ place: SegmentPlace, _ node: NodeID, _ key: SegmentKey, _ snapshot: borrowing Snapshot
    ) throws -> Bool {
        guard let record = try snapshot.neighbourhood(of: node), let segment = record.segment(key)
        else { return place.count == 0 && !place.isElsewhere }
        if segment.isChunked { return place.isElsewhere }
        return place.count == segment.count && place.holds(record.neighbourBytes(of: segment))
    }

    @Test(arguments: 0..<UInt64(4))
    func `places are those of the records, in whatever order they are asked for`(
        seed: UInt64
    ) throws {
        let store = try store()
        let snapshot = try store.snapshot()
        let nodes = seed == 0 ? (0..<UInt32(Self.nodeCount)).map { $0 } : Self.shuffled(seed: seed)
        for type in 0..<UInt32(2) {
            for direction in [Direction.outgoing, .incoming] {
                try Self.expectTrue(
                    nodes, SegmentKey(TypeID(rawValue: type), direction), snapshot)
            }
        }
    }

    @Test func `places are those of the newest commit`() throws {
        let store = try store()
        let key = SegmentKey(TypeID(rawValue: 0), .outgoing)
        for seed in 0..<UInt64(3) {
            let snapshot = try store.snapshot()
            try Self.expectTrue(Self.shuffled(seed: seed), key, snapshot)
            store.park(snapshot)
            var transaction = try store.beginWrite()
            for node in Self.shuffled(seed: seed + 10).prefix(200) {
                _ = try transaction.createRelationship(
                    TypeID(rawValue: 0), from: NodeID(rawValue: node), to: NodeID(rawValue: 3))
            }
            try transaction.commit()
        }
        let snapshot = try store.snapshot()
        try Self.expectTrue(Self.shuffled(seed: 9), key, snapshot)
    }

    @Test func `a damaged record is reported to who asks for it, and to nobody else`() throws {
        let store = try store()
        let damaged: UInt64 = 1_234
        try Self.damage(damaged, store)
        let snapshot = try store.snapshot()
        let key = SegmentKey(TypeID(rawValue: 1), .incoming)
        let others = Self.shuffled(seed: 2).filter { $0 != UInt32(damaged) }
        try Self.expectTrue(others, key, snapshot)
        let directory = snapshot.segmentDirectory(key)
        #expect(try Self.isDamaged(NodeID(rawValue: UInt32(damaged)), directory, snapshot))
    }

    /// Puts something into the place of a record that is none.
    private static func damage(_ node: UInt64, _ store: Store) throws {
        let bytes = [UInt8](repeating: 0xFF, count: 24)
        var writer = try store.environment.beginWrite()
        try writer.put(node, bytes.rawSpan, in: store.trees.neighbourhoods)
        try writer.commit()
    }

    private static func isDamaged(
        _ node: NodeID, _ directory: SegmentDirectory, _ snapshot: borrowing Snapshot
    ) throws -> Bool {
        do { _ = try snapshot.place(of: node, in: directory) } catch StoreError.corruption {
            return true
        }
        return false
    }
}
