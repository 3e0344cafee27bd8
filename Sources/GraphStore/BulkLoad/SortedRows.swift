/// The rows of a load in the order of the ids that new relationships get: by type and source, then
/// by start and end, then as they came.
struct SortedRows {
    /// The row numbers.
    private(set) var rows: [UInt32]
    /// Beside each row its start in the upper and its end in the lower half: what is the same is
    /// found without going back to the row.
    private(set) var ends: [UInt64]
    /// Where rows of one type and source end, in order.
    private(set) var groupEnds: [Int]

    /// Sorts all rows.
    ///
    /// - Parameters:
    ///   - ranks: for each kind the place of its type and source.
    ///   - nodeBound: one more than the highest node id.
    /// - Complexity: O(*n*), with 12 bytes of memory a row beside the result.
    init(_ pending: PendingRelationships, ranks: [UInt32], nodeBound: UInt32) {
        let rankCount = Int(ranks.max() ?? 0) + 1
        var offsets = Array(repeating: 0, count: rankCount + 1)
        for row in 0..<pending.count { offsets[Int(ranks[pending.kindNumber(row)]) + 1] += 1 }
        for rank in 1...rankCount { offsets[rank] += offsets[rank - 1] }
        groupEnds = Array(offsets.dropFirst())
        rows = Array(repeating: 0, count: pending.count)
        ends = Array(repeating: 0, count: pending.count)
        for row in 0..<pending.count {
            let rank = Int(ranks[pending.kindNumber(row)])
            let place = offsets[rank]
            offsets[rank] += 1
            rows[place] = UInt32(row)
            ends[place] = UInt64(pending.starts[row]) << 32 | UInt64(pending.ends[row])
        }
        let bits = UInt64(32 - (max(nodeBound, 1) - 1).leadingZeroBitCount)
        var sorter = RadixSorter()
        var start = 0
        for end in groupEnds {
            // First the end's bits, then the start's.
            for lowest in [0, 32] {
                sorter.sort(
                    &ends, &rows, start..<end, bits: UInt64(lowest)..<(UInt64(lowest) + bits))
            }
            start = end
        }
    }

    var count: Int { rows.count }
}

/// Stable sorting of numbers that each carry a row.
private struct RadixSorter {
    /// The most bits that one pass looks at: 2,048 counters fit into the first level of cache.
    private static let digitBitsMax: UInt64 = 11

    private var numbers: [UInt64] = []
    private var rows: [UInt32] = []

    /// Sorts a part of `numbers` by some of their bits, and `rows` with them.
    ///
    /// - Complexity: O(*n*) for each 11 bits.
    mutating func sort(
        _ numbers: inout [UInt64], _ rows: inout [UInt32], _ part: Range<Int>, bits: Range<UInt64>
    ) {
        guard part.count > 1, !bits.isEmpty else { return }
        if self.numbers.count < part.count {
            self.numbers = Array(repeating: 0, count: part.count)
            self.rows = Array(repeating: 0, count: part.count)
        }
        // Digits of equal width: two of 10 bits are quicker than one of 11 and one of 9.
        let count = UInt64(bits.count)
        let passCount = (count + Self.digitBitsMax - 1) / Self.digitBitsMax
        let width = (count + passCount - 1) / passCount
        for pass in 0..<passCount {
            let shift = bits.lowerBound + pass * width
            let mask: UInt64 = 1 << min(width, bits.upperBound - shift) - 1
            self.pass(&numbers, &rows, part, shift, mask)
        }
    }

    private mutating func pass(
        _ numbers: inout [UInt64], _ rows: inout [UInt32], _ part: Range<Int>, _ shift: UInt64,
        _ mask: UInt64
    ) {
        var offsets = Array(repeating: 0, count: Int(mask) + 1)
        for index in part { offsets[Int(numbers[index] >> shift & mask)] += 1 }
        var sum = 0
        for digit in offsets.indices {
            let count = offsets[digit]
            offsets[digit] = sum
            sum += count
        }
        for index in part {
            let digit = Int(numbers[index] >> shift & mask)
            self.numbers[offsets[digit]] = numbers[index]
            self.rows[offsets[digit]] = rows[index]
            offsets[digit] += 1
        }
        numbers.replaceSubrange(part, with: self.numbers[..<part.count])
        rows.replaceSubrange(part, with: self.rows[..<part.count])
    }
}
