/// Stable sorting of numbers that each carry a row.
struct RadixSorter {
    /// The most bits that one pass looks at: 2,048 counters fit into the first level of cache.
    private static let digitBitsMax: UInt64 = 11

    /// For fewer numbers the counters are more work than the numbers.
    private static let insertionCountMax = 32

    private var numbers: [UInt64] = []
    private var rows: [UInt32] = []

    /// Sorts a part of `numbers` by some of their bits, and `rows` with them.
    ///
    /// - Complexity: O(*n*) for each 11 bits.
    mutating func sort(
        _ numbers: inout [UInt64], _ rows: inout [UInt32], _ part: Range<Int>, bits: Range<UInt64>
    ) {
        guard part.count > 1, !bits.isEmpty else { return }
        if part.count <= Self.insertionCountMax {
            return Self.insertionSort(&numbers, &rows, part, bits)
        }
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

    private static func insertionSort(
        _ numbers: inout [UInt64], _ rows: inout [UInt32], _ part: Range<Int>, _ bits: Range<UInt64>
    ) {
        let mask: UInt64 = bits.count >= 64 ? .max : (1 << UInt64(bits.count) - 1)
        func digits(_ number: UInt64) -> UInt64 { number >> bits.lowerBound & mask }
        for next in part.dropFirst() {
            let (number, row) = (numbers[next], rows[next])
            var place = next
            while place > part.lowerBound, digits(numbers[place - 1]) > digits(number) {
                numbers[place] = numbers[place - 1]
                rows[place] = rows[place - 1]
                place -= 1
            }
            numbers[place] = number
            rows[place] = row
        }
    }
}
