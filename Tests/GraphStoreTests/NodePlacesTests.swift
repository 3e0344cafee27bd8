import GraphModel
import LMDB
import TestSupport
import Testing

@testable import GraphStore

/// Where write transactions found nodes, and what they leave of it to the next one.
@Suite struct NodePlacesTests {
    let database = TemporaryDatabase()

    /// Compares the places with what stands in the tree.
    private static func expectTrue(_ transaction: borrowing StoreTransaction) throws {
        // Twice: what is read first is known then.
        for _ in 0..<2 {
            for rawValue in 0..<UInt32(transaction.meta.nextNode) {
                let known = try transaction.stored.nodeBytes(NodeID(rawValue: rawValue))
                let stored = try transaction.stored.view.value(
                    rawValue, in: transaction.trees.nodes)
                guard known?.address == stored?.address, known?.byteCount == stored?.byteCount
                else { throw Disagreement("the record of node \(rawValue)") }
                let labels = try transaction.stored.labels(of: NodeID(rawValue: rawValue))
                var expected: [LabelID]?
                if let stored { expected = try NodeRecord.labels(stored) }
                guard labels == expected else {
                    throw Disagreement("the labels of node \(rawValue)")
                }
            }
        }
    }

    /// Makes nodes, each with a label and a property.
    private static func makeNodes(_ count: Int, _ store: Store) throws {
        var transaction = try store.beginWrite()
        let label = try transaction.label("L")
        let key = try transaction.key("x")
        for number in 0..<count {
            _ = try transaction.createNode(
                labels: [label], properties: [Property(key, .integer(Int64(number)))])
        }
        try transaction.commit()
    }

    private static func relate(
        _ nodes: [NodeID], in transaction: inout StoreTransaction, _ generator: inout SplitMix64
    ) throws {
        let type = try transaction.type("T")
        for _ in 0..<(1 + generator.below(20)) {
            _ = try transaction.createRelationship(
                type, from: generator.pick(nodes), to: generator.pick(nodes))
        }
    }

    @Test(arguments: RandomCases.seeds(6))
    func `places are those of the tree, whatever the transactions before did`(seed: UInt64) throws {
        let store = try database.open()
        try Self.makeNodes(300, store)
        // The others are changed.
        let nodes = (0..<100).map { NodeID(rawValue: UInt32($0)) }
        var generator = SplitMix64(seed: seed)
        var keptCount = 0
        for _ in 0..<40 {
            var transaction = try store.beginWrite()
            try Self.expectTrue(transaction)
            try Self.relate(nodes, in: &transaction, &generator)
            let changesNodes = generator.isOne(in: 4)
            if changesNodes {
                let key = try transaction.key("text")
                let label = try transaction.label("L\(generator.below(40))")
                try transaction.add(label, to: NodeID(rawValue: UInt32(100 + generator.below(200))))
                let text = String(repeating: "t", count: generator.below(3_000))
                let node = NodeID(rawValue: UInt32(100 + generator.below(200)))
                try transaction.set(key, of: node, to: .string(text))
                if generator.isOne(in: 2) { _ = try transaction.createNode() }
            }
            try Self.expectTrue(transaction)
            if generator.isOne(in: 5) { continue }  // Nobody commits it.
            try transaction.commit()
            let kept = store.takePlaces()
            #expect((kept == nil) == changesNodes)
            if let kept {
                keptCount += 1
                store.keep(kept)
            }
        }
        #expect(keptCount > 10)
    }

    @Test func `what another process changes in between is seen`() async throws {
        let store = try database.open()
        try Self.makeNodes(200, store)
        var generator = SplitMix64(seed: 1)
        let nodes = (0..<200).map { NodeID(rawValue: UInt32($0)) }
        for round in 1...3 {
            var transaction = try store.beginWrite()
            try Self.expectTrue(transaction)
            try Self.relate(nodes, in: &transaction, &generator)
            try transaction.commit()
            await #expect(processExitsWith: .success) { [path = database.path as String] in
                let store = try Store.open(path: path)
                var transaction = try store.beginWrite()
                let label = try transaction.label("Late")
                for rawValue in UInt32(0)..<50 {
                    try transaction.add(label, to: NodeID(rawValue: rawValue))
                    try transaction.set(
                        try transaction.key("text"), of: NodeID(rawValue: rawValue),
                        to: .string(
                            String(repeating: "t", count: 10 * transaction.catalog.labels.count)))
                }
                try transaction.commit()
            }
            var next = try store.beginWrite()
            try Self.expectTrue(next)
            let type = try next.type("R\(round)")
            _ = try next.createRelationship(
                type, from: NodeID(rawValue: 7), to: NodeID(rawValue: 70))
            let late = next.catalog.labels.id(of: "Late")
            let count = next.statistics.relationshipCount(start: late, type: type)
            #expect(count == 1)
            try next.commit()
        }
    }
}
