import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// Nodes that a load knows by names over all labels, and relationships that count row by row.
@Suite struct NamedNodeTests {
    private static let space = NameSpace(name: "s", stubLabel: "Thing")
    private static let source = Source(name: "test", version: "", license: "")
    private static let origin = LoadOrigin(name: "test")

    private func nodes(_ names: [String], _ labels: [String], isKept: Bool = true) -> NamedNodeBatch
    {
        NamedNodeBatch(
            space: Self.space, names: .strings(TextColumn(names)),
            identity: isKept ? .init(label: labels[0], keyProperty: "id") : nil, labels: labels,
            properties: [], lines: Array(repeating: 1, count: names.count))
    }

    private func relationships(_ pairs: [(String, String)], value: Int64 = 1) -> RelationshipBatch {
        func end(_ keys: [String]) -> RelationshipBatch.Endpoint {
            .init(
                label: "Thing", keyProperty: "id", keys: .strings(TextColumn(keys)),
                space: Self.space)
        }
        return RelationshipBatch(
            type: "T", source: Self.source, start: end(pairs.map(\.0)), end: end(pairs.map(\.1)),
            countsRows: true,
            properties: [
                PropertyColumn(
                    key: "v", cells: .integers(Array(repeating: value, count: pairs.count)))
            ], lines: Array(repeating: 1, count: pairs.count))
    }

    private func withStore(_ body: (Store) throws -> Void) throws {
        let database = TemporaryDatabase()
        try body(try database.open())
    }

    private func load(
        _ store: Store, memory: Int = 1 << 30, dangling: DanglingPolicy = .refuse,
        _ body: (inout BulkLoad) throws(StoreError) -> Void
    ) throws(StoreError) -> LoadReport {
        var options = BulkLoadOptions()
        options.memoryByteCountMax = memory
        options.dangling = dangling
        var load = try store.beginLoad(options)
        try body(&load)
        return try load.commit()
    }

    private func isWhole(_ store: Store) throws -> Bool {
        let snapshot = try store.snapshot()
        let check = try IntegrityCheck(of: snapshot)
        return check.violations.isEmpty
    }

    @Test(arguments: [1, 1 << 30])
    func `equal rows are as many relationships, and the same rows again add none`(
        memory: Int
    ) throws {
        try withStore { store in
            for time in 0..<3 {
                let report = try load(store, memory: memory) { load throws(StoreError) in
                    try load.add(nodes(["a", "b"], ["X"]), from: Self.origin)
                    // Each batch is written on its own when there is hardly any memory.
                    for _ in 0..<3 {
                        try load.add(
                            relationships([("a", "b"), ("a", "b")]), from: Self.origin)
                    }
                    try load.add(relationships([("a", "b")], value: 2), from: Self.origin)
                }
                #expect(report.relationships.made == (time == 0 ? 7 : 0))
                #expect(report.duplicateRelationships == (time == 0 ? 0 : 7))
                let snapshot = try store.snapshot()
                #expect(snapshot.statistics.relationshipCount == 7)
            }
            #expect(try isWhole(store))
        }
    }

    @Test func `one name is one node whatever its labels, and is found again by its key`() throws {
        try withStore { store in
            for _ in 0..<2 {
                _ = try load(store) { load throws(StoreError) in
                    try load.add(nodes(["a", "b"], ["X", "Z"]), from: Self.origin)
                    try load.add(nodes(["a"], ["Y"]), from: Self.origin)
                    try load.add(relationships([("a", "b")]), from: Self.origin)
                }
                let snapshot = try store.snapshot()
                #expect(snapshot.statistics.nodeCount() == 2)
                let labels = try snapshot.labels(of: NodeID(rawValue: 0)) ?? []
                #expect(
                    labels.map { snapshot.catalog.labels.name(of: $0) }.sorted() == ["X", "Y", "Z"])
            }
            #expect(try isWhole(store))
        }
    }

    @Test func `names that are not kept make new nodes in each load`() throws {
        try withStore { store in
            for time in 1...2 {
                _ = try load(store) { load throws(StoreError) in
                    try load.add(nodes(["a"], ["X"], isKept: false), from: Self.origin)
                    try load.add(nodes(["a"], [], isKept: false), from: Self.origin)
                    try load.add(relationships([("a", "a")]), from: Self.origin)
                }
                let snapshot = try store.snapshot()
                #expect(snapshot.statistics.nodeCount() == UInt64(time))
                #expect(snapshot.catalog.indexes.isEmpty)
            }
            #expect(try isWhole(store))
        }
    }

    @Test func `a stub is described by a later load, under its own label`() throws {
        try withStore { store in
            let first = try load(store, dangling: .stub) { load throws(StoreError) in
                try load.add(relationships([("a", "a"), ("a", "b")]), from: Self.origin)
            }
            #expect(first.stubNodes == 2)
            _ = try load(store) { load throws(StoreError) in
                try load.add(nodes(["a", "b"], ["X"]), from: Self.origin)
                try load.add(relationships([("a", "b")]), from: Self.origin)
            }
            let snapshot = try store.snapshot()
            #expect(snapshot.statistics.nodeCount() == 2)
            #expect(snapshot.statistics.relationshipCount == 2)
            #expect(try isWhole(store))
        }
    }
}
