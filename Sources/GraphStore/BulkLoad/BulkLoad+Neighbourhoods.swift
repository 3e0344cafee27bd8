import GraphModel
import LMDB

extension BulkLoad {
    /// Writes the neighbourhoods of all nodes that new relationships join.
    mutating func writeNeighbourhoods(_ new: [UInt32], _ first: UInt64) throws(StoreError) {
        let bound = Int(transaction.meta.nextNode)
        let outgoing = IncidentRows(new, at: pending.starts, nodeBound: bound)
        let incoming = IncidentRows(new, at: pending.ends, nodeBound: bound)
        let isFresh = try transaction.graph.hasNoNeighbourhoods()
        let weights = pending.kinds.map { transaction.catalog.weightKeys[$0.type] }
        var draft = NeighbourhoodDraft()
        for node in 0..<bound {
            let out = outgoing.rows(of: node)
            let into = incoming.rows(of: node)
            guard !out.isEmpty || !into.isEmpty else { continue }
            draft.removeAll()
            try gather(out, into, new, first, weights, into: &draft)
            let id = NodeID(rawValue: UInt32(node))
            if !isFresh, let old = try transaction.graph.neighbourhood(of: id) {
                try transaction.write(try transaction.merge(old, draft), of: id)
            } else {
                try transaction.chunkLongSegments(&draft)
                try write(draft, of: id, isFresh: isFresh)
            }
        }
    }

    private mutating func write(
        _ draft: NeighbourhoodDraft, of node: NodeID, isFresh: Bool
    ) throws(StoreError) {
        guard isFresh else { return try transaction.write(draft, of: node) }
        draft.encode(into: &scratch)
        try transaction.append(
            UInt64(node.rawValue), scratch, in: transaction.trees.neighbourhoods)
    }

    /// Puts the new relationships of one node into a draft: for each type those that leave, then
    /// those that enter.
    private func gather(
        _ out: ArraySlice<UInt32>, _ into: ArraySlice<UInt32>, _ new: [UInt32], _ first: UInt64,
        _ weights: [KeyID?], into draft: inout NeighbourhoodDraft
    ) throws(StoreError) {
        var out = out
        var into = into
        while true {
            let outType = out.first.map { type(new[Int($0)]) }
            let intoType = into.first.map { type(new[Int($0)]) }
            guard let type = [outType, intoType].compactMap(\.self).min() else { return }
            if outType == type {
                try gather(&out, SegmentKey(type, .outgoing), pending.ends, new, first, weights, into: &draft)
            }
            if intoType == type {
                try gather(&into, SegmentKey(type, .incoming), pending.starts, new, first, weights, into: &draft)
            }
        }
    }

    private func type(_ row: UInt32) -> TypeID { pending.kind(Int(row)).type }

    /// Moves the rows of one segment from the front of `rows` into a draft.
    private func gather(
        _ rows: inout ArraySlice<UInt32>, _ key: SegmentKey, _ neighbours: [UInt32],
        _ new: [UInt32], _ first: UInt64, _ weights: [KeyID?],
        into draft: inout NeighbourhoodDraft
    ) throws(StoreError) {
        draft.beginSegment(key, isWeighted: transaction.catalog.weightKeys[key.type] != nil)
        while let index = rows.first, type(new[Int(index)]) == key.type {
            rows.removeFirst()
            let row = Int(new[Int(index)])
            draft.append(
                neighbours[row], RelationshipID(rawValue: first + UInt64(index)),
                try weight(row, weights))
        }
        draft.sortLastSegment()
    }

    private func weight(_ row: Int, _ weights: [KeyID?]) throws(StoreError) -> Weight {
        guard let key = weights[pending.kindNumber(row)], pending.properties[row] > 0 else {
            return .elsewhere
        }
        var reader = RecordReader(pending.propertyBytes(row))
        do { return Weight(try PropertyRecord.value(of: key, &reader)) } catch {
            throw error.corruption(of: "a row of the load")
        }
    }
}

