package import GraphModel
import LMDB

extension StoreTransaction {
    /// Puts a neighbour into a segment of a node, which is made if it is missing.
    mutating func insertNeighbour(
        of node: NodeID, _ key: SegmentKey, _ neighbour: NodeID, _ relationship: RelationshipID,
        _ weight: Weight
    ) throws(StoreError) {
        var draft = try graph.neighbourhood(of: node) ?? NeighbourhoodDraft()
        let segment = draft.segmentIndex(
            key, isWeighted: catalog.weightKeys[key.type] != nil)
        let isWeighted = draft.segments[segment].isWeighted
        if var chunks = draft.segments[segment].chunks {
            let index = chunks.lastIndex(notAbove: neighbour.rawValue)
            var chunk = try graph.chunk(chunks[index].id, isWeighted: isWeighted)
            chunk.insert(neighbour.rawValue, relationship, weight)
            try replaceChunk(index, of: &chunks, with: chunk.split(countMax: store.runCountMax))
            draft.setChunks(chunks, of: segment)
        } else {
            draft.insert(neighbour.rawValue, relationship, weight, in: segment)
            if draft.segments[segment].inlineCount > store.runCountMax {
                let columns = draft.extractColumns(of: segment)
                let parts = NeighbourChunkDraft(isWeighted: isWeighted, columns)
                    .split(countMax: store.runCountMax)
                draft.setChunks(
                    try parts.map { part throws(StoreError) in try add(part) }, of: segment)
            }
        }
        try write(draft, of: node)
    }

    /// Takes a neighbour out of a segment of a node.
    ///
    /// - Throws: ``StoreError/corruption(_:)`` when it is not there.
    mutating func removeNeighbour(
        of node: NodeID, _ key: SegmentKey, _ neighbour: NodeID, _ relationship: RelationshipID
    ) throws(StoreError) {
        var draft = try graph.neighbourhood(of: node) ?? NeighbourhoodDraft()
        guard let segment = draft.segmentIndex(key) else { throw missing(relationship, of: node) }
        if var chunks = draft.segments[segment].chunks {
            let index = try changeChunk(of: &chunks, neighbour) { $0.remove($1, relationship) }
            guard let index else { throw missing(relationship, of: node) }
            try mergeChunk(index, of: &chunks)
            let isWeighted = draft.segments[segment].isWeighted
            draft.setChunks(chunks, of: segment)
            if chunks.count == 1, chunks[0].count <= store.runCountMax / 2 {
                let last = try graph.chunk(chunks[0].id, isWeighted: isWeighted)
                draft.inlineColumns(last.columns, of: segment)
                try transaction.remove(chunks[0].id, in: trees.chunks)
            }
        } else {
            guard draft.remove(neighbour.rawValue, relationship, in: segment) else {
                throw missing(relationship, of: node)
            }
        }
        try write(draft, of: node)
    }

    /// Replaces the weight that stands beside a neighbour.
    ///
    /// - Throws: ``StoreError/corruption(_:)`` when it is not there.
    mutating func setWeight(
        of node: NodeID, _ key: SegmentKey, _ neighbour: NodeID, _ relationship: RelationshipID,
        _ weight: Weight
    ) throws(StoreError) {
        var draft = try graph.neighbourhood(of: node) ?? NeighbourhoodDraft()
        guard let segment = draft.segmentIndex(key) else { throw missing(relationship, of: node) }
        if var chunks = draft.segments[segment].chunks {
            let index = try changeChunk(of: &chunks, neighbour) {
                $0.setWeight($1, relationship, weight)
            }
            guard index != nil else { throw missing(relationship, of: node) }
        } else {
            guard draft.setWeight(neighbour.rawValue, relationship, weight, in: segment) else {
                throw missing(relationship, of: node)
            }
            try write(draft, of: node)
        }
    }

    private func missing(_ relationship: RelationshipID, of node: NodeID) -> StoreError {
        .corruption(
            Corruption("neighbourhood of \(node.place)", "it lacks \(relationship.place)"))
    }

    mutating func write(_ draft: NeighbourhoodDraft, of node: NodeID) throws(StoreError) {
        let key = UInt64(node.rawValue)
        if draft.isEmpty {
            try transaction.remove(key, in: trees.neighbourhoods)
        } else {
            try write(key, in: trees.neighbourhoods) { draft.encode(into: &$0) }
        }
    }
}

// MARK: Chunks

extension StoreTransaction {
    /// Writes a new chunk.
    mutating func add(_ chunk: NeighbourChunkDraft) throws(StoreError) -> ChunkReference {
        let id = meta.nextChunk
        meta.nextChunk += 1
        return try write(chunk, id: id)
    }

