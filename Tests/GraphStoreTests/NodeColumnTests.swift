import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// Values that a snapshot keeps in columns.
@Suite struct NodeColumnTests {
    let database = TemporaryDatabase()

    /// What values nodes get under one key.
    enum Values: CaseIterable {
        case ascending, equal, falling, sparse, floats, notNumbers, mixed, texts

        func value(_ node: Int, _ random: inout SplitMix64) -> PropertyValue? {
            switch self {
            case .ascending: .integer(Int64(node) * 3 - 50)
            case .equal: .integer(7)
            case .falling: .integer(Int64(-node))
            case .sparse: random.isOne(in: 3) ? .integer(Int64(node)) : nil
            case .floats: .float(Double(node) / 4)
            case .notNumbers: .float(node == 20 ? .nan : Double(node))
            case .mixed: node == 30 ? .float(30) : .integer(Int64(node))
            case .texts: .string("\(node)")
            }
        }

        var hasColumn: Bool { self != .mixed && self != .texts }

        var ascends: Bool { self == .ascending || self == .floats }
    }

    /// Nodes with a key for each kind of values; every third has the label B too, some are deleted.
    private func fill(_ store: Store, _ random: inout SplitMix64) throws {
        var transaction = try store.beginWrite()
        let labels = [try transaction.label("A"), try transaction.label("B")]
        let keys = try Values.allCases.map { try transaction.key("\($0)") }
        for node in 0..<100 {
            var properties: [Property] = []
            for (key, values) in zip(keys, Values.allCases) {
                if let value = values.value(node, &random) {
                    properties.append(Property(key, value))
                }
            }
            _ = try transaction.createNode(
                labels: node % 3 == 0 ? labels : [labels[0]], properties: properties)
        }
        for node in [0, 41, 99] { try transaction.deleteNode(NodeID(rawValue: UInt32(node))) }
        try transaction.commit()
    }

    /// What the record of a node has.
    private static func stored(
        _ key: KeyID, _ node: NodeID, _ snapshot: borrowing Snapshot
    ) throws -> PropertyValue? {
        try snapshot.graph.value(of: key, of: node)
    }

    private static func hasColumn(_ key: KeyID, _ snapshot: borrowing Snapshot) -> Bool {
        snapshot.directories.columns[key] != nil
    }

    @Test(arguments: Values.allCases)
    func `reading often gives what the records have`(values: Values) throws {
        let store = try database.open()
        var random = SplitMix64(seed: 5)
        try fill(store, &random)
        let snapshot = try store.snapshot()
        let key = snapshot.catalog.keys.id(of: "\(values)")!
        for _ in 0..<3 {
            for node in 0..<101 {
                let node = NodeID(rawValue: UInt32(node))
                let known = try snapshot.value(of: key, of: node)
                let stored = try Self.stored(key, node, snapshot)
                #expect(known == stored)
            }
        }
        let hasColumn = Self.hasColumn(key, snapshot)
        #expect(hasColumn == values.hasColumn)
        store.park(snapshot)
    }

    @Test func `a column is made when enough values were read, and is gone with the commit`() throws
    {
        let store = try database.open()
        var random = SplitMix64(seed: 6)
        try fill(store, &random)
        let snapshot = try store.snapshot()
        let key = snapshot.catalog.keys.id(of: "ascending")!
        for node in 1..<25 { _ = try snapshot.value(of: key, of: NodeID(rawValue: UInt32(node))) }
        let early = Self.hasColumn(key, snapshot)
        #expect(!early)
        _ = try snapshot.value(of: key, of: NodeID(rawValue: 1))
        let made = Self.hasColumn(key, snapshot)
        #expect(made)
        store.park(snapshot)
        var transaction = try store.beginWrite()
        try transaction.set(key, of: NodeID(rawValue: 1), to: .string("no number"))
        try transaction.commit()
        let newer = try store.snapshot()
        for _ in 0..<100 {
            let value = try newer.value(of: key, of: NodeID(rawValue: 1))
            #expect(value == .string("no number"))
        }
        let afterwards = Self.hasColumn(key, newer)
        #expect(!afterwards)
        store.park(newer)
    }

    @Test(arguments: Values.allCases)
    func `a column knows whether its values ascend`(values: Values) throws {
        let store = try database.open()
        var random = SplitMix64(seed: 7)
        try fill(store, &random)
        let snapshot = try store.snapshot()
        let key = snapshot.catalog.keys.id(of: "\(values)")!
        guard case .made(let column) = try snapshot.column(of: key, forReads: 100) else {
            #expect(!values.hasColumn)
            return
        }
        // No node of B is the one without a number.
        let label = (a: LabelID(rawValue: 0), b: LabelID(rawValue: 1))
        #expect(column.ascends(over: label.a) == values.ascends)
        #expect(column.ascends(over: label.b) == (values.ascends || values == .notNumbers))
        #expect(!column.ascends(over: LabelID(rawValue: 2)))
        store.park(snapshot)
    }

    @Test func `a column of many nodes is made bit by bit`() throws {
        let store = try database.open()
        var load = try store.beginLoad()
        try load.add(OpeningTests.manyNodes(count: 5_000), from: LoadOrigin(name: "test"))
        _ = try load.commit()
        let snapshot = try store.snapshot()
        let key = snapshot.catalog.keys.id(of: "id")!
        var askCount = 1
        while case .isBeingMade = try snapshot.column(of: key, forReads: 5_000) { askCount += 1 }
        #expect(askCount > 3)
        guard case .made(let column) = try snapshot.column(of: key, forReads: 0) else {
            Issue.record("the keys are integers")
            return
        }
        for node in 0..<5_000 {
            let node = NodeID(rawValue: UInt32(node))
            let stored = try Self.stored(key, node, snapshot)
            #expect(column[node] == stored)
        }
        #expect(column[NodeID(rawValue: 5_000)] == nil)
        store.park(snapshot)
    }

    @Test func `workspaces come back, and two users have two`() throws {
        final class Scratch: SnapshotWorkspace {
            let nodeBound: Int
            init(nodeBound: Int) { self.nodeBound = nodeBound }
        }
        let store = try database.open()
        try OpeningTests.addNode(store)
        let snapshot = try store.snapshot()
        let first = snapshot.takeWorkspace(Scratch.self)
        let second = snapshot.takeWorkspace(Scratch.self)
        #expect(first !== second && first.nodeBound == 1)
        snapshot.giveWorkspace(first)
        store.park(snapshot)
        let again = try store.snapshot()
        let third = again.takeWorkspace(Scratch.self)
        #expect(third === first)
        store.park(again)
    }
}
