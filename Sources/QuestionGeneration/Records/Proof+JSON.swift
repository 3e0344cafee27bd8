internal import JSONRecords
internal import MedGraph

extension Proof {
    /// `{"nodes": […], "relationships": […]}`, both ascending by key.
    ///
    /// | of | keys |
    /// |---|---|
    /// | a node | `key`, `labels`, `name`, `id` |
    /// | a relationship | `key`, `type`, `start`, `end`, `weight`, `source`, `license`, `id` |
    ///
    /// The ends of a relationship are the keys of its nodes, and its own key is made of them and
    /// its type; `weight` is the property that its type declares.
    func json(_ graph: GraphEntities, _ language: QuestionLanguage) -> JSONValue {
        let nodes = nodes.values.sorted {
            ($0.labels.first ?? "", $0.key, $0.id) < ($1.labels.first ?? "", $1.key, $1.id)
        }
        let relationships = relationships.values
            .map { (key: graph.key(of: $0), relationship: $0) }
            .sorted { ($0.key, $0.relationship.id) < ($1.key, $1.relationship.id) }
        return .object([
            JSONValue.Member(
                key: "nodes", value: .array(nodes.map { $0.json(language) })),
            JSONValue.Member(
                key: "relationships",
                value: .array(
                    relationships.map { graph.json(of: $0.relationship, key: $0.key) })),
        ])
    }
}

extension GraphEntity {
    fileprivate func json(_ language: QuestionLanguage) -> JSONValue {
        .object([
            JSONValue.Member(key: "key", value: .string(key)),
            JSONValue.Member(key: "labels", value: .array(labels.map { .string($0) })),
            JSONValue.Member(key: "name", value: .string(name(in: language))),
            JSONValue.Member(key: "id", value: .integer(Int64(id.rawValue))),
        ])
    }
}

extension GraphEntities {
    fileprivate func key(of relationship: QueryRelationship) -> String {
        "\(key(of: relationship.start)) -\(relationship.type)-> \(key(of: relationship.end))"
    }

    private func key(of node: NodeID) -> String { self[node]?.key ?? "#\(node.rawValue)" }

    fileprivate func json(of relationship: QueryRelationship, key: String) -> JSONValue {
        .object([
            JSONValue.Member(key: "key", value: .string(key)),
            JSONValue.Member(key: "type", value: .string(relationship.type)),
            JSONValue.Member(key: "start", value: .string(self.key(of: relationship.start))),
            JSONValue.Member(key: "end", value: .string(self.key(of: relationship.end))),
            JSONValue.Member(key: "weight", value: weight(of: relationship)),
            JSONValue.Member(
                key: "source", value: relationship.source.map { .string($0.title) } ?? .null),
            JSONValue.Member(
                key: "license", value: relationship.source.map { .string($0.license) } ?? .null),
            JSONValue.Member(key: "id", value: .integer(Int64(relationship.id.rawValue))),
        ])
    }

    private func weight(of relationship: QueryRelationship) -> JSONValue {
        let weight = weights[relationship.type].flatMap { relationship.properties[$0] }
        return weight.flatMap(Double.init).map { .float($0) } ?? .null
    }
}

extension Source {
    /// Its name and version.
    fileprivate var title: String { version.isEmpty ? name : "\(name) \(version)" }
}
