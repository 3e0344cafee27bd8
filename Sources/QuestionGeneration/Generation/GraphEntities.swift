internal import MedGraph

/// The nodes of a graph by id and by key, and what else questions need to know of the whole graph.
///
/// All nodes are held, with their properties: questions name them again and again.
final class GraphEntities: Sendable {
    /// The hash of the graph's content.
    let snapshot: String
    /// The properties that nodes of a label have.
    let properties: [String: Set<String>]
    /// The property that is the weight of a type.
    let weights: [String: String]
    private let byID: [NodeID: GraphEntity]
    private let byKey: [String: [String: GraphEntity]]

    /// - Complexity: O(nodes + relationships), for the hash.
    init(_ database: Database) throws(MedGraphError) {
        let information = try database.information()
        snapshot = try database.contentHash()
        properties = Dictionary(
            uniqueKeysWithValues: information.labels.map { label in
                (label.name, Set(label.properties.map(\.key)))
            })
        weights = Dictionary(
            uniqueKeysWithValues: information.types.compactMap { type in
                type.weight.map { (type.name, $0) }
            })
        let keys = Self.keys(information.indexes)
        var byID: [NodeID: GraphEntity] = [:]
        var byKey: [String: [String: GraphEntity]] = [:]
        for row in try database.run("MATCH (n) RETURN n").values {
            guard case .node(let node) = row[0] else { continue }
            let entity = GraphEntity(node, keys: keys)
            byID[entity.id] = entity
            for label in entity.labels { byKey[label, default: [:]][entity.key] = entity }
        }
        self.byID = byID
        self.byKey = byKey
    }

    /// The property that nodes of a label are known by: the key of imports, else the one that a
    /// constraint makes unique, if there is one alone.
    private static func keys(_ indexes: [Information.Index]) -> [String: String] {
        let unique = Dictionary(grouping: indexes.filter { $0.kind.isUnique }, by: { $0.label })
        return unique.compactMapValues { candidates -> String? in
            if let key = candidates.first(where: { $0.kind == .identity }) { return key.property }
            return candidates.count == 1 ? candidates[0].property : nil
        }
    }

    subscript(id: NodeID) -> GraphEntity? { byID[id] }

    subscript(label: String, key: String) -> GraphEntity? { byKey[label]?[key] }

    var labels: [String] { properties.keys.sorted() }
}
