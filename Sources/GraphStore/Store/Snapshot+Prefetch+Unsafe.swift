package import GraphModel
import LMDB

// Who follows the relationships of one node after the other waits for memory at each: for the head of
// its record, and then for the columns of which the head tells where they are.

extension Snapshot {
    /// Asks for the head of the neighbourhood of a node that is read in a while.
    package func prefetchNeighbourhood(of node: NodeID) {
        let index = Int(node.rawValue)
        guard index < nodeBound, let place = RecordPlace(word: directories.neighbourhoods[index])
        else { return }
        MemoryLine.prefetch(at: place.address)
        MemoryLine.prefetch(at: place.address &+ MemoryLine.byteCount)
    }

    /// Asks for the neighbours of a node in a segment, which are read soon: its head was asked for.
    package func prefetchNeighbours(of node: NodeID, in key: SegmentKey) {
        let index = Int(node.rawValue)
        guard index < nodeBound, let place = RecordPlace(word: directories.neighbourhoods[index]),
            place != .absent
        else { return }
        // The directory is of this map and this commit. Whoever reads a damaged record is told so.
        let bytes = unsafe view.bytes(at: place.address, byteCount: place.byteCount)
        guard let record = try? NeighbourhoodRecord(checked: bytes),
            let segment = record.segment(key), !segment.isChunked
        else { return }
        record.prefetch(segment)
    }
}

extension NeighbourhoodRecord {
    /// So much of a column is asked for. How a longer one goes on the processor itself foresees.
    private static var prefetchedByteCountMax: Int { 256 }

    fileprivate func prefetch(_ segment: Segment) {
        prefetch(neighbourBytes(of: segment))
        prefetch(relationshipBytes(of: segment))
        if segment.isWeighted { prefetch(weightBytes(of: segment)) }
    }

    private func prefetch(_ column: RawSpan) {
        let byteCount = UInt(min(column.byteCount, Self.prefetchedByteCountMax))
        guard byteCount > 0 else { return }
        var offset: UInt = 0
        while offset < byteCount {
            MemoryLine.prefetch(at: column.address &+ offset)
            offset &+= MemoryLine.byteCount
        }
        // What does not begin with a line ends in one more.
        MemoryLine.prefetch(at: column.address &+ byteCount &- 1)
    }
}
