import GraphModel
import LMDB
import TestSupport

@testable import GraphStore

/// Where a store and a model differ.
struct Disagreement: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Compares everything that can be read of a snapshot with a model.
struct ModelComparison {
    let model: ModelGraph
    var generator: SplitMix64

    init(_ model: ModelGraph, seed: UInt64) {
        self.model = model
        generator = SplitMix64(seed: seed)
    }

    /// - Throws: ``Disagreement`` for the first difference, and what the store throws.
    mutating func run(_ snapshot: borrowing Snapshot) throws {
        try require(snapshot.nodeBound == Int(model.nodeBound), "node bound")
        try require(snapshot.relationshipBound == model.relationshipBound, "relationship bound")
        try require(snapshot.catalog.indexes == model.indexes, "indexes")
        try require(snapshot.catalog.weightKeys == model.weightKeys, "weights")
        try compareRecords(snapshot.graph)
        // The second time the directories know the places.
        for _ in 0..<2 { try compareNeighbourhoods(snapshot) }
        try compareLabels(snapshot)
        for index in model.indexes { try compare(index, snapshot.graph) }
        try compareStatistics(snapshot.statistics)
        let check = try IntegrityCheck(of: snapshot)
        try require(check.violationCount == 0, "integrity: \(check.violations.prefix(3))")
    }

    private func require(_ condition: Bool, _ place: @autoclosure () -> String) throws {
        if !condition { throw Disagreement(place()) }
    }
}

// MARK: Records

extension ModelComparison {
    func compareRecords(_ graph: GraphView) throws {
        for rawValue in 0...model.nodeBound {
            let id = NodeID(rawValue: rawValue)
            let expected = model.nodes[id].map { node in
                NodeRecord(labels: node.labels.sorted(), properties: properties(node.properties))
            }
            try require(try graph.node(id) == expected, "node \(rawValue)")
        }
        // Ids are given one after the other, though not always from 0 on.
        let first = model.relationshipBound - min(model.relationshipBound, 5_000)
        for rawValue in first...model.relationshipBound {
            try compare(RelationshipID(rawValue: rawValue), graph)
        }
    }

    func compare(_ id: RelationshipID, _ graph: GraphView) throws {
        var expected = model.relationships[id].map { relationship in
            RelationshipRecord(
                start: relationship.start, end: relationship.end, type: relationship.type,
                source: relationship.source, properties: properties(relationship.properties))
        }
        try require(try graph.relationship(id) == expected, "relationship \(id.rawValue)")
        expected?.properties = []
        try require(try graph.relationshipHeader(id) == expected, "header \(id.rawValue)")
    }

    private func properties(_ properties: [KeyID: PropertyValue]) -> [Property] {
        properties.map { Property($0.key, $0.value) }.sorted { $0.key < $1.key }
    }
}

// MARK: Neighbourhoods

extension ModelComparison {
    func compareNeighbourhoods(_ snapshot: borrowing Snapshot) throws {
        let expected = model.neighbourhoods()
        for rawValue in 0...model.nodeBound {
            let node = NodeID(rawValue: rawValue)
            let segments = expected[node] ?? [:]
            guard let record = try snapshot.neighbourhood(of: node) else {
                try require(segments.isEmpty, "neighbourhood of \(rawValue) is missing")
                continue
            }
            try require(record.segmentCount == segments.count, "segments of \(rawValue)")
            let degree = segments.values.reduce(0) { $0 + $1.count }
            try require(record.degree == degree, "degree of \(rawValue)")
            for (offset, key) in segments.keys.sorted().enumerated() {
                let place = "segment \(key.rawValue) of node \(rawValue)"
                try require(record.firstSegment(atLeast: key) == offset, "place of \(place)")
                guard let segment = record.segment(key) else { throw Disagreement(place) }
                let isWeighted = model.weightKeys[key.type] != nil
                try require(segment.isWeighted == isWeighted, "weights of \(place)")
                try require(segment.count == segments[key]!.count, "count of \(place)")
                let found = try neighbours(of: segment, record, snapshot)
                try require(found == segments[key]!, "neighbours in \(place)")
            }
            try compareAdjacency(of: node, record, snapshot)
        }
    }

