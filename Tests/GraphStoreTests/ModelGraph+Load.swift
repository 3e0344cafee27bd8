import GraphModel

@testable import GraphStore

/// What a load makes of a graph, row by row in the order in which they come.
struct ModelLoad {
    private(set) var graph: ModelGraph
    private(set) var report = LoadReport()
    private let catalog: Catalog
    private let policy: DanglingPolicy
    private var nextIndex: UInt64
    private var missing: [(String, PropertyValue)] = []
    private var stubs: Set<NodeID> = []
    /// Relationships that this load made, and whether their row had its ends the other way round.
    private var isFlipped: [RelationshipID: Bool] = [:]

    /// A load that must fail.
    struct Refusal: Error {}

    init(_ graph: ModelGraph, _ catalog: Catalog, _ policy: DanglingPolicy, nextIndex: UInt64) {
        self.graph = graph
        self.catalog = catalog
        self.policy = policy
        self.nextIndex = nextIndex
    }

    /// Names are interned beforehand.
    private func label(_ name: String) -> LabelID { catalog.labels.id(of: name)! }
    private func key(_ name: String) -> KeyID { catalog.keys.id(of: name)! }

    mutating func finish() throws -> (ModelGraph, LoadReport) {
        if policy == .refuse && report.danglingRelationships > 0 { throw Refusal() }
        return (graph, report)
    }
}

// MARK: Identity

extension ModelLoad {
    private mutating func declareIdentity(_ labelName: String, _ keyName: String) throws {
        let (label, key) = (label(labelName), key(keyName))
        let known = graph.indexes.firstIndex { $0.label == label && $0.key == key }
        if let known, graph.indexes[known].kind == .identity { return }
        if graph.indexes.contains(where: { $0.label == label && $0.kind == .identity }) {
            throw Refusal()
        }
        let id = known.map { graph.indexes[$0].id } ?? IndexID(rawValue: UInt32(nextIndex))
        let name = known.map { graph.indexes[$0].name } ?? freeName("\(labelName).\(keyName)")
        let index = IndexDefinition(id: id, name: name, label: label, key: key, kind: .identity)
        guard graph.isUnique(index) else { throw Refusal() }
        if let known {
            graph.indexes[known] = index
        } else {
            graph.indexes.append(index)
            nextIndex += 1
        }
    }

    private func freeName(_ base: String) -> String {
        let names = [base] + (2...99).map { "\(base) \($0)" }
        return names.first { name in !graph.indexes.contains { $0.name == name } }!
    }

    private func node(_ labelName: String, _ keyName: String, _ value: PropertyValue) -> NodeID? {
        let (label, key) = (label(labelName), key(keyName))
        return graph.nodes.first { _, node in
            guard node.labels.contains(label), let own = node.properties[key] else { return false }
            return ValueOrder.areSame(own, value)
        }?.key
    }

    private mutating func make(_ node: ModelGraph.Node) throws -> NodeID {
        guard graph.accepts(node, as: nil) else { throw Refusal() }
        let id = NodeID(rawValue: graph.nodeBound)
        graph.nodes[id] = node
        graph.nodeBound += 1
        return id
    }

    private func properties(_ columns: [PropertyColumn], _ row: Int) -> [KeyID: PropertyValue] {
        var properties: [KeyID: PropertyValue] = [:]
        for column in columns where column.isPresent?[row] ?? true {
            properties[key(column.key)] =
                switch column.cells {
                case .booleans(let cells): .boolean(cells[row])
                case .integers(let cells): .integer(cells[row])
                case .floats(let cells): .float(cells[row])
                case .strings(let cells): .string(cells[row])
                case .values(let cells): cells[row]
                }
        }
        return properties
    }

    /// Adds what is not known, and counts what contradicts.
    private mutating func merge(
        _ new: [KeyID: PropertyValue], into known: inout [KeyID: PropertyValue]
    ) -> (isChanged: Bool, conflicts: Int) {
        let conflicts = new.count { key, value in known[key].map { $0 != value } ?? false }
        let before = known.count
        known.merge(new) { old, _ in old }
        report.conflictingProperties += conflicts
        return (known.count > before, conflicts)
    }
}

// MARK: Batches

