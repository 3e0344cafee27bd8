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
        guard let head = pendingNeighbours.remove(node) else { return }
        try settle(node, head)
        // What the log holds is of nobody now.
        if pendingNeighbours.isEmpty { pendingNeighbours.removeAll() }
    }

    /// Puts the changes of all neighbourhoods into the trees, in the order of the trees.
    mutating func settleNeighbourhoods() throws(StoreError) {
        guard !pendingNeighbours.isEmpty else { return }
        for (node, head) in pendingNeighbours.heads { try settle(node, head) }
        pendingNeighbours.removeAll()
    }

    private mutating func settle(_ node: NodeID, _ head: Int32) throws(StoreError) {
        var changes: [PendingNeighbours.Change] = []
        swap(&changes, &changeScratch)
        pendingNeighbours.gather(from: head, into: &changes)
        if !changes.isEmpty, try !merge(changes, into: node) {
            var draft = NeighbourhoodDraft()
            swap(&draft, &draftScratch)
            try stored.read(node, into: &draft)
            try apply(changes, to: &draft, of: node)
            try write(draft, of: node)
            swap(&draft, &draftScratch)
        }
        swap(&changes, &changeScratch)
    }

    /// Puts new neighbours into a record as it lies.
    ///
    /// - Returns: false when that is left to a draft.
    private mutating func merge(
        _ changes: [PendingNeighbours.Change], into node: NodeID
    ) throws(StoreError) -> Bool {
        var merge = NeighbourhoodMerge()
        swap(&merge, &mergeScratch)
        let isMerged = try stored.merge(
            changes, into: node, countMax: store.runCountMax, &merge
        ) { catalog.weightKeys[$0] != nil }
        if isMerged {
            assert(
                draftedBytes(changes, of: node) == merge.bytes,
                "a merged record is the one that its draft makes")
            try transaction.set(
                UInt64(node.rawValue), merge.bytes.rawSpan, in: trees.neighbourhoods)
        }
        swap(&merge, &mergeScratch)
        return isMerged
    }

    /// The record that a draft makes of new neighbours in short segments.
    private func draftedBytes(
        _ insertions: [PendingNeighbours.Change], of node: NodeID
    ) -> [UInt8]? {
        guard var draft = try? stored.neighbourhood(of: node) else { return nil }
        for insertion in insertions {
            let segment = draft.segmentIndex(
                insertion.key, isWeighted: catalog.weightKeys[insertion.key.type] != nil)
            draft.insert(
                insertion.neighbour, insertion.relationship, insertion.weight, in: segment)
        }
        var bytes: [UInt8] = []
        draft.encode(into: &bytes)
        return bytes
    }

    private mutating func apply(
        _ changes: [PendingNeighbours.Change], to draft: inout NeighbourhoodDraft, of node: NodeID
    ) throws(StoreError) {
        for change in changes {
            switch change.kind {
            case .insert: try insert(change, into: &draft)
            case .remove: try remove(change, from: &draft, of: node)
            case .setWeight: try setWeight(change, in: &draft, of: node)
            }
        }
        try closeChunk()
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
