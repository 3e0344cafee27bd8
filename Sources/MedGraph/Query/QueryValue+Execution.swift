import GraphStore
import QueryExecution

extension QueryValue {
    /// The value with all that its entities have.
    init(_ value: Value, _ run: inout Run) throws(ExecutionError) {
        switch value {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .float(value)
        case .string(let text): self = .string(text)
        case .list(let elements):
            var values: [QueryValue] = []
            values.reserveCapacity(elements.count)
            for element in elements { values.append(try QueryValue(element, &run)) }
            self = .list(values)
        case .map(let map):
            var result = QueryMap()
            for entry in map.entries { result[entry.key] = try QueryValue(entry.value, &run) }
            self = .map(result)
        case .node(let node): self = .node(try QueryNode(node, &run))
        case .relationship(let relationship):
            self = .relationship(try QueryRelationship(relationship, &run))
        case .path(let path):
            var nodes: [QueryNode] = []
            for node in path.nodes { nodes.append(try QueryNode(node, &run)) }
            var relationships: [QueryRelationship] = []
            for relationship in path.relationships {
                relationships.append(try QueryRelationship(relationship, &run))
            }
            self = .path(QueryPath(nodes: nodes, relationships: relationships))
        }
    }

    /// The value as a parameter.
    var parameter: Value {
        switch self {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .float(let value): .float(value)
        case .string(let text): .string(text)
        case .list(let elements): .list(elements.map(\.parameter))
        case .map(let map): .map(map.parameter)
        // Entities hold what they were; a query takes properties and no copies of nodes.
        case .node(let node): .map(node.properties.parameter)
        case .relationship(let relationship): .map(relationship.properties.parameter)
        case .path(let path): .list(path.nodes.map { QueryValue.node($0).parameter })
        }
    }

    init(_ value: PropertyValue) {
        switch value {
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .float(value)
        case .string(let text): self = .string(text)
        case .list(.empty): self = .list([])
        case .list(.booleans(let elements)): self = .list(elements.map { .boolean($0) })
        case .list(.integers(let elements)): self = .list(elements.map { .integer($0) })
        case .list(.floats(let elements)): self = .list(elements.map { .float($0) })
        case .list(.strings(let elements)): self = .list(elements.map { .string($0) })
        }
    }
}

extension QueryMap {
    fileprivate var parameter: MapValue {
        var map = MapValue(minimumCapacity: entries.count)
        for entry in entries { map.add(entry.key, entry.value.parameter) }
        return map
    }
}

extension QueryNode {
    init(_ id: NodeID, _ run: inout Run) throws(ExecutionError) {
        let (labels, properties) = try run.resultNode(id)
        self.init(
            id: id, labels: labels,
            properties: QueryMap(properties.map { ($0.key, QueryValue($0.value)) }))
    }
}

extension QueryRelationship {
    init(_ value: RelationshipValue, _ run: inout Run) throws(ExecutionError) {
        let (type, source, properties) = try run.resultRelationship(value)
        self.init(
            id: value.id, type: type, start: value.start, end: value.end, source: source,
            properties: QueryMap(properties.map { ($0.key, QueryValue($0.value)) }))
    }
}
