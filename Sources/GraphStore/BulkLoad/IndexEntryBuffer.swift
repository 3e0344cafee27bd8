import GraphModel
import LMDB

/// Index entries of new nodes, gathered so that they can be written in the order of the index.
struct IndexEntryBuffer {
    /// Gathered bytes after which the entries are written.
    private static let byteCountMax = 64 << 20

    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var nodes: [UInt32] = []
    /// The row that each comes from, for the message when it breaks a promise of its index.
    private var lines: [UInt32] = []
    private var originNumbers: [UInt32] = []
    private var origins: [LoadOrigin] = []
    /// Identities with entries of nodes that the load met by the key of another label.
    private var foreignIdentities: Set<IndexID> = []

    /// Whether nodes can be found by an identity only when the entries are written.
    func hides(_ identity: IndexID) -> Bool { foreignIdentities.contains(identity) }

    mutating func noteForeign(_ identity: IndexID) { foreignIdentities.insert(identity) }

    var needsFlush: Bool { bytes.count + 24 * nodes.count > Self.byteCountMax }

    mutating func append(_ key: [UInt8], _ node: NodeID, _ origin: LoadOrigin, line: UInt32) {
        bytes.append(contentsOf: key)
        ends.append(bytes.count)
        nodes.append(node.rawValue)
        lines.append(line)
        if origins.last != origin { origins.append(origin) }
        originNumbers.append(UInt32(origins.count - 1))
    }

    private func key(_ entry: Int) -> ArraySlice<UInt8> {
        bytes[(entry == 0 ? 0 : ends[entry - 1])..<ends[entry]]
    }

    /// Writes all entries, and counts the values that are new.
    ///
    /// - Throws: ``StoreError/invalidRow(_:line:_:)`` with ``StoreError/duplicateValue(_:)`` when a
    ///   unique index would hold two nodes.
    mutating func flush(into transaction: inout StoreTransaction) throws(StoreError) {
        guard !nodes.isEmpty else { return }
        let order = (0..<nodes.count).sorted { left, right in
            let leftKey = key(left)
            let rightKey = key(right)
            if leftKey.lexicographicallyPrecedes(rightKey) { return true }
            return leftKey == rightKey && nodes[left] < nodes[right]
        }
        var distinct: [IndexID: Int64] = [:]
        for entry in order {
            let key = Array(key(entry))
            let index = IndexKey.index(of: key)
            do throws(StoreError) {
                let isNew = try transaction.addIndexEntry(key, NodeID(rawValue: nodes[entry]))
                if isNew { distinct[index, default: 0] += 1 }
            } catch .duplicateValue(let violation) {
                throw .invalidRow(
                    origins[Int(originNumbers[entry])], line: Int(lines[entry]),
                    .duplicateValue(violation))
            }
        }
        for (index, count) in distinct { try transaction.count(.distinctValues(index), count) }
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        nodes.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        originNumbers.removeAll(keepingCapacity: true)
        origins.removeAll()
        foreignIdentities.removeAll()
    }
}

extension StoreTransaction {
    /// Adds an entry to an index.
    ///
    /// - Returns: whether no node had the value.
    fileprivate mutating func addIndexEntry(
        _ key: [UInt8], _ node: NodeID
    ) throws(StoreError) -> Bool {
        let isTaken = try hasEntry(key)
        if isTaken, let index = catalog.indexes.first(where: { $0.id == IndexKey.index(of: key) }) {
            try check(key, under: index, node)
        }
        try transaction.add(ByteKey(key.rawSpan), node.rawValue, in: trees.indexes)
        return !isTaken
    }
}