    private func neighbours(
        of segment: NeighbourhoodRecord.Segment, _ record: borrowing NeighbourhoodRecord,
        _ snapshot: borrowing Snapshot
    ) throws -> [ModelGraph.Neighbour] {
        var found: [ModelGraph.Neighbour] = []
        func append(_ run: NeighbourRun) {
            for index in 0..<run.count {
                found.append(
                    ModelGraph.Neighbour(
                        node: run.neighbour(index), relationship: run.relationship(index),
                        weight: run.weight(index)))
            }
        }
        guard segment.isChunked else {
            append(record.run(of: segment))
            return found
        }
        for index in 0..<segment.chunkCount {
            let reference = record.chunk(index, of: segment)
            let chunk = try snapshot.chunk(reference)
            try require(chunk.count == reference.count, "count of chunk \(reference.id)")
            append(chunk.run)
        }
        return found
    }

    /// The word from which searches read is of this record.
    private func compareAdjacency(
        of node: NodeID, _ record: borrowing NeighbourhoodRecord, _ snapshot: borrowing Snapshot
    ) throws {
        let word = snapshot.directories.adjacency[Int(node.rawValue)]
        let place = AdjacencyPlace(rawValue: word)
        try require(place.count == record.inlineCount, "adjacency count of \(node.rawValue)")
        try require(place.hasMore == record.hasChunks, "adjacency flag of \(node.rawValue)")
        let isThere = place.count == 0 || place.address == record.neighboursAddress
        try require(isThere, "adjacency address of \(node.rawValue)")
    }
}

// MARK: Labels, indexes, statistics

extension ModelComparison {
    private func compareLabels(_ snapshot: borrowing Snapshot) throws {
        for label in snapshot.catalog.labels.ids {
            let expected = model.nodes.filter { $0.value.labels.contains(label) }.keys.sorted()
            try require(
                try snapshot.graph.nodes(with: label) == expected, "nodes with label \(label)")
        }
    }

    private mutating func compare(_ index: IndexDefinition, _ graph: GraphView) throws {
        let entries = model.entries(of: index)
        var values = model.distinct(entries.map(\.value))
        for _ in 0..<4 { values.append(RandomValues.value(&generator)) }
        for value in values {
            let expected = entries.filter { ValueOrder.areSame($0.value, value) }.map(\.node)
            let found = try graph.nodes(in: index.id, equalTo: value)
            try require(found == expected.sorted(), "nodes equal to \(value) in \(index.name)")
        }
        var ranges: [IndexRange] = [.all, .between(nil, nil)]
        for _ in 0..<6 { ranges.append(randomRange(values)) }
        for string in RandomValues.strings { ranges.append(.prefix(string)) }
        for range in ranges {
            let expected = entries.filter { Self.contains(range, $0.value) }.sorted {
                let order = ValueOrder.order($0.value, $1.value)
                return order < 0 || order == 0 && $0.node < $1.node
            }
            var found: [NodeID] = []
            try graph.forEachPage(in: index.id, range) { page throws(StoreError) in
                for offset in 0..<page.count { found.append(NodeID(rawValue: page[offset])) }
                return true
            }
            try require(found == expected.map(\.node), "nodes in \(range) of \(index.name)")
        }
    }

    private mutating func randomRange(_ values: [PropertyValue]) -> IndexRange {
        let first = generator.pick(values)
        let rank = ValueOrder.rank(first)
        let second = generator.pick(values.filter { ValueOrder.rank($0) == rank })
        let lower = IndexRange.Bound(first, isIncluded: generator.isOne(in: 2))
        let upper = IndexRange.Bound(second, isIncluded: generator.isOne(in: 2))
        return switch generator.below(4) {
        case 0: .between(lower, nil)
        case 1: .between(nil, upper)
        default: .between(lower, upper)
        }
    }

    static func contains(_ range: IndexRange, _ value: PropertyValue) -> Bool {
        switch range {
        case .all, .between(nil, nil): return true
        case .prefix(let text):
            guard case .string(let value) = value else { return false }
            return value.utf8.starts(with: text.utf8)
        case .between(let lower, let upper):
            guard ValueOrder.rank((lower ?? upper!).value) == ValueOrder.rank(value) else {
                return false
            }
            let isAbove = lower.map { isBound($0, ValueOrder.order($0.value, value)) } ?? true
            let isBelow = upper.map { isBound($0, ValueOrder.order(value, $0.value)) } ?? true
            return isAbove && isBelow
        }
    }

    private static func isBound(_ bound: IndexRange.Bound, _ order: Int) -> Bool {
        order < 0 || order == 0 && bound.isIncluded
    }

    private func compareStatistics(_ statistics: Statistics) throws {
        let expected = model.statistics()
        guard statistics != expected else { return }
        for (key, count) in expected.counts where statistics[key] != count {
            throw Disagreement("\(key) is \(statistics[key]), not \(count)")
        }
        for (key, count) in statistics.counts where expected[key] == 0 {
            throw Disagreement("\(key) is \(count), not 0")
        }
    }
}
