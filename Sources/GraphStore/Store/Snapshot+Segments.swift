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
        let word = directory.places[Int(node.rawValue)]
        if word != 0 { return SegmentPlace(rawValue: word) }
        let place = try findPlace(of: node, in: directory)
        try sweep(directory.miss(Int(node.rawValue)), in: directory)
        return place
    }

    /// Finds the neighbours of a node in a segment where they are not known, and keeps their place.
    borrowing func findPlace(
        of node: NodeID, in directory: SegmentDirectory
    ) throws(StoreError) -> SegmentPlace {
        let index = Int(node.rawValue)
        // What else is worth a look the directory decides by itself.
        guard let record = try neighbourhood(of: node, looksAhead: false),
            let segment = record.segment(directory.key)
        else { return directory.places.keep(.empty, index) }
        guard !segment.isChunked else { return directory.places.keep(.elsewhere, index) }
        return directory.keepNeighbours(record.neighbourBytes(of: segment), of: index)
    }

    /// Finds the weights of a node's neighbours in a segment, and keeps their place: as many weights
    /// as it counts neighbours. It is elsewhere where the segment has none, too.
    ///
    /// - Precondition: `node` is below ``nodeBound``, and the directory is of this snapshot.
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package borrowing func weightPlace(
        of node: NodeID, in directory: SegmentDirectory
    ) throws(StoreError) -> SegmentPlace {
        let index = Int(node.rawValue)
        let word = directory.weightPlaces[index]
        if word != 0 { return SegmentPlace(rawValue: word) }
        guard let record = try neighbourhood(of: node), let segment = record.segment(directory.key)
        else { return directory.weightPlaces.keep(.empty, index) }
        guard !segment.isChunked, segment.isWeighted else {
            return directory.weightPlaces.keep(.elsewhere, index)
        }
        return directory.keepWeights(record.weightBytes(of: segment), of: index)
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

extension MapDirectory {
    fileprivate func keep(_ place: SegmentPlace, _ index: Int) -> SegmentPlace {
        self[index] = place.rawValue
        return place
    }
}
