/// The first arrivals of a race: a heap with the latest of them at the root.
///
///     limit = 3       8            a new arrival at 5 takes the place of 8,
///                    / \           one at 9 is not let in
///                   4   7
///
/// The storage is lent by ``Race``, so that nothing is allocated while rows arrive.
///
/// **Source**: R. W. Floyd, Algorithm 245: Treesort 3, Communications of the ACM 7 (1964).
struct RaceHeap: ~Copyable, ~Escapable {
    var entries: MutableSpan<RaceEntry>
    private(set) var count: Int
    /// How many arrivals are kept.
    let limit: Int

    @_lifetime(copy entries)
    init(entries: consuming MutableSpan<RaceEntry>, count: Int, limit: Int) {
        self.entries = entries
        self.count = count
        self.limit = limit
    }

    /// Lets an arrival in unless it is later than all that are kept.
    ///
    /// **Complexity**: O(log limit).
    ///
    /// - Precondition: the storage has room for one more if it is not full.
    /// - Returns: whether it was let in.
    @inline(__always) @_noLocks
    mutating func insert(_ entry: RaceEntry) -> Bool {
        if count == limit {
            guard limit > 0, entry.precedes(entries[0]) else { return false }
            siftDown(entry, count: count)
        } else {
            siftUp(entry)
            count &+= 1
        }
        return true
    }

    /// Puts the arrivals from `end` on, at most `partCount` of them, in the order of their times:
    /// those before `end` are a heap of what comes earlier. Nothing can be inserted any more.
    ///
    /// **Complexity**: O(partCount · log count).
    ///
    /// - Returns: the end of what is still a heap; at most 1 when all is sorted.
    mutating func sort(upTo end: Int, partCount: Int) -> Int {
        var end = end
        let stop = max(1, end - partCount)
        while end > stop {
            end -= 1
            let last = entries[end]
            entries[end] = entries[0]
            siftDown(last, count: end)
        }
        return end
    }

    @inline(__always) @_noLocks
    private mutating func siftUp(_ entry: RaceEntry) {
        var place = count
        while place > 0 {
            let parent = (place &- 1) &>> 1
            guard entries[parent].precedes(entry) else { break }
            entries[place] = entries[parent]
            place = parent
        }
        entries[place] = entry
    }

    /// Puts `entry` in the place of the root.
    @inline(__always) @_noLocks
    private mutating func siftDown(_ entry: RaceEntry, count: Int) {
        var place = 0
        while true {
            var child = 2 &* place &+ 1
            if child >= count { break }
            if child &+ 1 < count, entries[child].precedes(entries[child &+ 1]) { child &+= 1 }
            guard entry.precedes(entries[child]) else { break }
            entries[place] = entries[child]
            place = child
        }
        entries[place] = entry
    }
}
