package import GraphModel
import LMDB

// What queries read, beside the searches of a snapshot.

extension GraphView {
    /// All nodes, ascending.
    package func allNodes() throws(StoreError) -> [NodeID] {
        var nodes: [NodeID] = []
        var cursor = try StoreCursor(trees.nodes, in: view)
        while let entry = try cursor.next() { nodes.append(NodeID(rawValue: entry.key)) }
        return nodes
    }

    /// The nodes under an index whose values lie in `range`, in the order of the values.
    package func nodes(
        in index: IndexID, _ range: IndexRange
    ) throws(StoreError) -> [NodeID] {
        var nodes: [NodeID] = []
        try forEachPage(in: index, range) { page throws(StoreError) in
            for offset in 0..<page.count { nodes.append(NodeID(rawValue: page[offset])) }
            return true
        }
        return nodes
    }

    /// The labels of a node, ascending, or nil when there is no such node.
    package func labels(of node: NodeID) throws(StoreError) -> [LabelID]? {
        let index = Int(node.rawValue)
        if let labels = places?.labels(at: index) { return labels }
        guard let bytes = try nodeBytes(node) else { return nil }
        do {
            let labels = try NodeRecord.labels(bytes)
            places?.keep(labels, at: index)
            return labels
        } catch { throw error.corruption(of: node.place) }
    }

    /// Whether a node has a label, which nil is not; nil when there is no such node.
    package func has(_ label: LabelID?, _ node: NodeID) throws(StoreError) -> Bool? {
        guard let bytes = try nodeBytes(node) else { return nil }
        return try node.has(label, bytes)
    }

    /// One property of a node; nil when the node lacks it, or there is no such node.
    package func value(
        of key: KeyID, of node: NodeID
    ) throws(StoreError) -> PropertyValue? {
        guard let bytes = try nodeBytes(node) else { return nil }
        do { return try NodeRecord.value(of: key, bytes) } catch {
            throw error.corruption(of: node.place)
        }
    }

    /// The neighbourhood of a node, or nil when it has no relationships.
    @_lifetime(copy self)
    package func neighbourhoodRecord(
        of node: NodeID
    ) throws(StoreError) -> NeighbourhoodRecord? {
        guard let bytes = try view.value(UInt64(node.rawValue), in: trees.neighbourhoods) else {
            return nil
        }
        do { return try NeighbourhoodRecord(bytes) } catch {
            throw error.corruption(of: "neighbourhood of \(node.place)")
        }
    }

    /// A part of a segment of a neighbourhood.
    @_lifetime(copy self)
    package func chunkRecord(_ reference: ChunkReference) throws(StoreError) -> NeighbourChunk {
        guard let bytes = try view.value(reference.id, in: trees.chunks) else {
            throw .corruption(Corruption("chunk \(reference.id)", "it is missing"))
        }
        do { return try NeighbourChunk(bytes) } catch {
            throw error.corruption(of: "chunk \(reference.id)")
        }
    }
}

extension Snapshot {
    /// The labels of a node, ascending, or nil when there is no such node.
    package func labels(of node: NodeID) throws(StoreError) -> [LabelID]? {
        guard let bytes = try nodeBytes(node) else { return nil }
        do { return try NodeRecord.labels(bytes) } catch { throw error.corruption(of: node.place) }
    }

    /// Whether a node has exactly some labels, which ascend; nil when there is no such node.
    package func has(exactly labels: [LabelID], _ node: NodeID) throws(StoreError) -> Bool? {
        guard let bytes = try nodeBytes(node) else { return nil }
        do { return try NodeRecord.has(exactly: labels, bytes) } catch {
            throw error.corruption(of: node.place)
        }
    }

    /// Whether a node has a label, which nil is not; nil when there is no such node.
    package func has(_ label: LabelID?, _ node: NodeID) throws(StoreError) -> Bool? {
        guard let bytes = try nodeBytes(node) else { return nil }
        return try node.has(label, bytes)
    }

    /// One property of a node; nil when the node lacks it, or there is no such node.
    package func value(
        of key: KeyID, of node: NodeID
    ) throws(StoreError) -> PropertyValue? {
        if case .made(let column) = try column(of: key, forReads: 1) { return column[node] }
        guard let bytes = try nodeBytes(node) else { return nil }
        do { return try NodeRecord.value(of: key, bytes) } catch {
            throw error.corruption(of: node.place)
        }
    }
}

extension NodeID {
    fileprivate func has(_ label: LabelID?, _ record: RawSpan) throws(StoreError) -> Bool {
        guard let label else { return false }
        do { return try NodeRecord.has(label, record) } catch { throw error.corruption(of: place) }
    }
}
