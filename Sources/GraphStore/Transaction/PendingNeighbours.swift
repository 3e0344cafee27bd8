import GraphModel

/// Changes of neighbourhoods that are not yet in the trees: a log.
///
/// So a record is written once for all changes of a transaction that it has, not once for each.
///
/// **Memory**: 40 bytes for each change, and twice as much while all are put into the trees.
/// Who adds changes puts them into the trees when ``isFull``.
struct PendingNeighbours {
    enum Kind: UInt8 {
        /// The neighbour is new.
        case insert
        case setWeight
        case remove
    }

    /// What becomes of one neighbour in one segment of a node.
    struct Change {
        let relationship: RelationshipID
        /// Meaningless when it is removed.
        let weight: Weight
        let key: SegmentKey
        let neighbour: UInt32
        let kind: Kind
        /// The place in the log: of two changes of a neighbour the newer has the higher one.
        fileprivate let age: UInt32
    }

    private var log: [Change] = []
    /// The node of each change; nil for a change that was taken out.
    private var nodes: [UInt32?] = []
    /// How many changes were not taken out.
    private var count = 0
    /// Leads from one change of a node to the next, once the changes of one node were asked for.
    private var chains: Chains?

    private struct Chains {
        /// The newest change of each node that has any.
        var newest: [UInt32: Int32] = [:]
        /// The change of the same node before each, or -1.
        var previous: [Int32] = []

        mutating func append(_ node: UInt32) {
            let index = Int32(previous.count)
            previous.append(newest.updateValue(index, forKey: node) ?? -1)
        }
    }

    /// The log is never longer, so that a transaction of any size takes little memory.
    private let countMax: Int

    init(countMax: Int) { self.countMax = countMax }

    var isEmpty: Bool { count == 0 }
    var isFull: Bool { log.count >= countMax }

    mutating func add(
        _ kind: Kind, of node: NodeID, _ key: SegmentKey, _ neighbour: NodeID,
        _ relationship: RelationshipID, _ weight: Weight
    ) {
        log.append(
            Change(
                relationship: relationship, weight: weight, key: key,
                neighbour: neighbour.rawValue, kind: kind, age: UInt32(log.count)))
        nodes.append(node.rawValue)
        chains?.append(node.rawValue)
        count += 1
    }

    private mutating func removeAll() {
        let keepsRoom = log.count <= 1 << 16
        log.removeAll(keepingCapacity: keepsRoom)
        nodes.removeAll(keepingCapacity: keepsRoom)
        chains?.newest.removeAll(keepingCapacity: true)
        chains?.previous.removeAll(keepingCapacity: keepsRoom)
        count = 0
    }
}

// MARK: Taking changes out

extension PendingNeighbours {
    /// Takes out the changes of one node: one for each neighbour that is to be changed in the trees,
    /// by segment, neighbour and relationship.
    ///
    /// - Parameter changes: is filled anew.
    /// - Complexity: O(*n* log *n*) in the changes of the node; O(all changes) the first time.
    mutating func take(_ node: NodeID, into changes: inout [Change]) {
        changes.removeAll(keepingCapacity: true)
        guard count > 0 else { return }
        if chains == nil { makeChains() }
        guard var index = chains?.newest.removeValue(forKey: node.rawValue) else { return }
        while index >= 0 {
            changes.append(log[Int(index)])
            nodes[Int(index)] = nil
            count -= 1
            index = chains?.previous[Int(index)] ?? -1
        }
        changes.arrange(from: 0)
        // What the log holds is of nobody now.
        if count == 0 { removeAll() }
    }

    private mutating func makeChains() {
        var chains = Chains()
        chains.previous.reserveCapacity(nodes.count)
        for case let node? in nodes { chains.append(node) }
        self.chains = chains
    }

