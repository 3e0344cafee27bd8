import GraphModel
import TestSupport

@testable import GraphStore

/// Random changes, made to a store and to a model alike.
///
/// Most ends of relationships are among few nodes, so that there are hubs, loops and parallel
/// relationships.
struct RandomMutations {
    private(set) var model = ModelGraph()
    private var generator: SplitMix64
    private var names: Vocabulary?
    /// The last changes, for the message of a failure.
    private(set) var log: [String] = []

    init(seed: UInt64, firstRelationship: UInt64 = 0) {
        generator = SplitMix64(seed: seed)
        model.relationshipBound = firstRelationship
    }

    /// Makes `count` changes. The model has them at once, the store when the transaction commits.
    mutating func run(_ count: Int, in transaction: inout StoreTransaction) throws {
        if names == nil { names = try Vocabulary(in: &transaction, &generator) }
        // Now much is added, now much is taken away.
        let growth = generator.pick([2, 6, 6, 10])
        for _ in 0..<count {
            let isGrowing = generator.below(10) < growth
            switch generator.below(24) {
            case 0, 1, 2: try createNode(&transaction)
            case 3, 4: try changeNode(&transaction)
            case 5: try deleteNode(&transaction)
            case 6: try changeIndexes(&transaction)
            case 7 where generator.isOne(in: 4): try declareWeight(&transaction)
            case 8, 9, 10: try changeRelationship(&transaction)
            case 11: try misuse(&transaction)
            case 12: try lookAtNode(&transaction)
            case 13: try lookAtRelationship(&transaction)
            default:
                if isGrowing {
                    try createRelationship(&transaction)
                } else {
                    try deleteRelationship(&transaction)
                }
            }
        }
    }

    /// A transaction sees what it has changed, whether that is in the trees or not.
    private mutating func lookAtNode(_ transaction: inout StoreTransaction) throws {
        guard let node = someNode() else { return }
        note("look at node \(node.rawValue)")
        try transaction.settle(node)
        let segments = model.neighbourhoods()[node] ?? [:]
        let draft = try transaction.stored.neighbourhood(of: node) ?? NeighbourhoodDraft()
        guard draft.segments.map(\.key) == segments.keys.sorted() else {
            throw Disagreement("segments of node \(node.rawValue)")
        }
        for index in draft.segments.indices {
            let segment = draft.segments[index]
            var found: [UInt64] = []
            for chunk in segment.chunks ?? [] {
                found += try transaction.stored.chunk(chunk.id).columns.relationships
            }
            if segment.chunks == nil {
                found = draft.columns.slice(draft.range(of: index)).relationships
            }
            guard found == segments[segment.key]!.map(\.relationship.rawValue) else {
                throw Disagreement("segment \(segment.key.rawValue) of node \(node.rawValue)")
            }
        }
    }

    private mutating func lookAtRelationship(_ transaction: inout StoreTransaction) throws {
        guard let id = someRelationship() else { return }
        note("look at relationship \(id.rawValue)")
        let found = try transaction.relationship(id)
        let expected = model.relationships[id]!
        guard let found, found.start == expected.start, found.end == expected.end,
            found.type == expected.type, found.source == expected.source,
            found.properties.count == expected.properties.count,
            found.properties.allSatisfy({ expected.properties[$0.key] == $0.value })
        else { throw Disagreement("relationship \(id.rawValue)") }
        guard model.relationships.count == Int(transaction.statistics.relationshipCount) else {
            throw Disagreement("number of relationships")
        }
    }

    /// Tells the model of a weight that was declared elsewhere.
    mutating func setWeight(of type: TypeID, _ key: KeyID) { model.weightKeys[type] = key }

    private mutating func note(_ text: String) { log.append(text) }

    /// Runs what the model expects to be refused, or not.
    ///
    /// - Returns: what `body` does, or nil when it was refused.
    @discardableResult
    private mutating func expect<Result>(
        _ isAccepted: Bool, _ text: String, _ transaction: inout StoreTransaction,
        _ body: (inout StoreTransaction) throws(StoreError) -> Result
    ) throws -> Result? {
        note((isAccepted ? "" : "refused: ") + text)
        do {
            let result = try body(&transaction)
            guard isAccepted else { throw Disagreement("not refused: \(text)") }
            return result
        } catch let error as StoreError {
            guard !isAccepted, error.isRefusal else { throw error }
            return nil
        }
    }
}

// MARK: Choices

extension RandomMutations {
    private mutating func randomProperties() -> [KeyID: PropertyValue] {
        var properties: [KeyID: PropertyValue] = [:]
        for key in names!.keys where generator.isOne(in: 3) {
            properties[key] = RandomValues.value(&generator)
        }
        return properties
    }