/// For each node the new relationships that it stands at one end of.
private struct IncidentRows {
    /// Where the rows of each node begin in `rows`, and, last, where they end.
    private var offsets: [UInt32]
    /// Indexes into the new relationships, ascending for each node.
    private var rows: [UInt32]

    /// - Complexity: O(new relationships + nodes).
    init(_ new: [UInt32], at nodes: [UInt32], nodeBound: Int) {
        offsets = Array(repeating: 0, count: nodeBound + 2)
        for row in new { offsets[Int(nodes[Int(row)]) + 2] += 1 }
        for node in 2..<(nodeBound + 2) { offsets[node] += offsets[node - 1] }
        rows = Array(repeating: 0, count: new.count)
        for (index, row) in new.enumerated() {
            let node = Int(nodes[Int(row)])
            rows[Int(offsets[node + 1])] = UInt32(index)
            offsets[node + 1] += 1
        }
    }

    func rows(of node: Int) -> ArraySlice<UInt32> {
        rows[Int(offsets[node])..<Int(offsets[node + 1])]
    }
}

// MARK: Merging

extension StoreTransaction {
    /// Moves segments that are too long for a record into chunks.
    mutating func chunkLongSegments(_ draft: inout NeighbourhoodDraft) throws(StoreError) {
        for segment in draft.segments.indices
        where draft.segments[segment].inlineCount > NeighbourChunkDraft.countMax {
            let isWeighted = draft.segments[segment].isWeighted
            let columns = draft.extractColumns(of: segment)
            draft.setChunks(
                try chunks(NeighbourChunkDraft(isWeighted: isWeighted, columns)), of: segment)
        }
    }

    private mutating func chunks(
        _ whole: NeighbourChunkDraft
    ) throws(StoreError) -> [ChunkReference] {
        var chunks: [ChunkReference] = []
        for part in whole.split() { chunks.append(try add(part)) }
        return chunks
    }

    /// The neighbours of two drafts of the same node. Chunks of `old` are used up.
    mutating func merge(
        _ old: NeighbourhoodDraft, _ new: NeighbourhoodDraft
    ) throws(StoreError) -> NeighbourhoodDraft {
        var merged = NeighbourhoodDraft()
        var oldIndex = 0
        var newIndex = 0
        while oldIndex < old.segments.count || newIndex < new.segments.count {
            let oldKey = oldIndex < old.segments.count ? old.segments[oldIndex].key : nil
            let newKey = newIndex < new.segments.count ? new.segments[newIndex].key : nil
            if let oldKey, newKey.map({ oldKey < $0 }) ?? true {
                merged.append(oldIndex, of: old)
                oldIndex += 1
            } else if let newKey, oldKey.map({ newKey < $0 }) ?? true {
                merged.append(newIndex, of: new)
                newIndex += 1
            } else {
                let isWeighted = new.segments[newIndex].isWeighted
                merged.beginSegment(new.segments[newIndex].key, isWeighted: isWeighted)
                let columns = try takeColumns(oldIndex, of: old).merged(
                    with: new.columns.slice(new.range(of: newIndex)))
                merged.inlineColumns(columns, of: merged.segments.count - 1)
                oldIndex += 1
                newIndex += 1
            }
        }
        try chunkLongSegments(&merged)
        return merged
    }

    /// All neighbours of a segment, out of its chunks if it has any.
    private mutating func takeColumns(
        _ segment: Int, of draft: NeighbourhoodDraft
    ) throws(StoreError) -> NeighbourColumns {
        guard let chunks = draft.segments[segment].chunks else {
            return draft.columns.slice(draft.range(of: segment))
        }
        var whole = NeighbourChunkDraft(
            isWeighted: draft.segments[segment].isWeighted, NeighbourColumns())
        for chunk in chunks {
            whole.append(try graph.chunk(chunk.id))
            try transaction.remove(chunk.id, in: trees.chunks)
        }
        return whole.columns
    }
}

extension GraphView {
    /// Whether no node has relationships.
    func hasNoNeighbourhoods() throws(StoreError) -> Bool { try view.count(trees.neighbourhoods) == 0 }
}
