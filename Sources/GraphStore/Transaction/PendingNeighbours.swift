import GraphModel

/// Changes of neighbourhoods that are not yet in the trees: a log, with a chain through it for each
/// node.
///
/// So a record is written once for all changes of a transaction that it has, not once for each.
///
/// **Memory**: 32 bytes for each change, and a dictionary entry for each node with changes. Who
/// adds changes puts them into the trees when ``isFull``.
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
        /// The change of the same node before this one, or -1.
        fileprivate let previous: Int32
    }

    private var log: [Change] = []
    /// The newest change of each node that has any.
    private var newest: [UInt32: Int32] = [:]

    /// The log is never longer, so that a transaction of any size takes little memory.
    private let countMax: Int

    init(countMax: Int) { self.countMax = countMax }

    var isEmpty: Bool { newest.isEmpty }
    var isFull: Bool { log.count >= countMax }

    func contains(_ node: NodeID) -> Bool { newest[node.rawValue] != nil }

    /// The nodes with changes, ascending, each with its newest change.
    var heads: [(node: NodeID, newest: Int32)] {
        var heads: [(node: NodeID, newest: Int32)] = []
        heads.reserveCapacity(newest.count)
        for (node, index) in newest { heads.append((NodeID(rawValue: node), index)) }
        heads.sort { $0.node.rawValue < $1.node.rawValue }
        return heads
    }

    mutating func add(
        _ kind: Kind, of node: NodeID, _ key: SegmentKey, _ neighbour: NodeID,
        _ relationship: RelationshipID, _ weight: Weight
    ) {
        let index = Int32(log.count)
        let previous = newest.updateValue(index, forKey: node.rawValue) ?? -1
        log.append(
            Change(
                relationship: relationship, weight: weight, key: key,
                neighbour: neighbour.rawValue, kind: kind, previous: previous))
    }

    /// Forgets the changes of a node.
    ///
    /// - Returns: the newest of them, or nil when there were none.
    mutating func remove(_ node: NodeID) -> Int32? {
        newest.removeValue(forKey: node.rawValue)
    }

    /// Forgets all changes.
    mutating func removeAll() {
        newest.removeAll(keepingCapacity: true)
        log.removeAll(keepingCapacity: log.count <= 1 << 16)
    }

    /// The changes of a node: one for each neighbour that is to be changed in the trees, by segment,
    /// neighbour and relationship.
    ///
    /// - Parameters:
    ///   - head: the newest of them.
    ///   - changes: is filled anew.
    /// - Complexity: O(*n* log *n*) in the changes of the node.
    func gather(from head: Int32, into changes: inout [Change]) {
        changes.removeAll(keepingCapacity: true)
        var index = head
        while index >= 0 {
            changes.append(log[Int(index)])
            index = log[Int(index)].previous
        }
        guard changes.count > 1 else { return }
        changes.sort { $0.comesBefore($1) }
        changes.collapse()
    }
}

extension PendingNeighbours.Change {
    /// The order of neighbours in a record; changes of the same neighbour from old to new.
    fileprivate func comesBefore(_ other: Self) -> Bool {
        if key != other.key { return key < other.key }
        if neighbour != other.neighbour { return neighbour < other.neighbour }
        if relationship != other.relationship { return relationship < other.relationship }
        return previous < other.previous
    }

    fileprivate func isOfSameNeighbour(as other: Self) -> Bool {
        relationship == other.relationship && neighbour == other.neighbour && key == other.key
    }
}

extension [PendingNeighbours.Change] {
    /// Puts one change in the place of all that a neighbour had, oldest first.
    ///
    /// Ids are not given twice, so a neighbour that was removed does not come back.
    fileprivate mutating func collapse() {
        var count = 0
        var first = 0
        while first < self.count {
            var last = first
            while last + 1 < self.count, self[last + 1].isOfSameNeighbour(as: self[first]) {
                last += 1
            }
            let isNew = self[first].kind == .insert
            if !(isNew && self[last].kind == .remove) {
                let change = self[last]
                self[count] = PendingNeighbours.Change(
                    relationship: change.relationship, weight: change.weight, key: change.key,
                    neighbour: change.neighbour, kind: isNew ? .insert : change.kind,
                    previous: change.previous)
                count += 1
            }
            first = last + 1
        }
        removeSubrange(count...)
    }
}
