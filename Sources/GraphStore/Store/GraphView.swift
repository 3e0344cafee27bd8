package import GraphModel
package import LMDB

/// What can be read of a graph: the same for a snapshot and for a write transaction, which sees
/// what it has changed.
///
/// **Lifetime**: as long as the borrow of the snapshot or transaction it was made from.
package struct GraphView: ~Escapable {
    let view: TransactionView
    let trees: Trees
    /// Where records of nodes are known to lie; nil when that is not kept.
    let places: NodePlaces?

    @_lifetime(copy view)
    init(_ view: TransactionView, _ trees: Trees, _ places: NodePlaces? = nil) {
        self.view = view
        self.trees = trees
        self.places = places
    }
}

extension Snapshot {
    package var graph: GraphView {
        @_lifetime(borrow self)
        get { GraphView(view, trees) }
    }
}

// MARK: Nodes and relationships

extension GraphView {
    /// The labels and properties of a node, or nil when there is no such node.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package func node(_ id: NodeID) throws(StoreError) -> NodeRecord? {
        guard let bytes = try nodeBytes(id) else { return nil }
        do { return try NodeRecord(bytes) } catch { throw error.corruption(of: id.place) }
    }

    /// A relationship with its properties, or nil when there is no such relationship.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package func relationship(_ id: RelationshipID) throws(StoreError) -> RelationshipRecord? {
        let (block, slot) = RelationshipBlock.position(of: id)
        guard let bytes = try view.value(block, in: trees.relationships) else { return nil }
        do { return try RelationshipBlock(bytes).record(slot) } catch {
            throw error.corruption(of: id.place)
        }
    }

    /// A relationship without its properties, or nil when there is no such relationship.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package func relationshipHeader(
        _ id: RelationshipID
    ) throws(StoreError) -> RelationshipRecord? {
        let (block, slot) = RelationshipBlock.position(of: id)
        guard let bytes = try view.value(block, in: trees.relationships) else { return nil }
        do { return try RelationshipBlock(bytes).header(slot) } catch {
            throw error.corruption(of: id.place)
        }
    }

    func neighbourhood(of node: NodeID) throws(StoreError) -> NeighbourhoodDraft? {
        guard let bytes = try view.value(UInt64(node.rawValue), in: trees.neighbourhoods) else {
            return nil
        }
        do throws(RecordDamage) {
            return try NeighbourhoodDraft(NeighbourhoodRecord(bytes))
        } catch { throw error.corruption(of: "neighbourhood of \(node.place)") }
    }

    /// Puts a neighbourhood into the place of another in a draft; an empty one when there is none.
    func read(_ node: NodeID, into draft: inout NeighbourhoodDraft) throws(StoreError) {
        draft.removeAll()
        guard let bytes = try view.value(UInt64(node.rawValue), in: trees.neighbourhoods) else {
            return
        }
        do throws(RecordDamage) {
            try draft.append(NeighbourhoodRecord(bytes))
        } catch { throw error.corruption(of: "neighbourhood of \(node.place)") }
    }

    /// A chunk, to be changed.
    ///
    /// - Parameter isWeighted: whether its segment is; nil when that does not matter.
    func chunk(
        _ id: UInt64, isWeighted: Bool? = nil
    ) throws(StoreError) -> NeighbourChunkDraft {
        guard let bytes = try view.value(id, in: trees.chunks) else {
            throw .corruption(Corruption("chunk \(id)", "it is missing"))
        }
        do throws(RecordDamage) {
            let chunk = try NeighbourChunk(bytes)
            guard chunk.isWeighted == isWeighted ?? chunk.isWeighted else {
                throw RecordDamage("it is not weighted as its segment")
            }
            return NeighbourChunkDraft(chunk)
        } catch { throw error.corruption(of: "chunk \(id)") }
    }
}

extension NodeID {
    /// How messages name the node.
    var place: String { "node \(rawValue)" }
}

extension RelationshipID {
    /// How messages name the relationship.
    var place: String { "relationship \(rawValue)" }
}

// MARK: Scans

extension GraphView {
    /// Calls `body` with the nodes that have `label`, ascending, a page at a time, until it
    /// returns false.
    ///
    /// - Throws: ``StoreError/storage(_:)``, and what `body` throws.
    package func forEachPage(
        of label: LabelID, _ body: (MultimapPage) throws(StoreError) -> Bool
    ) throws(StoreError) {
        var cursor = try MultimapStoreCursor(trees.labels, in: view)
        guard try cursor.seek(exactly: label.rawValue) != nil else { return }
        _ = try cursor.forEachPage(body)
    }

    /// The nodes under an index whose value equals `value`, ascending.
    package func nodes(
        in index: IndexID, equalTo value: PropertyValue
    ) throws(StoreError) -> [NodeID] {
        let key = IndexKey.bytes(index, value)
        // No node can have what no index would take.
        guard key.count <= IndexKey.byteCountMax else { return [] }
        var nodes: [NodeID] = []
        var cursor = try MultimapStoreCursor(trees.indexes, in: view)
        guard try cursor.seek(exactly: ByteKey(key.rawSpan)) != nil else { return [] }
        _ = try cursor.forEachPage { page throws(StoreError) in
            for offset in 0..<page.count { nodes.append(NodeID(rawValue: page[offset])) }
            return true
        }
        return nodes
    }

    /// Appends the nodes under an index whose value equals `value`, ascending.
    ///
    /// - Parameter key: room for the key that is looked for.
    /// - Precondition: no transaction has changed the index since its nodes were found unique.
    package func appendNodes(
        in index: IndexDefinition, equalTo value: PropertyValue, _ key: inout [UInt8],
        to nodes: inout [NodeID]
    ) throws(StoreError) {
        IndexKey.encode(index.id, value, into: &key)
        // No node can have what no index would take.
        guard key.count <= IndexKey.byteCountMax else { return }
        guard index.kind.isUnique else {
            var cursor = try MultimapStoreCursor(trees.indexes, in: view)
            guard try cursor.seek(exactly: ByteKey(key.rawSpan)) != nil else { return }
            _ = try cursor.forEachPage { page throws(StoreError) in
                for offset in 0..<page.count { nodes.append(NodeID(rawValue: page[offset])) }
                return true
            }
            return
        }
        do throws(LMDBError) {
            if let node = try view.firstValue(of: ByteKey(key.rawSpan), in: trees.indexes) {
                nodes.append(NodeID(rawValue: node))
            }
        } catch { throw .storage(error) }
    }

    /// Calls `body` with the nodes under an index whose values lie in `range`, in the order of
    /// the values, until it returns false.
    ///
    /// - Throws: ``StoreError/storage(_:)``, and what `body` throws.
    package func forEachPage(
        in index: IndexID, _ range: IndexRange,
        _ body: (MultimapPage) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let bounds = IndexKeyBounds(index, range)
        var cursor = try MultimapStoreCursor(trees.indexes, in: view)
        var entry = try cursor.seek(atLeast: ByteKey(bounds.first.rawSpan))
        while let current = entry {
            switch bounds.position(of: current.key.bytes) {
            case .before: break
            case .inside: guard try cursor.forEachPage(body) else { return }
            case .behind: return
            }
            entry = try cursor.nextKey()
        }
    }
}
