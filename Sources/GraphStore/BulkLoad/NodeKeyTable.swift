import GraphModel

/// The nodes of one label that a load has met, by key.
///
/// Integers and texts are kept apart: `1` and `"1"` are two nodes. About 32 bytes a node, and the
/// bytes of its key when that is text.
struct NodeKeyTable {
    private var integers = IntegerKeys()
    private var texts = TextKeys()

    /// The node with the key of a row, or nil.
    func node(_ keys: KeyColumn, _ row: Int) -> UInt32? {
        switch keys {
        case .integers(let column): integers.node(column[row])
        case .strings(let column): texts.node(column.bytes, column.range(row))
        }
    }

    /// Remembers the node of a row.
    ///
    /// - Precondition: the key is not in the table.
    mutating func insert(_ node: UInt32, _ keys: KeyColumn, _ row: Int) {
        switch keys {
        case .integers(let column): integers.insert(column[row], node)
        case .strings(let column): texts.insert(column.bytes, column.range(row), node)
        }
    }

    /// The nodes of a whole column of keys; nil where a key is not in the table.
    func nodes(_ keys: KeyColumn) -> [NodeID?] {
        switch keys {
        case .integers(let column):
            column.map { integers.node($0).map(NodeID.init(rawValue:)) }
        case .strings(let column):
            (0..<column.count).map { row in
                texts.node(column.bytes, column.range(row)).map(NodeID.init(rawValue:))
            }
        }
    }
}

/// Open addressing: entry numbers plus one, 0 where a slot is free, at most half of them taken.
private struct Slots {
    private var slots: [UInt32] = Array(repeating: 0, count: 64)
    private var hashes: [UInt64] = []

    private var mask: Int { slots.count - 1 }

    /// The entry for which `matches` holds among those with this hash, or nil.
    @inline(__always)
    func entry(_ hash: UInt64, _ matches: (Int) -> Bool) -> Int? {
        var slot = Int(truncatingIfNeeded: hash >> 20) & mask
        while slots[slot] != 0 {
            let entry = Int(slots[slot]) - 1
            if hashes[entry] == hash && matches(entry) { return entry }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Adds an entry, numbered from 0 on.
    mutating func insert(_ hash: UInt64) {
        if 2 * (hashes.count + 1) > slots.count {
            slots = Array(repeating: 0, count: 2 * slots.count)
            for entry in hashes.indices { place(entry, hashes[entry]) }
        }
        place(hashes.count, hash)
        hashes.append(hash)
    }

    private mutating func place(_ entry: Int, _ hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash >> 20) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(entry) + 1
    }
}

private struct IntegerKeys {
    private var slots = Slots()
    private var keys: [Int64] = []
    private var nodes: [UInt32] = []

    private static func hash(_ key: Int64) -> UInt64 {
        UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15
    }

    func node(_ key: Int64) -> UInt32? {
        slots.entry(Self.hash(key)) { keys[$0] == key }.map { nodes[$0] }
    }

    mutating func insert(_ key: Int64, _ node: UInt32) {
        slots.insert(Self.hash(key))
        keys.append(key)
        nodes.append(node)
    }
}

private struct TextKeys {
    private var slots = Slots()
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var nodes: [UInt32] = []

    private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
        return hash &* 0x9E37_79B9_7F4A_7C15
    }

    private func range(_ entry: Int) -> Range<Int> {
        (entry == 0 ? 0 : ends[entry - 1])..<ends[entry]
    }

    func node(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32? {
        slots.entry(Self.hash(bytes, range)) { entry in
            let own = self.range(entry)
            return own.count == range.count && self.bytes[own].elementsEqual(bytes[range])
        }.map { nodes[$0] }
    }

    mutating func insert(_ bytes: [UInt8], _ range: Range<Int>, _ node: UInt32) {
        slots.insert(Self.hash(bytes, range))
        self.bytes.append(contentsOf: bytes[range])
        ends.append(self.bytes.count)
        nodes.append(node)
    }
}
