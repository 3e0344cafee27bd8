package import GraphModel

/// Which relationships of a node a search follows: those of some types, in one direction or both.
package struct SegmentSelection: Sendable {
    /// Ids of types; nil for all.
    private let types: [TypeID]?
    /// Nil for both.
    private let direction: Direction?

    package init(types: [TypeID]?, direction: Direction?) {
        self.types = types
        self.direction = direction
    }

    /// Whether each relationship of a node is followed.
    package var isEverything: Bool { types == nil && direction == nil }

    package var hasOneDirection: Bool { direction != nil }

    /// The same relationships, seen from their other ends.
    package var reversed: SegmentSelection {
        SegmentSelection(types: types, direction: direction?.reversed)
    }

    package func contains(_ key: SegmentKey) -> Bool {
        if let direction, key.direction != direction { return false }
        guard let types else { return true }
        return types.contains(key.type)
    }
}

extension Snapshot {
    /// Calls `body` with all runs of neighbours of a node in the selected segments, chunks included,
    /// until it returns false. In each run neighbours ascend.
    package borrowing func forEachRun(
        of node: NodeID, in selection: SegmentSelection,
        _ body: (Span<UInt32>) throws(StoreError) -> Bool
    ) throws(StoreError) {
        guard let record = try neighbourhood(of: node) else { return }
        for index in 0..<record.segmentCount {
            let segment = record.segment(index)
            guard selection.contains(segment.key) else { continue }
            guard segment.isChunked else {
                guard try body(record.run(of: segment).neighbours) else { return }
                continue
            }
            for chunk in 0..<segment.chunkCount {
                let part = try self.chunk(record.chunk(chunk, of: segment))
                guard try body(part.run.neighbours) else { return }
            }
        }
    }

    /// The first relationship between two nodes in the order of segments and ids, or nil.
    ///
    /// - Complexity: O(log of the neighbours of `node`) for each segment.
    package borrowing func firstRelationship(
        of node: NodeID, to neighbour: NodeID, in selection: SegmentSelection
    ) throws(StoreError) -> (id: RelationshipID, key: SegmentKey)? {
        guard let record = try neighbourhood(of: node) else { return nil }
        for index in 0..<record.segmentCount {
            let segment = record.segment(index)
            guard selection.contains(segment.key) else { continue }
            guard segment.isChunked else {
                if let id = record.run(of: segment).firstRelationship(to: neighbour) {
                    return (id, segment.key)
                }
                continue
            }
            for place in 0..<segment.chunkCount {
                let reference = record.chunk(place, of: segment)
                guard reference.firstNeighbour <= neighbour.rawValue else { break }
                // The next chunk begins before the neighbour: all of this one lies before it.
                if place + 1 < segment.chunkCount,
                    record.chunk(place + 1, of: segment).firstNeighbour < neighbour.rawValue
                {
                    continue
                }
                let part = try chunk(reference)
                if let id = part.run.firstRelationship(to: neighbour) { return (id, segment.key) }
            }
        }
        return nil
    }
}

extension NeighbourRun {
    /// The relationship with the lowest id among those to a neighbour, or nil.
    fileprivate func firstRelationship(to neighbour: NodeID) -> RelationshipID? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if neighbours[middle] < neighbour.rawValue { low = middle + 1 } else { high = middle }
        }
        return low < count && neighbours[low] == neighbour.rawValue ? relationship(low) : nil
    }
}
