import GraphModel
import LMDB

extension WriteTransaction {
    /// Puts new neighbours into the records of nodes as they lie, until those of a node are left to
    /// a draft: see ``NeighbourhoodMerge/merge(_:_:into:countMax:isWeighted:)``.
    ///
    /// One cursor goes through the tree: most nodes of a batch share a page with the one before, or
    /// the pages above it.
    ///
    /// - Returns: the index of that node, or how many nodes there are.
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    mutating func merge(
        _ ordered: OrderedChanges, from start: Int, in tree: Tree<UInt64>, countMax: Int,
        _ merge: inout NeighbourhoodMerge, isWeighted: (TypeID) -> Bool
    ) throws(StoreError) -> Int {
        var cursor = try cursor(of: tree)
        for index in start..<ordered.nodes.count {
            let isMerged = try cursor.merge(
                ordered.changes, ordered.range(of: index), into: ordered.nodes[index].id,
                countMax: countMax, &merge, isWeighted: isWeighted)
            guard isMerged else { return index }
        }
        return ordered.nodes.count
    }
}

extension WriteCursor<UInt64> {
    /// - Returns: whether the changes were made.
    @_lifetime(self: copy self)
    fileprivate mutating func merge(
        _ changes: [PendingNeighbours.Change], _ range: Range<Int>, into node: NodeID,
        countMax: Int, _ merge: inout NeighbourhoodMerge, isWeighted: (TypeID) -> Bool
    ) throws(StoreError) -> Bool {
        let key = UInt64(node.rawValue)
        let isMerged = try mergeFound(
            changes, range, into: node, countMax: countMax, &merge, isWeighted: isWeighted)
        if let isMerged {
            if isMerged { try replaceFound(key, merge.bytes.rawSpan) }
            return isMerged
        }
        let empty = NeighbourhoodRecord.empty
        guard try merge.merge(changes, range, into: empty.rawSpan, of: node, countMax, isWeighted)
        else { return false }
        try set(key, merge.bytes.rawSpan)
        return true
    }

    /// Finds the record of a node, and puts the changes among its neighbours.
    ///
    /// - Returns: whether that was done; nil when the node has no record.
    @_lifetime(self: copy self)
    private mutating func mergeFound(
        _ changes: [PendingNeighbours.Change], _ range: Range<Int>, into node: NodeID,
        countMax: Int, _ merge: inout NeighbourhoodMerge, isWeighted: (TypeID) -> Bool
    ) throws(StoreError) -> Bool? {
        guard let entry = try find(UInt64(node.rawValue)) else { return nil }
        return try merge.merge(changes, range, into: entry.value, of: node, countMax, isWeighted)
    }
}

extension NeighbourhoodMerge {
    fileprivate mutating func merge(
        _ changes: [PendingNeighbours.Change], _ range: Range<Int>, into bytes: RawSpan,
        of node: NodeID, _ countMax: Int, _ isWeighted: (TypeID) -> Bool
    ) throws(StoreError) -> Bool {
        do throws(RecordDamage) {
            guard
                merge(
                    changes, range, into: try NeighbourhoodRecord(checked: bytes),
                    countMax: countMax, isWeighted: isWeighted)
            else { return false }
        } catch { throw error.corruption(of: "neighbourhood of \(node.place)") }
        assert(
            drafted(changes[range], into: bytes, isWeighted: isWeighted) == self.bytes,
            "a merged record is the one that its draft makes")
        return true
    }
}

/// The record that a draft makes of new neighbours in short segments.
private func drafted(
    _ insertions: ArraySlice<PendingNeighbours.Change>, into record: RawSpan,
    isWeighted: (TypeID) -> Bool
) -> [UInt8]? {
    guard var draft = try? NeighbourhoodDraft(NeighbourhoodRecord(record)) else { return nil }
    for insertion in insertions {
        let segment = draft.segmentIndex(
            insertion.key, isWeighted: isWeighted(insertion.key.type))
        draft.insert(insertion.neighbour, insertion.relationship, insertion.weight, in: segment)
    }
    var bytes: [UInt8] = []
    draft.encode(into: &bytes)
    return bytes
}
