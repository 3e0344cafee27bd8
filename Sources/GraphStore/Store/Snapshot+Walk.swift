package import GraphModel
import LMDB

// Walks over everything, in the order in which it is stored.

extension Snapshot {
    /// The labels and properties of a node, or nil when there is no such node.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package borrowing func node(_ id: NodeID) throws(StoreError) -> NodeRecord? {
        guard let bytes = try nodeBytes(id) else { return nil }
        do { return try NodeRecord(bytes) } catch { throw error.corruption(of: id.place) }
    }

    /// Calls `body` with every node, ascending, until it returns false.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package borrowing func forEachNode(
        _ body: (NodeID, NodeRecord) -> Bool
    ) throws(StoreError) {
        var cursor = try StoreCursor(trees.nodes, in: view)
        while let entry = try cursor.next() {
            let node = NodeID(rawValue: entry.key)
            guard let record = try graph.node(node) else { continue }
            guard body(node, record) else { return }
        }
    }

    /// Calls `body` with every relationship, ascending, until it returns false.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package borrowing func forEachRelationship(
        _ body: (RelationshipID, RelationshipRecord) -> Bool
    ) throws(StoreError) {
        var cursor = try StoreCursor(trees.relationships, in: view)
        while let entry = try cursor.next() {
            let first = entry.key * UInt64(RelationshipBlock.capacity)
            do throws(RecordDamage) {
                let block = try RelationshipBlock(entry.value)
                for slot in 0..<block.slotCount {
                    guard let record = try block.record(slot) else { continue }
                    let id = RelationshipID(rawValue: first + UInt64(slot))
                    guard body(id, record) else { return }
                }
            } catch { throw error.corruption(of: "relationship block \(entry.key)") }
        }
    }
}