extension ModelLoad {
    mutating func add(_ batch: NodeBatch) throws {
        try declareIdentity(batch.label, batch.keyProperty)
        let labels = Set(([batch.label] + batch.otherLabels).map(label))
        report.nodes.read += batch.count
        for row in 0..<batch.count {
            var properties = properties(batch.properties, row)
            properties[key(batch.keyProperty)] = batch.keys[row]
            guard let id = node(batch.label, batch.keyProperty, batch.keys[row]) else {
                _ = try make(ModelGraph.Node(labels: labels, properties: properties))
                report.nodes.made += 1
                continue
            }
            var node = graph.nodes[id]!
            let (isChanged, conflicts) = merge(properties, into: &node.properties)
            let hasNewLabels = !labels.isSubset(of: node.labels)
            node.labels.formUnion(labels)
            guard graph.accepts(node, as: id) else { throw Refusal() }
            graph.nodes[id] = node
            report.nodes.merged += 1
            if !isChanged && !hasNewLabels && conflicts == 0 { report.duplicateNodes += 1 }
        }
    }

    mutating func add(_ batch: RelationshipBatch) throws {
        try declareIdentity(batch.start.label, batch.start.keyProperty)
        try declareIdentity(batch.end.label, batch.end.keyProperty)
        report.relationships.read += batch.count
        for row in 0..<batch.count {
            let start = node(batch.start.label, batch.start.keyProperty, batch.start.keys[row])
            let end = node(batch.end.label, batch.end.keyProperty, batch.end.keys[row])
            if start == nil || end == nil {
                report.danglingRelationships += 1
                if start == nil { countMissing(batch.start, row) }
                if end == nil { countMissing(batch.end, row) }
                guard policy == .stub else { continue }
            } else if stubs.contains(start!) || stubs.contains(end!) {
                report.danglingRelationships += 1
            }
            try add(row, of: batch, try stub(batch.start, row), try stub(batch.end, row))
        }
    }

    private mutating func countMissing(_ end: RelationshipBatch.Endpoint, _ row: Int) {
        let isKnown = missing.contains { $0 == end.label && $1 == end.keys[row] }
        guard !isKnown else { return }
        missing.append((end.label, end.keys[row]))
        report.missingNodes += 1
    }

    private mutating func stub(
        _ end: RelationshipBatch.Endpoint, _ row: Int
    ) throws -> NodeID {
        if let node = node(end.label, end.keyProperty, end.keys[row]) { return node }
        report.stubNodes += 1
        let node = try make(
            ModelGraph.Node(
                labels: [label(end.label)], properties: [key(end.keyProperty): end.keys[row]]))
        stubs.insert(node)
        return node
    }

    private mutating func add(
        _ row: Int, of batch: RelationshipBatch, _ first: NodeID, _ second: NodeID
    ) throws {
        let isFlipped = batch.isSymmetric && Self.hasLargerStart(batch, row)
        let (start, end) = isFlipped ? (second, first) : (first, second)
        let type = catalog.types.id(of: batch.type)!
        let source = catalog.id(of: batch.source)!
        let properties = properties(batch.properties, row)
        let identity = batch.identityProperties.map(key)
        let twin = graph.relationships.filter { _, other in
            other.start == start && other.end == end && other.type == type
                && other.source == source
                && identity.allSatisfy { other.properties[$0] == properties[$0] }
        }.keys.min()
        guard let twin else {
            let id = RelationshipID(rawValue: graph.relationshipBound)
            graph.relationships[id] = ModelGraph.Relationship(
                start: start, end: end, type: type, source: source, properties: properties)
            graph.relationshipBound += 1
            self.isFlipped[id] = isFlipped
            report.relationships.made += 1
            return
        }
        var known = graph.relationships[twin]!.properties
        let (isChanged, conflicts) = merge(properties, into: &known)
        graph.relationships[twin]!.properties = known
        report.relationships.merged += 1
        if isFlipped != self.isFlipped[twin] ?? false {
            report.mirroredRelationships += 1
        } else if !isChanged && conflicts == 0 {
            report.duplicateRelationships += 1
        }
    }

    private static func hasLargerStart(_ batch: RelationshipBatch, _ row: Int) -> Bool {
        if batch.start.label != batch.end.label { return batch.start.label > batch.end.label }
        switch (batch.start.keys[row], batch.end.keys[row]) {
        case (.integer(let start), .integer(let end)): return start > end
        case (.string(let start), .string(let end)):
            return end.utf8.lexicographicallyPrecedes(start.utf8)
        case (.string, _): return true
        default: return false
        }
    }
}
