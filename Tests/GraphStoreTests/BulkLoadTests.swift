import GraphModel
import TestSupport
import Testing

@testable import GraphStore

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

    @Test func `a node is found by the key of each of its labels in the same load`() throws {
        let database = TemporaryDatabase()
        let store = try database.open()
        func nodes(_ label: String, _ others: [String], _ keys: [Int64]) -> NodeBatch {
            NodeBatch(
                label: label, keyProperty: "id", keys: .integers(keys), otherLabels: others,
                properties: [], lines: keys.map { UInt32($0) })
        }
        let end = RelationshipBatch.Endpoint(
            label: "Compound", keyProperty: "id", keys: .integers([2]))
        let relationships = RelationshipBatch(
            type: "RESEMBLES", source: Vocabulary.sources[0], start: end, end: end,
            properties: [], lines: [1])
        let origin = LoadOrigin(name: "test")
        var load = try store.beginLoad()
        try load.add(nodes("Compound", [], [1]), from: origin)
        try load.add(nodes("Drug", ["Compound"], [2]), from: origin)
        try load.add(nodes("Compound", ["Substance"], [2]), from: origin)
        try load.add(relationships, from: origin)
        let report = try load.commit()
        #expect(report.nodes.made == 2)
        #expect(report.relationships.made == 1)
    }

    @Test(arguments: RandomCases.seeds(10))
    func `the order of batches without conflicts changes nothing`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let load = RandomLoad(&generator, hasConflicts: false)
        var hashes: Set<ContentHash> = []
        for order in 0..<3 {
            let database = TemporaryDatabase()
            let store = try database.open(runCountMax: 3)
            let shuffled = order == 0 ? load : load.shuffled(&generator)
            let memory = generator.pick([0, 1 << 30])
            _ = try shuffled.run(in: store, .skip, memoryByteCountMax: memory)
            hashes.insert(try store.contentHash())
            if load.hasLateNodes { break }
        }
        #expect(hashes.count == 1, "seed \(seed)")
    }

    @Test(arguments: RandomCases.seeds(5))
    func `a load that is dropped leaves the graph as it was`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let database = TemporaryDatabase()
        let store = try database.open(runCountMax: 3)
        var mutations = RandomMutations(seed: seed)
        var transaction = try store.beginWrite()
        try mutations.run(80, in: &transaction)
        try transaction.commit()
        do {
            var options = BulkLoadOptions()
            options.dangling = .stub
            options.memoryByteCountMax = 0
            var load = try store.beginLoad(options)
            try? RandomLoad(&generator).add(to: &load)
        }
        let snapshot = try store.snapshot()
        var comparison = ModelComparison(mutations.model, seed: seed)
        try comparison.run(snapshot)
    }

    @Test(arguments: [UInt64(UInt32.max) - 40, 1 << 40])
    func `changes with relationship ids beyond 32 bits work`(first: UInt64) throws {
        let database = TemporaryDatabase()
        let store = try database.open(runCountMax: 8)
        var transaction = try store.beginWrite()
        transaction.meta.nextRelationship = first
        try transaction.commit()
        var mutations = RandomMutations(seed: first, firstRelationship: first)
        for _ in 0..<8 {
            var transaction = try store.beginWrite()
            try mutations.run(60, in: &transaction)
            try transaction.commit()
            let snapshot = try store.snapshot()
            var comparison = ModelComparison(mutations.model, seed: first)
            try comparison.run(snapshot)
        }
    }

    @Test(arguments: RandomCases.seeds(5))
    func `loads give relationship ids beyond 32 bits`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let load = RandomLoad(&generator)
        var hashes: [ContentHash] = []
        for first: UInt64 in [0, UInt64(UInt32.max) - 20] {
            let database = TemporaryDatabase()
            let store = try database.open(runCountMax: 4)
            var transaction = try store.beginWrite()
            transaction.meta.nextRelationship = first
            let type = try transaction.type(Vocabulary.types[0])
            try transaction.declareWeight(of: type, try transaction.key("score"))
            try transaction.commit()
            guard (try? load.run(in: store, .stub, memoryByteCountMax: 0)) != nil else { return }
            hashes.append(try store.contentHash())
            let check = try IntegrityCheck(of: try store.snapshot())
            #expect(check.violations == [])
        }
        #expect(hashes[0] == hashes[1])
    }

    @Test func `a column whose name only looks like that of the key is kept`() throws {
        let database = TemporaryDatabase()
        let store = try database.open()
        var load = try store.beginLoad()
        let column = PropertyColumn(key: "cle\u{301}", cells: .strings(TextColumn(["b"])))
        try load.add(
            NodeBatch(
                label: "Drug", keyProperty: "cl\u{E9}", keys: .strings(TextColumn(["a"])),
                properties: [column], lines: [1]),
            from: LoadOrigin(name: "test"))
        _ = try load.commit()
        let snapshot = try store.snapshot()
        let values = try snapshot.graph.node(NodeID(rawValue: 0))?.properties.map(\.value)
        #expect(values == ["a", "b"])
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
        // What was left out for want of a node would now find it.
        if policy == .skip && load.hasLateNodes { return }
        // A row that was told apart by what is missing is not when another row has added it.
        if load.hasMixedIdentities { return }
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
