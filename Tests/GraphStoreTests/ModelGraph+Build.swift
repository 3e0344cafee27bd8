import GraphModel
import TestSupport

@testable import GraphStore

extension ModelGraph {
    /// Makes the graph in an empty store, change by change, in random order, under new ids.
    func build(in store: Store, names: Catalog, _ generator: inout SplitMix64) throws {
        var transaction = try store.beginWrite()
        _ = try Vocabulary(in: &transaction, &generator)
        var newIDs: [NodeID: NodeID] = [:]
        for (id, node) in nodes.sorted(by: { $0.key < $1.key }).shuffled(using: &generator) {
            var labels: [LabelID] = []
            for label in node.labels {
                labels.append(try transaction.label(names.labels.name(of: label)))
            }
            let properties = try translate(node.properties, names, &transaction)
            newIDs[id] = try transaction.createNode(labels: labels, properties: properties)
        }
        let ordered = relationships.sorted { $0.key < $1.key }
        for (_, relationship) in ordered.shuffled(using: &generator) {
            _ = try transaction.createRelationship(
                try transaction.type(names.types.name(of: relationship.type)),
                from: newIDs[relationship.start]!, to: newIDs[relationship.end]!,
                source: relationship.source == .none
                    ? .none : try transaction.source(names.source(relationship.source)),
                properties: try translate(relationship.properties, names, &transaction))
        }
        try transaction.commit()
    }

    private func translate(
        _ properties: [KeyID: PropertyValue], _ names: Catalog,
        _ transaction: inout StoreTransaction
    ) throws -> [Property] {
        var translated: [Property] = []
        for (key, value) in properties {
            translated.append(Property(try transaction.key(names.keys.name(of: key)), value))
        }
        return translated
    }
}

extension Store {
    /// The name of what the newest commit holds.
    func contentHash() throws(StoreError) -> ContentHash {
        let snapshot = try snapshot()
        let hash = try snapshot.contentHash()
        park(snapshot)
        return hash
    }
}
