/// A graph as two arrays.
package struct OracleGraph: Sendable {
    package struct Node: Sendable {
        package var labels: [String]
        package var properties: [String: OracleValue]
    }

    package struct Relationship: Sendable {
        package var type: String
        package var start: Int
        package var end: Int
        package var properties: [String: OracleValue]
    }

    package var nodes: [Node] = []
    package var relationships: [Relationship] = []

    package init() {}

    /// A graph of nodes without labels and relationships of the type `R`, by their ends.
    package init(nodeCount: Int, ends: [(start: Int, end: Int)]) {
        nodes = Array(repeating: Node(labels: [], properties: [:]), count: nodeCount)
        relationships = ends.map {
            Relationship(type: "R", start: $0.start, end: $0.end, properties: [:])
        }
    }

    /// A statement that makes the graph; nil for the empty graph.
    ///
    /// Each node and each relationship has its position as the property `k`.
    package var creationText: String? {
        var parts: [String] = []
        for (index, node) in nodes.enumerated() {
            let labels = node.labels.map { ":\($0)" }.joined()
            parts.append("(n\(index)\(labels) \(Self.text(of: node.properties, index)))")
        }
        for (index, relationship) in relationships.enumerated() {
            let properties = Self.text(of: relationship.properties, index)
            parts.append(
                "(n\(relationship.start))-[:\(relationship.type) \(properties)]->(n\(relationship.end))"
            )
        }
        return parts.isEmpty ? nil : "CREATE " + parts.joined(separator: ", ")
    }

    private static func text(of properties: [String: OracleValue], _ index: Int) -> String {
        let others = properties.sorted { $0.key < $1.key }.map { "\($0.key): \(literal($0.value))" }
        return "{" + (["k: \(index)"] + others).joined(separator: ", ") + "}"
    }

    private static func literal(_ value: OracleValue) -> String {
        switch value {
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .float(let value): "\(value)"
        case .string(let value): "'\(value)'"
        default: "null"
        }
    }

    func value(ofNode index: Int, _ key: String) -> OracleValue {
        key == "k" ? .integer(Int64(index)) : nodes[index].properties[key] ?? .null
    }

    func value(ofRelationship index: Int, _ key: String) -> OracleValue {
        key == "k" ? .integer(Int64(index)) : relationships[index].properties[key] ?? .null
    }
}
