import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// Changes that meet others of the same transaction before they are in the trees.
@Suite struct PendingChangeTests {
    /// Makes nodes, and lends a transaction on them to `body` before it is committed.
    ///
    /// - Returns: a snapshot of what was committed, looked through.
    private func change(
        _ nodeCount: Int, runCountMax: Int = 4, pendingCountMax: Int = 1 << 18,
        _ body: (inout StoreTransaction, TypeID) throws -> Void
    ) throws -> Snapshot {
        let store = try TemporaryDatabase().open(
            runCountMax: runCountMax, pendingCountMax: pendingCountMax)
        var transaction = try store.beginWrite()
        let type = try transaction.type("T")
        for _ in 0..<nodeCount { _ = try transaction.createNode() }
        try body(&transaction, type)
        try transaction.commit()
        let snapshot = try store.snapshot()
        let check = try IntegrityCheck(of: snapshot)
        try #require(check.violations == [])
        return snapshot
    }

    private func node(_ index: Int) -> NodeID { NodeID(rawValue: UInt32(index)) }

    @Test func `what is made and deleted in one transaction leaves nothing`() throws {
        let snapshot = try change(3) { transaction, type in
            var made: [RelationshipID] = []
            for end in [0, 1, 1, 2] {
                made.append(
                    try transaction.createRelationship(type, from: node(0), to: node(end)))
            }
            for id in made { try transaction.deleteRelationship(id) }
            let count = transaction.statistics.relationshipCount
            #expect(count == 0)
            for index in 0..<3 { try transaction.deleteNode(node(index)) }
        }
        #expect(snapshot.statistics.relationshipCount == 0)
        #expect(snapshot.statistics.nodeCount() == 0)
    }

    @Test(arguments: [1, 7, 100, 1 << 18])
    func `a hub grows over its chunks and shrinks back, seen in between`(
        pendingCountMax: Int
    ) throws {
        let count = 60
        let snapshot = try change(count + 1, pendingCountMax: pendingCountMax) {
            transaction, type in
            var made: [RelationshipID] = []
            // Loops and parallel relationships among them.
            for end in 0..<count {
                made.append(
                    try transaction.createRelationship(type, from: node(0), to: node(end / 2)))
                made.append(
                    try transaction.createRelationship(type, from: node(end), to: node(0)))
            }
            try transaction.settle(node(0))
            let full = try transaction.stored.neighbourhood(of: node(0))
            #expect(full?.segments.map(\.count) == [count + 1, count + 2])
            #expect(full?.segments.allSatisfy { ($0.chunks?.count ?? 0) > 4 } == true)
            for id in made.dropFirst(2) { try transaction.deleteRelationship(id) }
            try transaction.settle(node(0))
            let rest = try transaction.stored.neighbourhood(of: node(0))
            #expect(rest?.segments.map(\.count) == [2, 2])
            #expect(rest?.segments.allSatisfy { $0.chunks == nil } == true)
        }
        #expect(snapshot.statistics.relationshipCount == 2)
    }

    @Test func `a relationship is read as the transaction left it`() throws {
        let snapshot = try change(2) { transaction, type in
            let key = try transaction.key("x")
            let id = try transaction.createRelationship(
                type, from: node(0), to: node(1), properties: [Property(key, 1)])
            let made = try transaction.relationship(id)
            #expect(made?.value(of: key) == 1)
            try transaction.set(key, of: id, to: "two")
            let changed = try transaction.relationship(id)
            #expect(changed?.value(of: key) == "two")
            try transaction.settle()
            try transaction.set(key, of: id, to: nil)
            let emptied = try transaction.relationship(id)
            #expect(emptied?.properties == [])
            try transaction.deleteRelationship(id)
            let deleted = try transaction.relationship(id)
            #expect(deleted == nil)
            do {
                try transaction.deleteRelationship(id)
                Issue.record("a relationship was deleted twice")
            } catch let error as StoreError { #expect(error.isRefusal) }
        }
        #expect(snapshot.statistics.relationshipCount == 0)
    }

    @Test func `a weight that is declared behind changes stands beside them`() throws {
        let snapshot = try change(20) { transaction, type in
            let key = try transaction.key("w")
            for end in 0..<20 {
                _ = try transaction.createRelationship(
                    type, from: node(0), to: node(end),
                    properties: [Property(key, .float(Double(end)))])
            }
            try transaction.set(key, of: RelationshipID(rawValue: 3), to: .float(30))
            try transaction.declareWeight(of: type, key)
            try transaction.set(key, of: RelationshipID(rawValue: 4), to: .float(40))
        }
        var weights: [Double?] = []
        try snapshot.forEachRun(
            of: node(0), SegmentKey(TypeID(rawValue: 0), .outgoing)
        ) { run throws(StoreError) in
            for index in 0..<run.count { weights.append(run.weight(index).value) }
            return true
        }
        let expected = (0..<20).map { $0 == 3 ? 30.0 : $0 == 4 ? 40.0 : Double($0) }
        #expect(weights == expected)
    }

    @Test func `labels that change count relationships that wait`() throws {
        let snapshot = try change(2) { transaction, type in
            let label = try transaction.label("L")
            _ = try transaction.createRelationship(type, from: node(0), to: node(1))
            try transaction.add(label, to: node(0))
            _ = try transaction.createRelationship(type, from: node(0), to: node(0))
            try transaction.add(label, to: node(1))
            let count = transaction.statistics.relationshipCount(
                start: label, type: type, end: label)
            #expect(count == 2)
        }
        let label = LabelID(rawValue: 0)
        let type = TypeID(rawValue: 0)
        #expect(snapshot.statistics.relationshipCount(start: label, type: type, end: label) == 2)
    }

    @Test func `more shapes of relationships than are tallied are counted`() throws {
        let snapshot = try change(2) { transaction, _ in
            for round in 0..<3 {
                for number in 0..<(2 * RelationshipTally.shapeCountMax) {
                    let type = try transaction.type("T\(number)")
                    _ = try transaction.createRelationship(type, from: node(0), to: node(round % 2))
                }
            }
        }
        #expect(
            snapshot.statistics.relationshipCount == UInt64(6 * RelationshipTally.shapeCountMax))
    }
}
