package import GraphModel
import LMDB

// Reading by place is unsafe because a place is only a number. Places are kept in directories that
// live and die with the map and the commit they hold for: see ``IdleSnapshot``.

extension Snapshot {
    /// The record of a node, or nil.
    @_lifetime(borrow self)
    func nodeBytes(_ node: NodeID) throws(StoreError) -> RawSpan? {
        let index = Int(node.rawValue)
        guard index < nodeBound else { return nil }
        if let place = RecordPlace(word: directories.nodes[index]) {
            // The directory is of this map and this commit.
            return place == .absent
                ? nil : unsafe view.bytes(at: place.address, byteCount: place.byteCount)
        }
        guard let bytes = try view.value(node.rawValue, in: trees.nodes) else {
            directories.nodes[index] = RecordPlace.absent.rawValue
            return nil
        }
        if let place = RecordPlace(bytes) { directories.nodes[index] = place.rawValue }
        return bytes
    }

    /// The neighbourhood of a node, or nil when it has no relationships.
    ///
    /// The first time a snapshot meets a record it looks whether all neighbours are nodes, so that
    /// searches may use them as indexes without looking again.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    @_lifetime(borrow self)
    package func neighbourhood(of node: NodeID) throws(StoreError) -> NeighbourhoodRecord? {
        try neighbourhood(of: node, looksAhead: true)
    }

    /// The neighbourhood of a node, or nil when it has no relationships.
    ///
    /// - Parameter looksAhead: whether the places of records behind are kept, too, when many were missed.
    @_lifetime(borrow self)
    func neighbourhood(
        of node: NodeID, looksAhead: Bool
    ) throws(StoreError) -> NeighbourhoodRecord? {
        let index = Int(node.rawValue)
        guard index < nodeBound else { return nil }
        if let place = RecordPlace(word: directories.neighbourhoods[index]) {
            guard place != .absent else { return nil }
            // The directory is of this map and this commit.
            let bytes = unsafe view.bytes(at: place.address, byteCount: place.byteCount)
            do { return try NeighbourhoodRecord(checked: bytes) } catch {
                throw error.corruption(of: "neighbourhood of node \(node.rawValue)")
            }
        }
        if looksAhead { try readAhead(behind: node, directories.misses.add()) }
        guard let bytes = try view.value(UInt64(node.rawValue), in: trees.neighbourhoods) else {
            keepAbsence(ofNeighbours: index)
            return nil
        }
        do throws(RecordDamage) {
            return try keepPlace(of: bytes, index)
        } catch { throw error.corruption(of: "neighbourhood of node \(node.rawValue)") }
    }

    /// Looks at a neighbourhood for the first time.
    @discardableResult
    @_lifetime(copy bytes)
    func keepPlace(of bytes: RawSpan, _ index: Int) throws(RecordDamage) -> NeighbourhoodRecord {
        let record = try NeighbourhoodRecord(bytes)
        try check(record.neighbours)
        let place = AdjacencyPlace(
            record.neighbours, at: record.neighboursAddress, hasMore: record.hasChunks)
        directories.adjacency[index] = place.rawValue
        if let place = RecordPlace(bytes) { directories.neighbourhoods[index] = place.rawValue }
        return record
    }

    func keepAbsence(ofNeighbours index: Int) {
        directories.neighbourhoods[index] = RecordPlace.absent.rawValue
        directories.adjacency[index] = AdjacencyPlace.empty.rawValue
    }

    /// A part of a segment of a neighbourhood.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    @_lifetime(borrow self)
    package func chunk(_ reference: ChunkReference) throws(StoreError) -> NeighbourChunk {
        guard let bytes = try view.value(reference.id, in: trees.chunks) else {
            throw .corruption(Corruption("chunk \(reference.id)", "it is missing"))
        }
        do throws(RecordDamage) {
            let chunk = try NeighbourChunk(bytes)
            try check(chunk.run.neighbours)
            return chunk
        } catch { throw error.corruption(of: "chunk \(reference.id)") }
    }

    private func check(_ neighbours: Span<UInt32>) throws(RecordDamage) {
        var largest: UInt32 = 0
        for index in neighbours.indices { largest = max(largest, neighbours[index]) }
        guard neighbours.isEmpty || Int(largest) < nodeBound else {
            throw RecordDamage("neighbour \(largest) is no node")
        }
    }
}
