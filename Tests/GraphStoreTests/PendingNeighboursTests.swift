import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// Changes of neighbourhoods that wait, taken out node by node and all at once.
@Suite struct PendingNeighboursTests {
    /// Changes as they come, looked through for each question.
    private struct Model {
        struct Neighbour: Hashable {
            let node: UInt32
            let key: UInt32
            let neighbour: UInt32
            let relationship: UInt64
        }

        struct Fate: Equatable {
            var kind: PendingNeighbours.Kind
            var weight: Weight
        }

        var fates: [Neighbour: Fate] = [:]

        mutating func add(
            _ kind: PendingNeighbours.Kind, _ neighbour: Neighbour, _ weight: Weight
        ) {
            let old = fates[neighbour]
            if old?.kind == .insert, kind == .remove {
                fates[neighbour] = nil
            } else {
                fates[neighbour] = Fate(
                    kind: old?.kind == .insert ? .insert : kind, weight: weight)
            }
        }

        /// What is to become of the neighbours of a node, in the order of its record.
        func changes(of node: UInt32) -> [(Neighbour, Fate)] {
            fates.filter { $0.key.node == node }.sorted {
                ($0.key.key, $0.key.neighbour, $0.key.relationship)
                    < ($1.key.key, $1.key.neighbour, $1.key.relationship)
            }
        }

        mutating func remove(_ node: UInt32) { fates = fates.filter { $0.key.node != node } }
    }

    private static func isSame(
        _ changes: some Sequence<PendingNeighbours.Change>,
        _ expected: [(Model.Neighbour, Model.Fate)]
    ) -> Bool {
        changes.elementsEqual(expected) { change, expected in
            change.key.rawValue == expected.0.key && change.neighbour == expected.0.neighbour
                && change.relationship.rawValue == expected.0.relationship
                && change.kind == expected.1.kind
                && (change.kind == .remove || change.weight == expected.1.weight)
        }
    }

    @Test(arguments: RandomCases.seeds(40))
    func `they come out in the order of the trees, one for each neighbour`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var pending = PendingNeighbours(countMax: .max)
        var model = Model()
        // Relationships that are there, and those that were made.
        var known: [Model.Neighbour] = []
        var relationship: UInt64 = 0
        let nodes = (0..<(1 + generator.below(60))).map { _ in
            UInt32(truncatingIfNeeded: generator.next() >> UInt64(generator.pick([32, 45, 58])))
        }
        for _ in 0..<generator.pick([3, 40, 2_000]) {
            var kind = generator.pick([PendingNeighbours.Kind.insert, .insert, .setWeight, .remove])
            let neighbour: Model.Neighbour
            if kind == .insert || known.isEmpty {
                neighbour = Model.Neighbour(
                    node: generator.pick(nodes), key: UInt32(generator.below(4)),
                    neighbour: UInt32(generator.below(30)), relationship: relationship)
                relationship += 1
            } else {
                let index = generator.below(known.count)
                neighbour = known[index]
                if kind == .remove { known.remove(at: index) }
            }
            if kind == .insert || kind == .setWeight, !known.contains(neighbour) {
                known.append(neighbour)
            }
            // One of a relationship that stood there before.
            if model.fates[neighbour] == nil, kind != .insert, generator.isOne(in: 9) {
                kind = .remove
                known.removeAll { $0 == neighbour }
            }
            let weight = Weight(bitPattern: generator.next())
            model.add(kind, neighbour, weight)
            pending.add(
                kind, of: NodeID(rawValue: neighbour.node), SegmentKey(rawValue: neighbour.key),
                NodeID(rawValue: neighbour.neighbour),
                RelationshipID(rawValue: neighbour.relationship), weight)
            if generator.isOne(in: 50) {
                let node = generator.pick(nodes)
                var changes: [PendingNeighbours.Change] = []
                pending.take(NodeID(rawValue: node), into: &changes)
                try #require(Self.isSame(changes, model.changes(of: node)))
                model.remove(node)
                known.removeAll { $0.node == node }
            }
        }
        let all = pending.takeAll()
        #expect(pending.isEmpty)
        #expect(all.nodes.map(\.id.rawValue) == Set(model.fates.keys.map(\.node)).sorted())
        for index in all.nodes.indices {
            let changes = all.changes[all.range(of: index)]
            try #require(Self.isSame(changes, model.changes(of: all.nodes[index].id.rawValue)))
        }
    }

    @Test func `numbers are sorted by some of their bits, the rows of equal ones as they came`() {
        for seed in RandomCases.seeds(60) {
            var generator = SplitMix64(seed: seed)
            let count = generator.pick([0, 1, 2, 9, 32, 33, 700])
            let lower = UInt64(generator.below(40))
            let upper = lower + UInt64(generator.below(25))
            var numbers = (0..<count).map { _ in generator.next() }
            var rows = (0..<UInt32(count)).map { $0 }
            let first = count / 5
            let part = first..<(count - count / 7)
            func digits(_ number: UInt64) -> UInt64 { number >> lower & (1 << (upper - lower) - 1) }
            let before = numbers
            let order = Array(part).sorted {
                (digits(before[$0]), $0) < (digits(before[$1]), $1)
            }
            var sorter = RadixSorter()
            sorter.sort(&numbers, &rows, part, bits: lower..<upper)
            let expected = Array(0..<first) + order + Array(part.upperBound..<count)
            #expect(rows == expected.map { UInt32($0) }, "seed \(seed)")
            #expect(numbers == expected.map { before[$0] }, "seed \(seed)")
        }
    }
}
