internal import MedGraph

/// The part of the graph that shows an answer to be right.
struct Proof: Sendable {
    private(set) var nodes: [NodeID: GraphEntity] = [:]
    private(set) var relationships: [RelationshipID: QueryRelationship] = [:]

    mutating func add(_ entity: GraphEntity) { nodes[entity.id] = entity }

    /// Adds the nodes and relationships of a column of proof.
    ///
    /// - Returns: false when the value holds something else.
    mutating func add(_ value: QueryValue, _ graph: GraphEntities) -> Bool {
        switch value {
        case .null: return true
        case .node(let node):
            if let entity = graph[node.id] { add(entity) }
            return true
        case .relationship(let relationship):
            relationships[relationship.id] = relationship
            for end in [relationship.start, relationship.end] {
                if let entity = graph[end] { add(entity) }
            }
            return true
        case .path(let path):
            return add(.list(path.nodes.map { .node($0) }), graph)
                && add(.list(path.relationships.map { .relationship($0) }), graph)
        case .list(let elements):
            for element in elements { guard add(element, graph) else { return false } }
            return true
        case .boolean, .integer, .float, .string, .map: return false
        }
    }

    var types: Set<String> { Set(relationships.values.map(\.type)) }

    /// The hops from a node to each node of the proof that it leads to, whatever the directions.
    func distances(from start: NodeID) -> [NodeID: Int] {
        var neighbours: [NodeID: [NodeID]] = [:]
        for relationship in relationships.values {
            neighbours[relationship.start, default: []].append(relationship.end)
            neighbours[relationship.end, default: []].append(relationship.start)
        }
        var distances = [start: 0]
        var frontier = [start]
        while !frontier.isEmpty {
            var next: [NodeID] = []
            for node in frontier {
                for neighbour in neighbours[node] ?? [] where distances[neighbour] == nil {
                    distances[neighbour] = (distances[node] ?? 0) + 1
                    next.append(neighbour)
                }
            }
            frontier = next
        }
        return distances
    }
}
