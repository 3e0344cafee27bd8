import GraphModel
import GraphStore

/// A graph as plain data, with no care for speed: what the store must be equal to.
struct ModelGraph {
    struct Node {
        var labels: Set<LabelID>
        var properties: [KeyID: PropertyValue]
    }

    struct Relationship {
        let start: NodeID
        let end: NodeID
        let type: TypeID
        let source: SourceID
        var properties: [KeyID: PropertyValue]
    }

    var nodes: [NodeID: Node] = [:]
    var relationships: [RelationshipID: Relationship] = [:]
    var nodeBound: UInt32 = 0
    var relationshipBound: UInt64 = 0
    var indexes: [IndexDefinition] = []
    var weightKeys: [TypeID: KeyID] = [:]

    func relationships(of node: NodeID) -> [RelationshipID] {
        relationships.filter { $0.value.start == node || $0.value.end == node }.map(\.key).sorted()
    }
}

// MARK: Indexes

extension ModelGraph {
    /// The nodes of an index with their values.
    func entries(of index: IndexDefinition) -> [(value: PropertyValue, node: NodeID)] {
        nodes.compactMap { id, node in
            guard node.labels.contains(index.label) else { return nil }
            return node.properties[index.key].map { ($0, id) }
        }
    }

    /// Another node that has the value where it must be unique.
    func holder(
        of value: PropertyValue, under index: IndexDefinition, except node: NodeID?
    ) -> NodeID? {
        entries(of: index).filter { $0.node != node && ValueOrder.areSame($0.value, value) }
            .map(\.node).min()
    }

    /// Whether a node may be as it is to be.
    func accepts(_ new: Node, as node: NodeID?) -> Bool {
        indexes.allSatisfy { index in
            guard index.kind.isUnique, new.labels.contains(index.label),
                let value = new.properties[index.key]
            else { return true }
            return holder(of: value, under: index, except: node) == nil
        }
    }

    /// Whether no two nodes have the same value under an index.
    func isUnique(_ index: IndexDefinition) -> Bool {
        let values = entries(of: index).sorted { ValueOrder.isBefore($0.value, $1.value) }
        return zip(values, values.dropFirst()).allSatisfy {
            !ValueOrder.areSame($0.value, $1.value)
        }
    }
}

// MARK: What is derived

extension ModelGraph {
    /// Everything that the store counts, counted from nothing.
    func statistics() -> Statistics {
        var statistics = Statistics()
        for node in nodes.values {
            for label in any(node.labels) {
                statistics.add(1, to: .nodes(label: label))
                for (key, value) in node.properties {
                    statistics.add(1, to: .nodeProperty(label: label, key: key, type: value.type))
                }
            }
        }
        for relationship in relationships.values { count(relationship, &statistics) }
        for index in indexes {
            let values = distinct(entries(of: index).map(\.value))
            statistics.add(Int64(values.count), to: .distinctValues(index.id))
        }
        return statistics
    }

    private func count(_ relationship: Relationship, _ statistics: inout Statistics) {
        for start in any(nodes[relationship.start]!.labels) {
            for end in any(nodes[relationship.end]!.labels) {
                statistics.add(
                    1, to: .relationships(start: start, type: relationship.type, end: end))
            }
        }
        statistics.add(1, to: .sourced(relationship.source, type: relationship.type))
        for (key, value) in relationship.properties {
            statistics.add(
                1,
                to: .relationshipProperty(
                    type: relationship.type, key: key, valueType: value.type))
        }
    }

    private func any(_ labels: Set<LabelID>) -> [LabelID?] { [nil] + labels.map(Optional.init) }

    /// One of each group of values that an index does not tell apart, in order.
    func distinct(_ values: [PropertyValue]) -> [PropertyValue] {
        var distinct: [PropertyValue] = []
        for value in values.sorted(by: ValueOrder.isBefore) {
            if let last = distinct.last, ValueOrder.areSame(last, value) { continue }
            distinct.append(value)
        }
        return distinct
    }

    /// One neighbour as a neighbourhood must list it.
    struct Neighbour: Equatable {
        let node: NodeID
        let relationship: RelationshipID
        let weight: Weight
    }

    /// All neighbourhoods: by node and segment, in order.
    func neighbourhoods() -> [NodeID: [SegmentKey: [Neighbour]]] {
        var result: [NodeID: [SegmentKey: [Neighbour]]] = [:]
        for (id, relationship) in relationships {
            let value = weightKeys[relationship.type].flatMap { relationship.properties[$0] }
            var weight = Weight.elsewhere
            if case .float(let number) = value { weight = Weight(bitPattern: number.bitPattern) }
            let type = relationship.type
            result[relationship.start, default: [:]][SegmentKey(type, .outgoing), default: []]
                .append(Neighbour(node: relationship.end, relationship: id, weight: weight))
            result[relationship.end, default: [:]][SegmentKey(type, .incoming), default: []]
                .append(Neighbour(node: relationship.start, relationship: id, weight: weight))
        }
        return result.mapValues { segments in
            segments.mapValues { neighbours in
                neighbours.sorted { ($0.node, $0.relationship) < ($1.node, $1.relationship) }
            }
        }
    }
}
