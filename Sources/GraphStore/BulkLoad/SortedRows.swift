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
