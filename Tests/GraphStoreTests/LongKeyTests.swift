import GraphModel
import LMDB
import TestSupport
import Testing

@testable import GraphStore

/// Values longer than a key of the file can be.
@Suite struct LongKeyTests {
    private static let long = String(repeating: "x", count: 600)

    private func nodes(_ keys: [String], _ origin: String) -> (NodeBatch, LoadOrigin) {
        let batch = NodeBatch(
            label: "Disease", keyProperty: "id", keys: .strings(TextColumn(keys)),
            properties: [], lines: keys.indices.map { UInt32($0 + 2) })
        return (batch, LoadOrigin(name: origin))
    }

    @Test func `a key that is too long is told by its row`() throws {
        let database = TemporaryDatabase()
        let store = try database.open()
        var load = try store.beginLoad()
        let (batch, origin) = nodes(["a", Self.long], "diseases.csv")
        do throws(StoreError) {
            try load.add(batch, from: origin)
            Issue.record("the key was taken")
        } catch {
            guard case .invalidRow(origin, 3, .invalid(.indexedValueTooLong)) = error else {
                Issue.record("told as \(error)")
                return
            }
        }
    }

    @Test func `no node is found by a value that no index would take`() throws {
        let database = TemporaryDatabase()
        let store = try database.open()
        var load = try store.beginLoad()
        let (batch, origin) = nodes(["a", "x"], "diseases.csv")
        try load.add(batch, from: origin)
        _ = try load.commit()
        let snapshot = try store.snapshot()
        let index = snapshot.catalog.indexes[0].id
        let long = PropertyValue.string(Self.long)
        #expect(try snapshot.graph.nodes(in: index, equalTo: long).isEmpty)
        for (range, count) in [
            (IndexRange.between(.init(long, isIncluded: true), nil), 0),
            (.between(nil, .init(long, isIncluded: false)), 2), (.prefix(Self.long), 0),
        ] {
            var found = 0
            try snapshot.graph.forEachPage(in: index, range) { page throws(StoreError) in
                found += page.count
                return true
            }
            #expect(found == count)
        }
    }

    @Test func `two nodes with a unique value are told by the row of the second`() throws {
        let database = TemporaryDatabase()
        let store = try database.open()
        var load = try store.beginLoad()
        try load.declareIndex(label: "Disease", property: "code", .unique)
        let batch = NodeBatch(
            label: "Disease", keyProperty: "id", keys: .strings(TextColumn(["a", "b"])),
            properties: [
                PropertyColumn(key: "code", cells: .strings(TextColumn(["G43", "G43"])))
            ], lines: [2, 3])
        try load.add(batch, from: LoadOrigin(name: "diseases.csv"))
        let origin = LoadOrigin(name: "diseases.csv")
        do throws(StoreError) {
            _ = try load.commit()
            Issue.record("two nodes have the same code")
        } catch {
            guard case .invalidRow(origin, 3, .duplicateValue) = error else {
                Issue.record("told as \(error)")
                return
            }
        }
    }
}