    private mutating func randomLabels() -> Set<LabelID> {
        Set((0..<generator.below(4)).map { _ in generator.pick(names!.labels) })
    }

    /// A node that is there, often one of the first.
    private mutating func someNode() -> NodeID? {
        let nodes = model.nodes.keys.sorted()
        guard !nodes.isEmpty else { return nil }
        return generator.isOne(in: 2)
            ? generator.pick(nodes.prefix(3)) : generator.pick(nodes)
    }

    private mutating func someRelationship() -> RelationshipID? {
        let relationships = model.relationships.keys.sorted()
        return relationships.isEmpty ? nil : generator.pick(relationships)
    }

    private func list(_ properties: [KeyID: PropertyValue]) -> [Property] {
        // The order of a dictionary is any order, and the store takes any.
        properties.map { Property($0.key, $0.value) }
    }
}

// MARK: Nodes

extension RandomMutations {
    private mutating func createNode(_ transaction: inout StoreTransaction) throws {
        let node = ModelGraph.Node(labels: randomLabels(), properties: randomProperties())
        let isAccepted = model.accepts(node, as: nil)
        let properties = list(node.properties)
        let labels = Array(node.labels)
        let id = try expect(isAccepted, "create node", &transaction) {
            transaction throws(StoreError) in
            try transaction.createNode(
                labels: labels + labels.prefix(1), properties: properties)
        }
        guard isAccepted else { return }
        guard id == NodeID(rawValue: model.nodeBound) else { throw Disagreement("new node id") }
        model.nodes[id!] = node
        model.nodeBound += 1
    }

    private mutating func changeNode(_ transaction: inout StoreTransaction) throws {
        guard let id = someNode(), let old = model.nodes[id] else { return }
        var new = old
        let choice = generator.below(4)
        let label = generator.pick(names!.labels)
        let key = generator.pick(names!.keys)
        let value = generator.isOne(in: 3) ? nil : RandomValues.value(&generator)
        switch choice {
        case 0: new.labels.insert(label)
        case 1: new.labels.remove(label)
        case 2: new.properties[key] = value
        default: new = ModelGraph.Node(labels: randomLabels(), properties: randomProperties())
        }
        let isAccepted = model.accepts(new, as: id)
        let properties = list(new.properties)
        let labels = Array(new.labels)
        try expect(isAccepted, "change \(choice) of node \(id.rawValue)", &transaction) {
            transaction throws(StoreError) in
            switch choice {
            case 0: try transaction.add(label, to: id)
            case 1: try transaction.remove(label, from: id)
            case 2: try transaction.set(key, of: id, to: value)
            default: try transaction.setNode(id, labels: labels, properties: properties)
            }
        }
        if isAccepted { model.nodes[id] = new }
    }

    private mutating func deleteNode(_ transaction: inout StoreTransaction) throws {
        guard let id = someNode() else { return }
        let relationships = model.relationships(of: id)
        if !relationships.isEmpty {
            try expect(false, "delete node \(id.rawValue)", &transaction) {
                transaction throws(StoreError) in
                try transaction.deleteNode(id)
            }
            guard generator.isOne(in: 3) else { return }
        }
        note("delete node \(id.rawValue) with \(relationships.count) relationships")
        for relationship in relationships.shuffled(using: &generator) {
            try transaction.deleteRelationship(relationship)
            model.relationships[relationship] = nil
        }
        try transaction.deleteNode(id)
        model.nodes[id] = nil
    }
}

// MARK: Relationships

extension RandomMutations {
    private mutating func createRelationship(_ transaction: inout StoreTransaction) throws {
        guard let start = someNode(), let end = someNode() else { return }
        let relationship = ModelGraph.Relationship(
            start: start, end: end, type: generator.pick(names!.types),
            source: generator.pick(names!.sources), properties: randomProperties())
        note("relate \(start.rawValue) to \(end.rawValue), type \(relationship.type.rawValue)")
        let id = try transaction.createRelationship(
            relationship.type, from: start, to: end, source: relationship.source,
            properties: list(relationship.properties))
        guard id.rawValue == model.relationshipBound else { throw Disagreement("new id") }
        model.relationships[id] = relationship
        model.relationshipBound += 1
    }

