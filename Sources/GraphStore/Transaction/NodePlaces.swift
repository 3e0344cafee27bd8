import GraphModel
import LMDB

/// Where write transactions found node records, so that a node that is looked at again, as an end
/// of many relationships, is not searched for again.
///
/// It holds until a transaction changes the first node: until then LMDB moves no page of the tree of
/// nodes, and all of them lie in the map. A transaction that changed none hands it over to the next
/// one of this process, if nobody else wrote in between: see ``Store/places(for:_:)``.
///
/// It can be sent to another thread: it belongs to one write transaction, of which there is one at a
/// time, and lies in the store between two of them.
final class NodePlaces: @unchecked Sendable {
    /// One word for each node: see ``RecordPlace``.
    private var words: MapDirectory?
    /// One byte for each node, eight in a word: 0, or one more than the index of its labels in
    /// `labelSets`.
    private var labelNumbers: MapDirectory?
    /// The sets of labels that nodes have; of most graphs there are few.
    private var labelSets: [[LabelID]] = []
    private let nodeBound: Int
    private var readCount = 0
    private var isOver = false

    /// For few nodes that are read nothing is kept.
    private static let readCountMin = 64
    private static let labelSetCountMax = 32

    init(nodeBound: Int) { self.nodeBound = nodeBound }

    /// The place of a record, or nil when it is not known.
    subscript(index: Int) -> RecordPlace? {
        guard index < nodeBound, let word = words?[index] else { return nil }
        return RecordPlace(word: word)
    }

    /// The labels of a node, or nil when they are not known.
    func labels(at index: Int) -> [LabelID]? {
        guard index < nodeBound, let word = labelNumbers?[index / 8] else { return nil }
        let number = Int(word >> Self.shift(index) & 0xFF)
        return number == 0 ? nil : labelSets[number - 1]
    }

    private static func shift(_ index: Int) -> UInt64 { 8 * UInt64(index % 8) }

    func keep(_ place: RecordPlace?, at index: Int) {
        guard !isOver, let place, index < nodeBound else { return }
        if words == nil {
            readCount += 1
            guard readCount >= Self.readCountMin else { return }
            words = MapDirectory(count: nodeBound)
            labelNumbers = MapDirectory(count: nodeBound / 8 + 1)
        }
        words?[index] = place.rawValue
    }

    /// - Precondition: the labels of the node are not known.
    func keep(_ labels: [LabelID], at index: Int) {
        guard index < nodeBound, let word = labelNumbers?[index / 8] else { return }
        let known = labelSets.firstIndex(of: labels)
        guard known != nil || labelSets.count < Self.labelSetCountMax else { return }
        if known == nil { labelSets.append(labels) }
        let number = UInt64((known ?? labelSets.count - 1) + 1)
        labelNumbers?[index / 8] = word | number << Self.shift(index)
    }

    /// Whether the tree of nodes is as it was.
    var holds: Bool { !isOver }

    /// The tree of nodes is about to be changed: nothing holds from now on.
    func end() {
        isOver = true
        words = nil
        labelNumbers = nil
        labelSets = []
    }
}

/// What a write transaction leaves to the next one.
struct KeptNodePlaces: Sendable {
    let places: NodePlaces
    /// The commit behind which they hold.
    let transactionID: UInt64
    /// How often the map had moved.
    let mapMoveCount: Int
}

extension Store {
    /// Where the nodes are that the transaction before found, if it left them for one that begins
    /// behind the same commit, with the map at the same place.
    func places(for state: GraphState, _ transaction: borrowing WriteTransaction) -> NodePlaces {
        let kept = takePlaces()
        if let kept, kept.transactionID == state.meta.transactionID,
            kept.mapMoveCount == transaction.mapMoveCount
        {
            return kept.places
        }
        return NodePlaces(nodeBound: Int(state.meta.nextNode))
    }
}
