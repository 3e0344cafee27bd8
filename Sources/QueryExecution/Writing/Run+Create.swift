import Diagnostics
import GraphModel
import GraphStore
import QueryPlanning

extension Run {
    /// Makes the nodes and relationships of a path that the row lacks.
    mutating func create(_ pattern: PhysicalPattern, _ row: inout Row) throws(ExecutionError) {
        // By index: a loop over the elements copies each with all that is in it.
        for index in pattern.nodes.indices where !pattern.nodes[index].isBound {
            row[pattern.nodes[index].slot] = .node(try create(pattern.nodes[index], &row))
        }
        for index in pattern.relationships.indices {
            let relationship = pattern.relationships[index]
            let left = try self.end(pattern.nodes[index], row)
            let right = try self.end(pattern.nodes[index + 1], row)
            let (start, end) = relationship.isIncoming ? (right, left) : (left, right)
            let type = try written(relationship.type)
            let properties = try self.properties(relationship.properties, &row)
            let id = try graph.write { transaction throws(StoreError) in
                try transaction.createRelationship(
                    type, from: start, to: end, properties: properties)
            }
            changes.made(id)
            changes.propertiesSet += properties.count
            row[relationship.slot] = .relationship(
                RelationshipValue(id: id, start: start, end: end, type: type))
        }
        if let path = pattern.path { row[path.slot] = path.value(row) }
    }

    private mutating func create(
        _ node: PhysicalPattern.Node, _ row: inout Row
    ) throws(ExecutionError) -> NodeID {
        var labels: [LabelID] = []
        for label in node.labels { labels.append(try written(label)) }
        let properties = try self.properties(node.properties, &row)
        let id = try graph.write { transaction throws(StoreError) in
            try transaction.createNode(labels: labels, properties: properties)
        }
        changes.made(id)
        changes.labelsAdded += Set(labels).count
        changes.propertiesSet += properties.count
        return id
    }

    /// The node at one end of a new relationship.
    private func end(
        _ node: PhysicalPattern.Node, _ row: Row
    ) throws(ExecutionError) -> NodeID {
        switch row[node.slot] {
        case .node(let id):
            try checkAlive(row[node.slot], node.span)
            return id
        case .null: throw .missingNode(node.span)
        case let value: throw .wrongType(node.span, expected: "a node", value)
        }
    }

    /// The properties of a map; those that are null are left out.
    private mutating func properties(
        _ expression: PlanExpression?, _ row: inout Row
    ) throws(ExecutionError) -> [Property] {
        guard let expression else { return [] }
        // A map that is written out need not be made.
        if case .map(let entries) = expression.kind, entries.ascend {
            var properties: [Property] = []
            properties.reserveCapacity(entries.count)
            for entry in entries {
                let value = try evaluate(entry.value, &row)
                if value.isNull { continue }
                guard let stored = value.propertyValue else {
                    throw .notStorable(expression.span, value)
                }
                properties.append(Property(try writtenKey(entry.key), stored))
            }
            return properties
        }
        switch try evaluate(expression, &row) {
        case .null: return []
        case .map(let map): return try properties(map, expression.span)
        case let value: throw .wrongType(expression.span, expected: "a map", value)
        }
    }

    mutating func properties(
        _ map: MapValue, _ span: SourceSpan
    ) throws(ExecutionError) -> [Property] {
        var properties: [Property] = []
        for entry in map.entries where !entry.value.isNull {
            guard let value = entry.value.propertyValue else {
                throw .notStorable(span, entry.value)
            }
            properties.append(Property(try writtenKey(entry.key), value))
        }
        return properties
    }
}

extension [(key: String, value: PlanExpression)] {
    /// Whether the keys stand as in a map: in order, none twice.
    fileprivate var ascend: Bool {
        for index in indices.dropFirst() {
            guard Text.order(self[index - 1].key, self[index].key) < 0 else { return false }
        }
        return true
    }
}
