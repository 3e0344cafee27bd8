import GraphModel
import LMDB

extension StoreTransaction {
    /// Writes a new chunk.
    mutating func add(_ chunk: NeighbourChunkDraft) throws(StoreError) -> ChunkReference {
        let id = meta.nextChunk
        meta.nextChunk += 1
        return try write(chunk, id: id)
    }

    mutating func write(
        _ chunk: NeighbourChunkDraft, id: UInt64
    ) throws(StoreError) -> ChunkReference {
        try write(id, in: trees.chunks) { chunk.encode(into: &$0) }
        return chunk.reference(id: id)
    }

    /// Writes a changed chunk over itself, and the parts that it fell into behind it.
    mutating func replaceChunk(
        _ index: Int, of chunks: inout [ChunkReference], with parts: [NeighbourChunkDraft]
    ) throws(StoreError) {
        chunks[index] = try write(parts[0], id: chunks[index].id)
        for (offset, part) in parts.dropFirst().enumerated() {
            chunks.insert(try add(part), at: index + 1 + offset)
        }
    }

    /// Changes the chunk that holds a neighbour, and drops it if it is empty then.
    ///
    /// - Returns: its index, or nil when no chunk has what was to be changed.
    mutating func changeChunk(
        of chunks: inout [ChunkReference], _ neighbour: UInt32,
        _ change: (inout NeighbourChunkDraft) -> Bool
    ) throws(StoreError) -> Int? {
        // Parallel relationships can spread over chunks that all begin with the neighbour.
        var index = chunks.lastIndex(notAbove: neighbour)
        while true {
            var chunk = try takeChunk(chunks[index].id)
            if change(&chunk) {
                if chunk.count > 0 {
                    chunks[index] = try keep(chunk, id: chunks[index].id)
                } else {
                    try transaction.remove(chunks[index].id, in: trees.chunks)
                    chunks[index] = ChunkReference(
                        id: chunks[index].id, firstNeighbour: chunks[index].firstNeighbour, count: 0
                    )
                }
                return index
            }
            _ = try keep(chunk, id: chunks[index].id)
            guard index > 0, chunks[index].firstNeighbour == neighbour else { return nil }
            index -= 1
        }
    }

    /// Drops a chunk that is empty, or joins one that is small with a neighbour of its own.
    mutating func mergeChunk(
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
        let right = try takeChunk(chunks[left + 1].id)
        var joined = try takeChunk(chunks[left].id, isWeighted: right.isWeighted)
        joined.append(right)
        chunks[left] = try keep(joined, id: chunks[left].id)
        try transaction.remove(chunks[left + 1].id, in: trees.chunks)
        chunks.remove(at: left + 1)
    }
}

// MARK: The open chunk

/// A chunk that was changed and is not yet written, because the next change is likely to be of it.
struct OpenChunk {
    let id: UInt64
    var draft: NeighbourChunkDraft
}

extension StoreTransaction {
    /// A chunk, to be changed: who takes it keeps it or removes it from the trees.
    ///
    /// - Parameter isWeighted: whether its segment is; nil when that does not matter.
    mutating func takeChunk(
        _ id: UInt64, isWeighted: Bool? = nil
    ) throws(StoreError) -> NeighbourChunkDraft {
        guard openChunk?.id == id, let open = openChunk.take() else {
            return try stored.chunk(id, isWeighted: isWeighted)
        }
        guard open.draft.isWeighted == isWeighted ?? open.draft.isWeighted else {
            throw .corruption(Corruption("chunk \(id)", "it is not weighted as its segment"))
        }
        return open.draft
    }

    /// Keeps a chunk for the next change; the one that was kept before is written.
    mutating func keep(
        _ chunk: NeighbourChunkDraft, id: UInt64
    ) throws(StoreError) -> ChunkReference {
        try closeChunk()
        openChunk = OpenChunk(id: id, draft: chunk)
        return chunk.reference(id: id)
    }

    /// Writes the chunk that was kept.
    mutating func closeChunk() throws(StoreError) {
        guard let open = openChunk.take() else { return }
        _ = try write(open.draft, id: open.id)
    }
}

extension [ChunkReference] {
    /// The last chunk that does not begin above a neighbour; the first when all do.
    func lastIndex(notAbove neighbour: UInt32) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].firstNeighbour <= neighbour { low = middle + 1 } else { high = middle }
        }
        return Swift.max(low - 1, 0)
    }
}
