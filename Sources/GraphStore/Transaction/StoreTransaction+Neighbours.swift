package import GraphModel
import LMDB

extension StoreTransaction {
    /// Notes a change of a neighbourhood, for when it is read or the transaction is committed.
    mutating func change(
        _ kind: PendingNeighbours.Kind, of node: NodeID, _ key: SegmentKey, _ neighbour: NodeID,
        _ relationship: RelationshipID, _ weight: Weight
    ) throws(StoreError) {
        if pendingNeighbours.isFull { try settleNeighbourhoods() }
        pendingNeighbours.add(kind, of: node, key, neighbour, relationship, weight)
    }

    /// Puts the changes of a node's neighbourhood into the trees, so that ``stored`` has them.
    ///
    /// - Throws: ``StoreError/corruption(_:)`` when a neighbour that was to be changed is not there,
    ///   ``StoreError/storage(_:)``.
    /// - Complexity: O(1) when there are none.
    package mutating func settle(_ node: NodeID) throws(StoreError) {
        guard !pendingNeighbours.isEmpty else { return }
        var changes: [PendingNeighbours.Change] = []
        swap(&changes, &changeScratch)
        pendingNeighbours.take(node, into: &changes)
        if !changes.isEmpty { try apply(changes, 0..<changes.count, of: node) }
        swap(&changes, &changeScratch)
    }

    /// Puts the changes of all neighbourhoods into the trees, in the order of the trees.
    mutating func settleNeighbourhoods() throws(StoreError) {
        guard !pendingNeighbours.isEmpty else { return }
        let ordered = pendingNeighbours.takeAll()
        var index = 0
        while index < ordered.nodes.count {
            index = try merge(ordered, from: index)
            guard index < ordered.nodes.count else { break }
            try apply(ordered.changes, ordered.range(of: index), of: ordered.nodes[index].id)
            index += 1
        }
    }

    /// Puts new neighbours into records as they lie, node after node.
    ///
    /// - Returns: the index of the first node whose changes are left to a draft, or how many there
    ///   are.
    private mutating func merge(
        _ ordered: OrderedChanges, from start: Int
    ) throws(StoreError) -> Int {
        var merge = NeighbourhoodMerge()
        swap(&merge, &mergeScratch)
        let weightKeys = catalog.weightKeys
        let end = try transaction.merge(
            ordered, from: start, in: trees.neighbourhoods, countMax: store.runCountMax, &merge
        ) { weightKeys[$0] != nil }
        swap(&merge, &mergeScratch)
        return end
    }

    /// Puts changes into the record of a node by taking it apart and making it anew.
    private mutating func apply(
        _ changes: [PendingNeighbours.Change], _ range: Range<Int>, of node: NodeID
    ) throws(StoreError) {
        var draft = NeighbourhoodDraft()
        swap(&draft, &draftScratch)
        try stored.read(node, into: &draft)
        for index in range {
            let change = changes[index]
            switch change.kind {
            case .insert: try insert(change, into: &draft)
            case .remove: try remove(change, from: &draft, of: node)
            case .setWeight: try setWeight(change, in: &draft, of: node)
            }
        }
        try closeChunk()
        try write(draft, of: node)
        swap(&draft, &draftScratch)
    }

    /// Puts a neighbour into a segment, which is made if it is missing.
    private mutating func insert(
        _ change: PendingNeighbours.Change, into draft: inout NeighbourhoodDraft
    ) throws(StoreError) {
        let segment = draft.segmentIndex(
            change.key, isWeighted: catalog.weightKeys[change.key.type] != nil)
        let isWeighted = draft.segments[segment].isWeighted
        if var chunks = draft.segments[segment].chunks {
            let index = chunks.lastIndex(notAbove: change.neighbour)
            var chunk = try takeChunk(chunks[index].id, isWeighted: isWeighted)
            chunk.insert(change.neighbour, change.relationship, change.weight)
            if chunk.count > store.runCountMax {
                try replaceChunk(
                    index, of: &chunks, with: chunk.split(countMax: store.runCountMax))
            } else {
                chunks[index] = try keep(chunk, id: chunks[index].id)
            }
            draft.setChunks(chunks, of: segment)
        } else {
            draft.insert(change.neighbour, change.relationship, change.weight, in: segment)
            guard draft.segments[segment].inlineCount > store.runCountMax else { return }
            let columns = draft.extractColumns(of: segment)
            let parts = NeighbourChunkDraft(isWeighted: isWeighted, columns)
                .split(countMax: store.runCountMax)
            draft.setChunks(
                try parts.map { part throws(StoreError) in try add(part) }, of: segment)
        }
    }

    /// Takes a neighbour out of a segment.
    ///
    /// - Throws: ``StoreError/corruption(_:)`` when it is not there.
    private mutating func remove(
        _ change: PendingNeighbours.Change, from draft: inout NeighbourhoodDraft, of node: NodeID
    ) throws(StoreError) {
        guard let segment = draft.segmentIndex(change.key) else { throw missing(change, of: node) }
        guard var chunks = draft.segments[segment].chunks else {
            guard draft.remove(change.neighbour, change.relationship, in: segment) else {
                throw missing(change, of: node)
            }
            return
        }
        let index = try changeChunk(of: &chunks, change.neighbour) {
            $0.remove(change.neighbour, change.relationship)
        }
        guard let index else { throw missing(change, of: node) }
        try mergeChunk(index, of: &chunks)
        let isWeighted = draft.segments[segment].isWeighted
        draft.setChunks(chunks, of: segment)
        if chunks.count == 1, chunks[0].count <= store.runCountMax / 2 {
            let last = try takeChunk(chunks[0].id, isWeighted: isWeighted)
            draft.inlineColumns(last.columns, of: segment)
            try transaction.remove(chunks[0].id, in: trees.chunks)
        }
    }

    /// Replaces the weight that stands beside a neighbour.
    ///
    /// - Throws: ``StoreError/corruption(_:)`` when it is not there.
    private mutating func setWeight(
        _ change: PendingNeighbours.Change, in draft: inout NeighbourhoodDraft, of node: NodeID
    ) throws(StoreError) {
        guard let segment = draft.segmentIndex(change.key) else { throw missing(change, of: node) }
        let isThere: Bool
        if var chunks = draft.segments[segment].chunks {
            let index = try changeChunk(of: &chunks, change.neighbour) {
                $0.setWeight(change.neighbour, change.relationship, change.weight)
            }
            isThere = index != nil
        } else {
            isThere = draft.setWeight(
                change.neighbour, change.relationship, change.weight, in: segment)
        }
        if !isThere { throw missing(change, of: node) }
    }

    private func missing(_ change: PendingNeighbours.Change, of node: NodeID) -> StoreError {
        .corruption(
            Corruption("neighbourhood of \(node.place)", "it lacks \(change.relationship.place)"))
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
