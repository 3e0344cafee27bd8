/// Stable sorting of row numbers by dense integer keys.
enum RadixSort {
    /// The bits that one pass looks at: 2,048 counters fit into the first level of cache.
    private static let digitBits: UInt32 = 11

    /// Sorts `order` by the key of each row, keeping the order of rows with the same key.
    ///
    /// - Parameter bound: one more than the largest key.
    /// - Complexity: O(*n*) for each 11 bits of `bound`.
    static func sort(
        _ order: inout [UInt32], by keys: [UInt32], bound: UInt32, scratch: inout [UInt32]
    ) {
        var shift: UInt32 = 0
        while bound > 0 && (bound - 1) >> shift > 0 {
            pass(&order, by: keys, shift: shift, scratch: &scratch)
            shift += digitBits
        }
    }

    private static func pass(
        _ order: inout [UInt32], by keys: [UInt32], shift: UInt32, scratch: inout [UInt32]
    ) {
        let mask: UInt32 = 1 << digitBits - 1
        var offsets = Array(repeating: 0, count: 1 << digitBits)
        for row in order { offsets[Int(keys[Int(row)] >> shift & mask)] += 1 }
        var sum = 0
        for digit in offsets.indices {
            let count = offsets[digit]
            offsets[digit] = sum
            sum += count
        }
        if scratch.count < order.count {
            scratch = Array(repeating: 0, count: order.count)
        }
        for row in order {
            let digit = Int(keys[Int(row)] >> shift & mask)
            scratch[offsets[digit]] = row
            offsets[digit] += 1
        }
        for index in order.indices { order[index] = scratch[index] }
    }
}
