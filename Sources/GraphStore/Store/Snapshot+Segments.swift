package import GraphModel
import LMDB

extension Snapshot {
    /// The directory of a segment, kept as long as the snapshot's own.
    package borrowing func segmentDirectory(_ key: SegmentKey) -> SegmentDirectory {
        directories.segments.directory(key)
    }

    /// Finds the neighbours of a node in a segment, and keeps their place.
    ///
    /// - Precondition: `node` is below ``nodeBound``, and the directory is of this snapshot.
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package borrowing func place(
        of node: NodeID, in directory: SegmentDirectory
    ) throws(StoreError) -> SegmentPlace {
        let index = Int(node.rawValue)
        let word = directory.places[index]
        if word != 0 { return SegmentPlace(rawValue: word) }
        var place = SegmentPlace.empty
        if let record = try neighbourhood(of: node), let segment = record.segment(directory.key) {
            if segment.isChunked {
                place = .elsewhere
            } else {
                let address = record.neighboursAddress + 4 * UInt(segment.first)
                place = SegmentPlace(count: segment.count, at: address)
                if segment.isWeighted {
                    directory.weights[index] = UInt64(record.weightsAddress(of: segment))
                }
            }
        }
        directory.places[index] = place.rawValue
        return place
    }

    /// Calls `body` with the neighbours of a node in a segment, chunk after chunk, until it returns
    /// false.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package borrowing func forEachRun(
        of node: NodeID, _ key: SegmentKey,
        _ body: (borrowing NeighbourRun) throws(StoreError) -> Bool
    ) throws(StoreError) {
        guard let record = try neighbourhood(of: node), let segment = record.segment(key) else {
            return
        }
        guard segment.isChunked else {
            _ = try body(record.run(of: segment))
            return
        }
        for index in 0..<segment.chunkCount {
            let chunk = try self.chunk(record.chunk(index, of: segment))
            guard try body(chunk.run) else { return }
        }
    }
}