    /// Takes out all changes, in the order of the trees.
    ///
    /// - Complexity: O(*n*), and O(*m* log *m*) in the changes of each node.
    mutating func takeAll() -> OrderedChanges {
        var keys: [UInt64] = []
        var places: [UInt32] = []
        keys.reserveCapacity(count)
        places.reserveCapacity(count)
        var union: UInt32 = 0
        for place in nodes.indices {
            guard let node = nodes[place] else { continue }
            keys.append(UInt64(node))
            places.append(UInt32(place))
            union |= node
        }
        var sorter = RadixSorter()
        let bits = UInt64(32 - union.leadingZeroBitCount)
        sorter.sort(&keys, &places, 0..<keys.count, bits: 0..<bits)
        var ordered = OrderedChanges(capacity: count)
        var next = 0
        while next < keys.count {
            let node = keys[next]
            var end = next
            while end < keys.count, keys[end] == node { end += 1 }
            ordered.append(NodeID(rawValue: UInt32(node)), places[next..<end], of: log)
            next = end
        }
        removeAll()
        return ordered
    }
}

/// Changes by node, segment, neighbour and relationship: one for each neighbour that is to be
/// changed.
struct OrderedChanges {
    private(set) var changes: [PendingNeighbours.Change] = []
    /// The nodes with changes, and where the changes of each end.
    private(set) var nodes: [(id: NodeID, end: Int)] = []

    fileprivate init(capacity: Int) { changes.reserveCapacity(capacity) }

    /// Adds the changes of a node behind all others.
    fileprivate mutating func append(
        _ node: NodeID, _ places: ArraySlice<UInt32>, of log: [PendingNeighbours.Change]
    ) {
        let start = changes.count
        for place in places { changes.append(log[Int(place)]) }
        changes.arrange(from: start)
        if changes.count > start { nodes.append((node, changes.count)) }
    }

    /// The changes of the node at an index.
    func range(of index: Int) -> Range<Int> {
        (index == 0 ? 0 : nodes[index - 1].end)..<nodes[index].end
    }
}

extension PendingNeighbours.Change {
    /// The order of neighbours in a record; changes of the same neighbour from old to new.
    fileprivate func comesBefore(_ other: Self) -> Bool {
        if key != other.key { return key < other.key }
        if neighbour != other.neighbour { return neighbour < other.neighbour }
        if relationship != other.relationship { return relationship < other.relationship }
        return age < other.age
    }

    fileprivate func isOfSameNeighbour(as other: Self) -> Bool {
        relationship == other.relationship && neighbour == other.neighbour && key == other.key
    }

    fileprivate func with(_ kind: PendingNeighbours.Kind) -> Self {
        PendingNeighbours.Change(
            relationship: relationship, weight: weight, key: key, neighbour: neighbour, kind: kind,
            age: age)
    }
}

extension [PendingNeighbours.Change] {
    /// Puts the changes of a node, which are the last, in order, and one in the place of all that a
    /// neighbour had.
    fileprivate mutating func arrange(from start: Int) {
        guard count - start > 1 else { return }
        if count - start <= Self.insertionCountMax {
            insertionSort(from: start)
        } else {
            replaceSubrange(start..., with: self[start...].sorted { $0.comesBefore($1) })
        }
        collapse(from: start)
    }

    /// Most nodes have few changes.
    private static var insertionCountMax: Int { 12 }

    private mutating func insertionSort(from start: Int) {
        for next in (start + 1)..<count {
            let change = self[next]
            var place = next
            while place > start, change.comesBefore(self[place - 1]) {
                self[place] = self[place - 1]
                place -= 1
            }
            if place < next { self[place] = change }
        }
    }

    /// Puts one change in the place of all that a neighbour had, oldest first.
    ///
    /// Ids are not given twice, so a neighbour that was removed does not come back.
    private mutating func collapse(from start: Int) {
        var kept = start
        var first = start
        while first < count {
            var last = first
            while last + 1 < count, self[last + 1].isOfSameNeighbour(as: self[first]) { last += 1 }
            let isNew = self[first].kind == .insert
            if !(isNew && self[last].kind == .remove) {
                self[kept] = isNew ? self[last].with(.insert) : self[last]
                kept += 1
            }
            first = last + 1
        }
        removeSubrange(kept...)
    }
}
