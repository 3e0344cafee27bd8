import Sampling

/// Finds out whether some of the identities of a group may be equal: whether their first words are.
///
/// **Layout**: open addressing. A slot holds the number of an identity, where those of all groups are
/// counted through: what an earlier group left is vacant, and nothing is cleared between two groups.
struct IdentityTable {
    private var slots: [UInt32] = []
    /// The identities of all groups so far.
    private var count = 0

    private static let slotCountMin = 16
    /// How many rows are looked at between two looks at the clock.
    private static let rowsPerCheck = 4096
    /// How many slots are cleared between two looks at the clock.
    private static let slotsPerCheck = 1 << 18

    /// How many slots there are.
    var capacity: Int { slots.capacity }

    /// **Complexity**: O(identities).
    ///
    /// **Throws** `Timeout` and `Cancelled`.
    mutating func hasEqual(
        _ identities: Span<RowIdentity>, _ control: RunControl
    ) throws(ExecutionError) -> Bool {
        var size = Self.slotCountMin
        while size < 2 * identities.count { size *= 2 }
        if size > slots.count || count + identities.count > UInt32.max {
            try clear(max(size, slots.count), control)
        }
        let first = count
        count += identities.count
        // Lent as a whole, so that it is asked once and not for each slot whether it may be changed.
        var slots = slots.mutableSpan
        for part in RowParts(of: identities.count, each: Self.rowsPerCheck) {
            if part.lowerBound > 0 { try control.check() }
            if Self.enter(part, of: identities, behind: first, mask: size - 1, &slots) {
                return true
            }
        }
        return false
    }

    /// - Parameter first: the identities of earlier groups.
    /// - Returns: whether one of the identities of the part may be there already.
    @inline(__always)
    private static func enter(
        _ part: Range<Int>, of identities: Span<RowIdentity>, behind first: Int, mask: Int,
        _ slots: inout MutableSpan<UInt32>
    ) -> Bool {
        for place in part {
            // The words are hashes themselves.
            let word = identities[place].high
            var slot = Int(truncatingIfNeeded: word) & mask
            while Int(slots[slot]) > first {
                if identities[Int(slots[slot]) &- first &- 1].high == word { return true }
                slot = (slot &+ 1) & mask
            }
            slots[slot] = UInt32(truncatingIfNeeded: first &+ place &+ 1)
        }
        return false
    }

    private mutating func clear(_ size: Int, _ control: RunControl) throws(ExecutionError) {
        count = 0
        slots.removeAll(keepingCapacity: true)
        slots.reserveCapacity(size)
        while slots.count < size {
            if !slots.isEmpty { try control.check() }
            slots.append(
                contentsOf: repeatElement(0, count: min(size - slots.count, Self.slotsPerCheck)))
        }
    }
}