    private mutating func changeRelationship(_ transaction: inout StoreTransaction) throws {
        guard let id = someRelationship() else { return }
        note("change relationship \(id.rawValue)")
        if generator.isOne(in: 4) {
            let properties = randomProperties()
            try transaction.setRelationship(id, properties: list(properties))
            model.relationships[id]!.properties = properties
        } else {
            let key = generator.pick(names!.keys)
            let value: PropertyValue? =
                switch generator.below(4) {
                case 0: nil
                case 1: RandomValues.value(&generator)
                default: .float(generator.pick(RandomValues.floats))
                }
            try transaction.set(key, of: id, to: value)
            model.relationships[id]!.properties[key] = value
        }
    }

    private mutating func deleteRelationship(_ transaction: inout StoreTransaction) throws {
        guard let id = someRelationship() else { return }
        note("delete relationship \(id.rawValue)")
        try transaction.deleteRelationship(id)
        model.relationships[id] = nil
    }

    private mutating func declareWeight(_ transaction: inout StoreTransaction) throws {
        let type = generator.pick(names!.types)
        let key = generator.pick(names!.keys)
        note("declare weight \(key.rawValue) of type \(type.rawValue)")
        try transaction.declareWeight(of: type, key)
        model.weightKeys[type] = key
    }
}

// MARK: Indexes and misuse

extension RandomMutations {
    private mutating func changeIndexes(_ transaction: inout StoreTransaction) throws {
        let label = generator.pick(names!.labels)
        let key = generator.pick(names!.keys)
        let kind = generator.pick(IndexKind.allCases)
        let name = "index \(generator.below(8))"
        let known = model.indexes.firstIndex { $0.name == name }
        switch (known, generator.below(3)) {
        case (nil, _): try createIndex(name, label, key, kind, &transaction)
        case (let known?, 0):
            note("drop \(name)")
            try transaction.dropIndex(named: name)
            model.indexes.remove(at: known)
        case (let known?, _): try changeIndex(known, kind, &transaction)
        }
    }

    private mutating func createIndex(
        _ name: String, _ label: LabelID, _ key: KeyID, _ kind: IndexKind,
        _ transaction: inout StoreTransaction
    ) throws {
        let index = IndexDefinition(
            id: IndexID(rawValue: UInt32(transaction.meta.nextIndex)), name: name, label: label,
            key: key, kind: kind)
        let isTaken = model.indexes.contains { $0.label == label && $0.key == key }
        let isAccepted = !isTaken && isPossible(index)
        try expect(isAccepted, "create \(index)", &transaction) { transaction throws(StoreError) in
            try transaction.createIndex(named: name, on: label, key, kind)
        }
        guard isAccepted else { return }
        model.indexes.append(index)
        model.indexes.sort { $0.id < $1.id }
    }

    private mutating func changeIndex(
        _ position: Int, _ kind: IndexKind, _ transaction: inout StoreTransaction
    ) throws {
        let old = model.indexes[position]
        let new = IndexDefinition(
            id: old.id, name: old.name, label: old.label, key: old.key, kind: kind)
        let isAccepted = isPossible(new)
        try expect(isAccepted, "change to \(new)", &transaction) { transaction throws(StoreError) in
            try transaction.changeIndex(named: old.name, to: kind)
        }
        if isAccepted { model.indexes[position] = new }
    }

    private func isPossible(_ index: IndexDefinition) -> Bool {
        let hasOtherIdentity = model.indexes.contains {
            $0.id != index.id && $0.label == index.label && $0.kind == .identity
        }
        if index.kind == .identity && hasOtherIdentity { return false }
        return !index.kind.isUnique || model.isUnique(index)
    }

    /// What refers to nothing is refused and changes nothing.
    private mutating func misuse(_ transaction: inout StoreTransaction) throws {
        let node = NodeID(rawValue: model.nodeBound + UInt32(generator.below(3)))
        let relationship = RelationshipID(rawValue: model.relationshipBound)
        let key = names!.keys[0]
        let type = names!.types[0]
        let start = someNode() ?? node
        try expect(false, "misuse", &transaction) { transaction throws(StoreError) in
            try transaction.deleteNode(node)
        }
        try expect(false, "misuse", &transaction) { transaction throws(StoreError) in
            try transaction.set(key, of: node, to: 1)
        }
        try expect(false, "misuse", &transaction) { transaction throws(StoreError) in
            try transaction.deleteRelationship(relationship)
        }
        try expect(false, "misuse", &transaction) { transaction throws(StoreError) in
            _ = try transaction.createRelationship(type, from: start, to: node)
        }
        try expect(false, "misuse", &transaction) { transaction throws(StoreError) in
            try transaction.dropIndex(named: "none")
        }
    }
}

extension StoreError {
    /// Whether the operation has changed nothing, and the transaction goes on.
    var isRefusal: Bool {
        switch self {
        case .invalid, .duplicateValue: true
        default: false
        }
    }
}
