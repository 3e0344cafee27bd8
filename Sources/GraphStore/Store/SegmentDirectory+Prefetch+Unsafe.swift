public import LMDB

// A walk over a large graph waits for memory most of the time. What it asks for some nodes ahead
// arrives while it works on others.

extension SegmentDirectory {
    /// For so many nodes memory is asked for at once.
    package static let prefetchCount = 8

    /// How many neighbours of a node are asked for. How longer lists go on the processor itself
    /// foresees.
    private static let neighbourCountMax = 32

    /// Asks for the neighbours of the nodes that come behind those of a group.
    ///
    /// - Parameters:
    ///   - places: the words of this directory.
    ///   - nodes: `count` nodes.
    ///   - index: where the group begins, a multiple of ``prefetchCount``.
    @unsafe
    package static func prefetchNeighbours(
        _ places: UnsafePointer<UInt64>, _ nodes: UnsafePointer<UInt32>, _ count: Int,
        behind index: Int
    ) {
        let first = index + prefetchCount
        // Where they lie has to be known by then: the words are asked for one group earlier.
        let second = first + prefetchCount
        for next in second..<max(second, min(second + prefetchCount, count)) {
            let word = unsafe places + Int(nodes[next])
            MemoryLine.prefetch(at: UInt(bitPattern: word))
        }
        for next in first..<max(first, min(first + prefetchCount, count)) {
            let place = unsafe SegmentPlace(rawValue: places[Int(nodes[next])])
            MemoryLine.prefetch(at: place.address)
            // Short lists seldom lie on two lines, which are then asked for in vain the second time.
            let last = min(place.count, neighbourCountMax) &* 4
            MemoryLine.prefetch(at: place.address &+ UInt(truncatingIfNeeded: last &- 1))
        }
    }
}

extension SegmentPlace {
    /// Asks for the first of what lies here. How a list goes on the processor itself foresees.
    @inlinable @inline(__always)
    package func prefetch() { MemoryLine.prefetch(at: address) }
}