    private mutating func write(
        _ chunk: NeighbourChunkDraft, id: UInt64
    ) throws(StoreError) -> ChunkReference {
        try write(id, in: trees.chunks) { chunk.encode(into: &$0) }
        return chunk.reference(id: id)
    }

    /// Writes a changed chunk over itself, and the parts that it fell into behind it.
    private mutating func replaceChunk(
        _ index: Int, of chunks: inout [ChunkReference], with parts: [NeighbourChunkDraft]
    ) throws(StoreError) {
        chunks[index] = try write(parts[0], id: chunks[index].id)
        for (offset, part) in parts.dropFirst().enumerated() {
            chunks.insert(try add(part), at: index + 1 + offset)
        }
    }

    /// Changes the chunk that holds a neighbour, and writes it unless it is empty now.
    ///
    /// - Returns: its index, or nil when no chunk has what was to be changed.
    private mutating func changeChunk(
        of chunks: inout [ChunkReference], _ neighbour: NodeID,
        _ change: (inout NeighbourChunkDraft, UInt32) -> Bool
    ) throws(StoreError) -> Int? {
        // Parallel relationships can spread over chunks that all begin with the neighbour.
        var index = chunks.lastIndex(notAbove: neighbour.rawValue)
        while true {
            var chunk = try graph.chunk(chunks[index].id)
            if change(&chunk, neighbour.rawValue) {
                if chunk.count > 0 {
                    chunks[index] = try write(chunk, id: chunks[index].id)
                } else {
                    try transaction.remove(chunks[index].id, in: trees.chunks)
                    chunks[index] = ChunkReference(
                        id: chunks[index].id, firstNeighbour: chunks[index].firstNeighbour, count: 0
                    )
                }
                return index
            }
            guard index > 0, chunks[index].firstNeighbour == neighbour.rawValue else { return nil }
            index -= 1
        }
    }

    /// Drops a chunk that is empty, or joins one that is small with a neighbour of its own.
    private mutating func mergeChunk(
        _ index: Int, of chunks: inout [ChunkReference]
    ) throws(StoreError) {
        guard chunks[index].count > 0 else {
            chunks.remove(at: index)
            return
        }
        guard chunks.count > 1, chunks[index].count < store.runCountMax / 4 else {
            return
        }
        let left = index > 0 ? index - 1 : index
        guard chunks[left].count + chunks[left + 1].count <= store.runCountMax else {
            return
        }
        let right = try graph.chunk(chunks[left + 1].id)
        var joined = try graph.chunk(chunks[left].id, isWeighted: right.isWeighted)
        joined.append(right)
        chunks[left] = try write(joined, id: chunks[left].id)
        try transaction.remove(chunks[left + 1].id, in: trees.chunks)
        chunks.remove(at: left + 1)
    }
}

extension [ChunkReference] {
    /// The last chunk that does not begin above a neighbour; the first when all do.
    fileprivate func lastIndex(notAbove neighbour: UInt32) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].firstNeighbour <= neighbour { low = middle + 1 } else { high = middle }
        }
        return Swift.max(low - 1, 0)
    }
}

// MARK: Weights

extension StoreTransaction {
    /// Declares that the values of `key` are the weights of relationships of `type`: from now on
    /// they stand beside the neighbours, where searches and draws find them at once.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    /// - Complexity: O(relationships of all types) when there are relationships of the type.
    package mutating func declareWeight(of type: TypeID, _ key: KeyID) throws(StoreError) {
        guard catalog.weightKeys[type] != key else { return }
        catalog.declareWeight(of: type, key)
        try write(.weight(type, key))
        guard statistics.relationshipCount(type: type) > 0 else { return }
        for rawNode in 0..<UInt32(meta.nextNode) {
            try rewriteWeights(of: NodeID(rawValue: rawNode), type)
        }
    }

    /// Gives the segments of a type their weights anew.
    private mutating func rewriteWeights(of node: NodeID, _ type: TypeID) throws(StoreError) {
        guard let old = try graph.neighbourhood(of: node),
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
        let old = try graph.chunk(reference.id).columns
        var columns = NeighbourColumns()
        for index in 0..<old.count {
            let relationship = RelationshipID(rawValue: old.relationships[index])
            columns.append(
                old.neighbours[index], relationship, weight(of: try existing(relationship)))
        }
        _ = try write(NeighbourChunkDraft(isWeighted: true, columns), id: reference.id)
    }
}
