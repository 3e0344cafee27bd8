import GraphModel
@testable import GraphStore
import TestSupport
import Testing

/// Random loads against a model. `MEDGRAPH_TEST_CASES` multiplies the number of cases,
/// `MEDGRAPH_TEST_SEED` runs one again: see ``RandomCases``.
@Suite struct BulkLoadTests {
    /// A store, and what must be in it.
    private struct Pair {
        let database = TemporaryDatabase()
        let store: Store
        var model: ModelGraph

        /// Now and then there is something before the loads.
        init(_ seed: UInt64, _ generator: inout SplitMix64) throws {
            store = try database.open(runCountMax: generator.pick([2, 3, 8, 2048]))
            var mutations = RandomMutations(seed: seed)
            var transaction = try store.beginWrite()
            try mutations.run(generator.isOne(in: 3) ? 60 : 0, in: &transaction)
            if generator.isOne(in: 2) {
                let type = try transaction.type(generator.pick(Vocabulary.types))
                let key = try transaction.key("score")
                try transaction.declareWeight(of: type, key)
                mutations.setWeight(of: type, key)
            }
            try transaction.commit()
            model = mutations.model
        }

        /// Compares the store with the model, and takes over the ids of relationships.
        mutating func compare(_ seed: UInt64) throws {
            let snapshot = try store.snapshot()
            try takeRelationshipIDs(snapshot)
            var comparison = ModelComparison(model, seed: seed)
            try comparison.run(snapshot)
            store.park(snapshot)
        }

        /// A load gives ids in an order of its own: compares what is there, whatever its id.
        private mutating func takeRelationshipIDs(_ snapshot: borrowing Snapshot) throws {
            var expected: [RelationshipRecord: Int] = [:]
            for relationship in model.relationships.values {
                expected[RelationshipRecord(relationship), default: 0] += 1
            }
            var found: [RelationshipID: ModelGraph.Relationship] = [:]
            for rawValue in 0..<snapshot.relationshipBound {
                let id = RelationshipID(rawValue: rawValue)
                guard let record = try snapshot.graph.relationship(id) else { continue }
                guard expected[record, default: 0] > 0 else {
                    throw Disagreement("relationship \(rawValue) is too much: \(record)")
                }
                expected[record]! -= 1
                found[id] = ModelGraph.Relationship(record)
            }
            guard found.count == model.relationships.count else {
                throw Disagreement("\(found.count) relationships, not \(model.relationships.count)")
            }
            model.relationships = found
        }
    }

    @Test(arguments: RandomCases.seeds(60))
    func `loads agree with a model, and loading again changes nothing`(seed: UInt64) throws {
        do { try runLoads(seed) } catch { throw Disagreement("seed \(seed): \(error)") }
    }

    private func runLoads(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var pair = try Pair(seed, &generator)
        for _ in 0..<3 {
            let load = RandomLoad(&generator)
            let policy = generator.pick([.stub, .stub, .skip, .refuse] as [DanglingPolicy])
            let memory = generator.pick([0, 1_000, 1 << 30])
            var expected = ModelLoad(
                pair.model, pair.store.newest.catalog, policy,
                nextIndex: pair.store.newest.meta.nextIndex)
            do {
                try load.run(in: &expected)
                let (graph, report) = try expected.finish()
                let actual = try load.run(in: pair.store, policy, memoryByteCountMax: memory)
                try compare(actual, report)
                pair.model = graph
            } catch is ModelLoad.Refusal {
                let before = try pair.store.contentHash()
                #expect(throws: StoreError.self) {
                    try load.run(in: pair.store, policy, memoryByteCountMax: memory)
                }
                #expect(try pair.store.contentHash() == before)
                continue
            }
            try pair.compare(seed)
            try compareWithMutations(pair.store, pair.model, &generator)
            try loadAgain(load, pair.store, policy)
            try pair.compare(seed)
        }
    }

    private func compare(_ actual: LoadReport, _ expected: LoadReport) throws {
        func counts(_ report: LoadReport) -> [String: Int] {
            [
                "nodes read": report.nodes.read, "nodes made": report.nodes.made,
                "nodes merged": report.nodes.merged,
                "relationships read": report.relationships.read,
                "relationships made": report.relationships.made,
                "relationships merged": report.relationships.merged,
                "duplicate nodes": report.duplicateNodes,
                "duplicate relationships": report.duplicateRelationships,
                "mirrored": report.mirroredRelationships,
                "dangling": report.danglingRelationships, "missing": report.missingNodes,
                "stubs": report.stubNodes, "conflicts": report.conflictingProperties,
            ]
        }
        let (actual, expected) = (counts(actual), counts(expected))
        for (name, count) in expected where actual[name] != count {
            throw Disagreement("\(name): \(actual[name]!), not \(count)")
        }
    }

    private func compareWithMutations(
        _ store: Store, _ model: ModelGraph, _ generator: inout SplitMix64
    ) throws {
        let other = TemporaryDatabase()
        let otherStore = try other.open()
        try model.build(in: otherStore, names: store.newest.catalog, &generator)
        guard try otherStore.contentHash() == store.contentHash() else {
            throw Disagreement("content hash")
        }
    }

    private func loadAgain(_ load: RandomLoad, _ store: Store, _ policy: DanglingPolicy) throws {
        let before = try store.contentHash()
        let report = try load.run(in: store, policy)
        guard report.nodes.made == 0, report.relationships.made == 0, report.stubNodes == 0 else {
            throw Disagreement("loading again made \(report)")
        }
        guard try store.contentHash() == before else { throw Disagreement("loading again changes") }
    }
}

extension RelationshipRecord {
    init(_ relationship: ModelGraph.Relationship) {
        self.init(
            start: relationship.start, end: relationship.end, type: relationship.type,
            source: relationship.source,
            properties: relationship.properties.map { Property($0.key, $0.value) }.ordered)
    }
}

extension ModelGraph.Relationship {
    init(_ record: RelationshipRecord) {
        self.init(
            start: record.start, end: record.end, type: record.type, source: record.source,
            properties: Dictionary(
                uniqueKeysWithValues: record.properties.map { ($0.key, $0.value) }))
    }
}
