import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// What a graph can have at most.
@Suite struct LimitTests {
    @Test func `the last type that there can be works, and one more is refused`() throws {
        let database = TemporaryDatabase()
        let store = try database.open()
        var transaction = try store.beginWrite()
        var types: [TypeID] = []
        for number in 0..<StoreTransaction.typeCountMax {
            types.append(try transaction.type("T\(number)"))
        }
        do throws(StoreError) {
            _ = try transaction.type("one more")
            Issue.record("one type more was taken")
        } catch {
            guard case .invalid(.typesExhausted) = error else {
                Issue.record("told as \(error)")
                return
            }
        }
        // Loops, so that each type has two segments.
        let node = try transaction.createNode()
        for type in [types[0], types[1], types[types.count - 1]] {
            _ = try transaction.createRelationship(type, from: node, to: node)
        }
        try transaction.commit()
        let snapshot = try store.snapshot()
        #expect(try snapshot.neighbourhood(of: node)?.segmentCount == 6)
        #expect(try IntegrityCheck(of: snapshot).violations == [])
    }

    @Test func `relationships are counted by the labels of their ends, however many there are`()
        throws
    {
        let database = TemporaryDatabase()
        let store = try database.open()
        var load = try store.beginLoad()
        let origin = LoadOrigin(name: "nodes")
        let count = 600
        for number in 0..<count {
            let batch = NodeBatch(
                label: "Node", keyProperty: "id", keys: .integers([Int64(number)]),
                otherLabels: ["L\(number)"], properties: [], lines: [1])
            try load.add(batch, from: origin)
        }
        let ids = (0..<Int64(count)).map(\.self)
        let starts = RelationshipBatch.Endpoint(
            label: "Node", keyProperty: "id", keys: .integers(ids))
        let ends = RelationshipBatch.Endpoint(
            label: "Node", keyProperty: "id", keys: .integers(ids.map { ($0 + 1) % Int64(count) }))
        let batch = RelationshipBatch(
            type: "NEXT", source: Source(name: "s", version: "", license: "l"), start: starts,
            end: ends, properties: [], lines: ids.map { UInt32($0 + 1) })
        try load.add(batch, from: LoadOrigin(name: "ring"))
        _ = try load.commit()
        #expect(try IntegrityCheck(of: try store.snapshot()).violations == [])
    }
}
