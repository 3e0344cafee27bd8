package import GraphModel
import LMDB

extension StoreTransaction {
    /// Declares that the values of `key` are the weights of relationships of `type`: from now on
    /// they stand beside the neighbours, where searches and draws find them at once.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    /// - Complexity: O(relationships of all types) when there are relationships of the type.
    package mutating func declareWeight(of type: TypeID, _ key: KeyID) throws(StoreError) {
        guard catalog.weightKeys[type] != key else { return }
        try settleNeighbourhoods()
        catalog.declareWeight(of: type, key)
        try write(.weight(type, key))
        guard statistics.relationshipCount(type: type) > 0 else { return }
        for rawNode in 0..<UInt32(meta.nextNode) {
            try rewriteWeights(of: NodeID(rawValue: rawNode), type)
        }
    }

    /// Gives the segments of a type their weights anew.
    private mutating func rewriteWeights(of node: NodeID, _ type: TypeID) throws(StoreError) {
        guard let old = try stored.neighbourhood(of: node),
            old.segments.contains(where: { $0.key.type == type })
        else { return }
        var new = NeighbourhoodDraft()
        for segment in old.segments.indices {
            let key = old.segments[segment].key
            let isWeighted = key.type == type || old.segments[segment].isWeighted
            if let chunks = old.segments[segment].chunks {
                if key.type == type { for chunk in chunks { try rewriteWeights(of: chunk) } }
                new.appendChunked(key, isWeighted: isWeighted, chunks)
            } else {
                new.beginSegment(key, isWeighted: isWeighted)
                let columns = old.columns.slice(old.range(of: segment))
                for index in 0..<columns.count {
                    let relationship = RelationshipID(rawValue: columns.relationships[index])
                    let weight =
                        key.type == type
                        ? weight(of: try existing(relationship))
                        : columns.weights.isEmpty
                            ? .elsewhere : Weight(bitPattern: columns.weights[index])
                    new.append(columns.neighbours[index], relationship, weight)
                }
            }
        }
        try write(new, of: node)
    }

    private mutating func rewriteWeights(of reference: ChunkReference) throws(StoreError) {
        let old = try stored.chunk(reference.id).columns
        var columns = NeighbourColumns()
        for index in 0..<old.count {
            let relationship = RelationshipID(rawValue: old.relationships[index])
            columns.append(
                old.neighbours[index], relationship, weight(of: try existing(relationship)))
        }
        _ = try write(NeighbourChunkDraft(isWeighted: true, columns), id: reference.id)
    }
}
