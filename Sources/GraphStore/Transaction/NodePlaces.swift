import LMDB

/// Where a write transaction found node records, so that a node that is looked at again, as an end
/// of many relationships, is not searched for again.
///
/// It holds until the transaction changes the first node: until then LMDB moves no page of the tree
/// of nodes, and all of them lie in the map.
///
/// It belongs to one transaction, so one thread at a time uses it.
final class NodePlaces {
    /// One word for each node: see ``RecordPlace``.
    private var words: MapDirectory?
    private let nodeBound: Int
    private var readCount = 0
    private var isOver = false

    /// A transaction that reads few nodes keeps nothing.
    private static let readCountMin = 64

    init(nodeBound: Int) { self.nodeBound = nodeBound }

    /// The place of a record, or nil when it is not known.
    subscript(index: Int) -> RecordPlace? {
        guard index < nodeBound, let word = words?[index] else { return nil }
        return RecordPlace(word: word)
    }

    func keep(_ place: RecordPlace?, at index: Int) {
        guard !isOver, let place, index < nodeBound else { return }
        if words == nil {
            readCount += 1
            guard readCount >= Self.readCountMin else { return }
            words = MapDirectory(count: nodeBound)
        }
        words?[index] = place.rawValue
    }

    /// The tree of nodes is about to be changed: nothing holds from now on.
    func end() {
        isOver = true
        words = nil
    }
}
