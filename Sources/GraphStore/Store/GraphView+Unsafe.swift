import GraphModel
import LMDB

extension GraphView {
    /// The record of a node, or nil.
    @_lifetime(copy self)
    func nodeBytes(_ node: NodeID) throws(StoreError) -> RawSpan? {
        let index = Int(node.rawValue)
        if let place = places?[index] {
            // The places end before the transaction changes the tree of nodes: see ``NodePlaces``.
            return place == .absent
                ? nil : unsafe view.bytes(at: place.address, byteCount: place.byteCount)
        }
        guard let bytes = try view.value(node.rawValue, in: trees.nodes) else {
            places?.keep(.absent, at: index)
            return nil
        }
        places?.keep(RecordPlace(bytes), at: index)
        return bytes
    }
}
