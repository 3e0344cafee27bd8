/// A merge sort that a query can leave.
///
/// The sort of the standard library cannot be left but by an error of its comparison, which it
/// rethrows without a type.
enum StableSort {
    /// Entries sorted by insertion, to begin with.
    private static let runCount = 16
    /// Whole keys that are compared between two looks at the clock, or entries that are moved.
    private static let comparisonsPerCheck = 64
    private static let movesPerCheck = 4096

    /// Sorts entries; equal ones stay as they are.
    ///
    /// **Complexity**: O(n log n) comparisons of prefixes, and room for the entries once more.
    ///
    /// - Parameter isBefore: whether the first of two things with equal prefixes is less.
    /// - Throws: `Timeout` and `Cancelled`.
    static func sort(
        _ entries: inout [SortEntry], _ control: RunControl, isBefore: (Int, Int) -> Bool
    ) throws(ExecutionError) {
        var work = Work(control: control)
        var start = 0
        while start < entries.count {
            let end = min(start + runCount, entries.count)
            try work.insert(&entries, start, end, isBefore)
            start = end
        }
        guard entries.count > runCount else { return }
        var other: [SortEntry] = []
        other.reserveCapacity(entries.count)
        var width = runCount
        while width < entries.count {
            other.removeAll(keepingCapacity: true)
            var start = 0
            while start < entries.count {
                let middle = min(start + width, entries.count)
                let end = min(middle + width, entries.count)
                try work.merge(entries, start, middle, end, into: &other, isBefore)
                start = end
            }
            swap(&entries, &other)
            width *= 2
        }
    }

    private struct Work {
        let control: RunControl
        private var comparisonCount = 0

        init(control: RunControl) { self.control = control }

        private mutating func isLess(
            _ left: SortEntry, _ right: SortEntry, _ isBefore: (Int, Int) -> Bool
        ) throws(ExecutionError) -> Bool {
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            comparisonCount += 1
            if comparisonCount % StableSort.comparisonsPerCheck == 0 { try control.check() }
            return isBefore(left.index, right.index)
        }

        mutating func insert(
            _ entries: inout [SortEntry], _ start: Int, _ end: Int,
            _ isBefore: (Int, Int) -> Bool
        ) throws(ExecutionError) {
            if start > 0, start % StableSort.movesPerCheck == 0 { try control.check() }
            guard start + 1 < end else { return }
            for next in (start + 1)..<end {
                let entry = entries[next]
                var place = next
                while place > start, try isLess(entry, entries[place - 1], isBefore) {
                    entries[place] = entries[place - 1]
                    place -= 1
                }
                entries[place] = entry
            }
        }

        mutating func merge(
            _ entries: [SortEntry], _ start: Int, _ middle: Int, _ end: Int,
            into other: inout [SortEntry], _ isBefore: (Int, Int) -> Bool
        ) throws(ExecutionError) {
            var (left, right) = (start, middle)
            var untilCheck = StableSort.movesPerCheck
            while left < middle, right < end {
                untilCheck -= 1
                if untilCheck == 0 {
                    try control.check()
                    untilCheck = StableSort.movesPerCheck
                }
                // Of equal entries the left one came first.
                if try isLess(entries[right], entries[left], isBefore) {
                    other.append(entries[right])
                    right += 1
                } else {
                    other.append(entries[left])
                    left += 1
                }
            }
            try control.check()
            other.append(contentsOf: entries[left..<middle])
            other.append(contentsOf: entries[right..<end])
        }
    }
}
