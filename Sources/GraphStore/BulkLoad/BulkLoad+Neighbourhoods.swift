import GraphModel
import LMDB

extension BulkLoad {
    /// Writes the neighbourhoods of all nodes that new relationships join.
    mutating func writeNeighbourhoods(_ new: NewRelationships) throws(StoreError) {
        let isFresh = try transaction.stored.hasNoNeighbourhoods()
        let gathering = NeighbourhoodGathering(
            new, weights: weights(of: new), weightKeys: transaction.catalog.weightKeys,
            nodeBound: Int(transaction.meta.nextNode))
        var draft = NeighbourhoodDraft()
        for node in 0..<Int(transaction.meta.nextNode) {
            draft.removeAll()
            gathering.gather(node, into: &draft)
            guard !draft.isEmpty else { continue }
            let id = NodeID(rawValue: UInt32(node))
            if !isFresh, let old = try transaction.stored.neighbourhood(of: id) {
                try transaction.write(try transaction.merge(old, draft), of: id)
            } else {
                try transaction.chunkLongSegments(&draft)
                try write(draft, of: id, isFresh: isFresh)
            }
        }
    }

    /// The weights of the relationships whose type has them declared; empty when none has.
    private func weights(of new: NewRelationships) -> [UInt64] {
        let keys = transaction.catalog.weightKeys
        guard new.groups.contains(where: { keys[$0.type] != nil }) else { return [] }
        var weights = Array(repeating: Weight.elsewhere.bitPattern, count: new.count)
        for group in new.groups {
            guard let key = keys[group.type] else { continue }
            for index in group.indices where new.properties[index] != PropertyHeap.none {
                var reader = RecordReader(new.heap.record(new.properties[index]))
                do {
                    weights[index] =
                        Weight(try PropertyRecord.value(of: key, &reader)).bitPattern
                } catch {
                    preconditionFailure("the heap holds what was put into it: \(error.reason)")
                }
            }
        }
        return weights
    }

    private mutating func write(
        _ draft: NeighbourhoodDraft, of node: NodeID, isFresh: Bool
    ) throws(StoreError) {
        guard isFresh else { return try transaction.write(draft, of: node) }
        draft.encode(into: &scratch)
        try transaction.append(
            UInt64(node.rawValue), scratch, in: transaction.trees.neighbourhoods)
    }
}

/// Puts new relationships together node by node.
private struct NeighbourhoodGathering {
    private let new: NewRelationships
    /// One for each new relationship, or none at all.
    private let weights: [UInt64]
    private let runs: [(type: TypeID, end: Int)]
    private let isWeighted: [Bool]
    private let outgoing: IncidentRelationships
    private let incoming: IncidentRelationships

    init(
        _ new: NewRelationships, weights: [UInt64], weightKeys: [TypeID: KeyID], nodeBound: Int
    ) {
        self.new = new
        self.weights = weights
        let runs = new.typeRuns
        self.runs = runs
        isWeighted = runs.map { weightKeys[$0.type] != nil }
        outgoing = IncidentRelationships(new.starts, nodeBound: nodeBound)
        incoming = IncidentRelationships(new.ends, nodeBound: nodeBound)
    }

    /// Puts the new relationships of one node into an empty draft: for each type those that leave,
    /// then those that enter.
    func gather(_ node: Int, into draft: inout NeighbourhoodDraft) {
        var out = outgoing.range(of: node)
        var into = incoming.range(of: node)
        var run = 0
        while !out.isEmpty || !into.isEmpty {
            let firstOut = out.isEmpty ? Int.max : Int(outgoing.indices[out.lowerBound])
            let firstInto = into.isEmpty ? Int.max : Int(incoming.indices[into.lowerBound])
            while runs[run].end <= min(firstOut, firstInto) { run += 1 }
            if firstOut < runs[run].end {
                gather(&out, of: outgoing, run, .outgoing, new.ends, into: &draft)
            }
            if firstInto < runs[run].end {
                gather(&into, of: incoming, run, .incoming, new.starts, into: &draft)
            }
        }
    }

    /// Moves the relationships of one type from the front of `range` into a new segment.
    private func gather(
        _ range: inout Range<Int>, of incident: IncidentRelationships, _ run: Int,
        _ direction: Direction, _ neighbours: [UInt32], into draft: inout NeighbourhoodDraft
    ) {
        let end = runs[run].end
        let isWeighted = isWeighted[run]
        var position = range.lowerBound
        draft.appendSegment(SegmentKey(runs[run].type, direction), isWeighted: isWeighted) {
            columns in
            while position < range.upperBound {
                let index = Int(incident.indices[position])
                guard index < end else { break }
                columns.append(
                    neighbours[index], new.id(index),
                    isWeighted ? Weight(bitPattern: weights[index]) : nil)
                position += 1
            }
        }
        range = position..<range.upperBound
        draft.sortLastSegment()
    }
}

/// For each node the new relationships that it stands at one end of.
private struct IncidentRelationships {
    /// Where the relationships of each node begin in `indices`, and, last, where they end.
    private var offsets: [UInt32]
    /// Indexes of relationships, ascending for each node.
    private(set) var indices: [UInt32]

    /// - Complexity: O(new relationships + nodes).
    init(_ nodes: [UInt32], nodeBound: Int) {
        offsets = Array(repeating: 0, count: nodeBound + 2)
        for node in nodes { offsets[Int(node) + 2] += 1 }
        for node in 2..<(nodeBound + 2) { offsets[node] += offsets[node - 1] }
        indices = Array(repeating: 0, count: nodes.count)
        for (index, node) in nodes.enumerated() {
            indices[Int(offsets[Int(node) + 1])] = UInt32(index)
            offsets[Int(node) + 1] += 1
        }
    }

    func range(of node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }
}

// MARK: Merging

extension StoreTransaction {
    /// Moves segments that are too long for a record into chunks.
    mutating func chunkLongSegments(_ draft: inout NeighbourhoodDraft) throws(StoreError) {
        for segment in draft.segments.indices
        where draft.segments[segment].inlineCount > store.runCountMax {
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
        for part in whole.split(countMax: store.runCountMax) { chunks.append(try add(part)) }
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
            whole.append(try stored.chunk(chunk.id, isWeighted: whole.isWeighted))
            try transaction.remove(chunk.id, in: trees.chunks)
        }
        return whole.columns
    }
}

extension GraphView {
    /// Whether no node has relationships.
    func hasNoNeighbourhoods() throws(StoreError) -> Bool {
        try view.count(trees.neighbourhoods) == 0
    }
}
