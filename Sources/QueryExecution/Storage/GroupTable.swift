import GraphModel

/// Numbers combinations of values as they come; equivalent ones have one number.
///
/// ```
/// (1, 'a') → 0    (2, 'a') → 1    (1.0, 'a') → 0
/// ```
///
/// **Layout**: open addressing; a slot holds the number of a combination plus 1, or 0. The hashes
/// are kept, so that growing looks at no values.
struct GroupTable {
    private let width: Int
    private var slots: [UInt32] = []
    private var hashes = PieceArray<Int>()
    private var keys: RowStore

    /// More slots are not kept for later.
    private static let keptCountMax = 1 << 10

    /// Slots that are filled while the table grows between two looks at the clock.
    private static let slotsPerCheck = 1 << 16

    init(width: Int) {
        self.width = width
        keys = RowStore(width: width)
    }

    /// Forgets all combinations. What was short keeps its room.
    mutating func removeAll() {
        if slots.count <= Self.keptCountMax {
            for slot in slots.indices { slots[slot] = 0 }
        } else {
            slots = []
        }
        hashes.removeAll()
        keys.removeAll()
    }

    /// How many combinations there are.
    var count: Int { hashes.count }

    /// The number of a combination, which is the count so far if it is new.
    ///
    /// **Complexity**: O(1) on the average.
    ///
    /// **Throws** `Timeout` and `Cancelled` while the table grows.
    mutating func number(
        of key: [Value], _ control: RunControl
    ) throws(ExecutionError) -> Int {
        if (count + 1) * 4 > slots.count * 3 { try grow(control) }
        let hash = Self.hash(key)
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, isEquivalent(key, number) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        precondition(count < Int(UInt32.max), "memory ends long before the numbers")
        hashes.append(hash)
        keys.append(key)
        slots[slot] = UInt32(count)
        return count - 1
    }

    /// The number of a combination; nil when it is none of those there are.
    func number(of key: [Value]) -> Int? {
        guard count > 0 else { return nil }
        let hash = Self.hash(key)
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, isEquivalent(key, number) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private static func hash(_ key: [Value]) -> Int {
        // Ids are dense, and given by the store: one multiplication scatters them (2⁶⁴ over the
        // golden ratio), and the high half, which all bits take part in, comes down.
        if key.count == 1, case .node(let node) = key[0] {
            let product = (UInt64(node.rawValue) &+ 1) &* 0x9E37_79B9_7F4A_7C15
            return Int(truncatingIfNeeded: product ^ product &>> 32)
        }
        var hasher = Hasher()
        for value in key { value.hashEquivalence(into: &hasher) }
        return hasher.finalize()
    }

    private func isEquivalent(_ key: [Value], _ number: Int) -> Bool {
        for column in 0..<width where Value.order(key[column], keys[number, column]) != 0 {
            return false
        }
        return true
    }

    private mutating func grow(_ control: RunControl) throws(ExecutionError) {
        try control.check()
        let mask = max(8, slots.count * 2) - 1
        slots = Array(repeating: 0, count: mask + 1)
        for number in 0..<count {
            if number % Self.slotsPerCheck == 0 { try control.check() }
            var slot = hashes[number] & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(number + 1)
        }
    }
}
