import LMDB

// A walk over a large graph waits for memory most of the time. What it asks for some nodes ahead
// arrives while it works on others.

extension SegmentDirectory {
    /// For so many nodes memory is asked for at once.
    package static let prefetchCount = 8

    /// Asks for the neighbours of the nodes that come behind those of a group.
    ///
    /// - Parameters:
    ///   - nodes: `count` nodes.
    ///   - index: where the group begins, a multiple of ``prefetchCount``.
    @unsafe
    package func prefetchNeighbours(
        _ nodes: UnsafePointer<UInt32>, _ count: Int, behind index: Int
    ) {
        let first = index + Self.prefetchCount
        for next in first..<max(first, min(first + Self.prefetchCount, count)) {
            let address = unsafe SegmentPlace(rawValue: places[Int(nodes[next])]).address
            // How longer lists go on the processor itself foresees.
            MemoryLine.prefetch(at: address)
            MemoryLine.prefetch(at: address &+ MemoryLine.byteCount)
        }
    }

    /// Asks for the weights of the neighbours of a node.
    package func prefetchWeights(of node: UInt32) {
        let start = UInt(weights[Int(node)])
        let count = min(SegmentPlace(rawValue: places[Int(node)]).count, Self.weightCountMax)
        let end = start &+ 8 &* UInt(count)
        var line = start
        while line < end {
            MemoryLine.prefetch(at: line)
            line &+= MemoryLine.byteCount
        }
    }

    /// How longer lists go on the processor itself foresees.
    private static let weightCountMax = 256
}
