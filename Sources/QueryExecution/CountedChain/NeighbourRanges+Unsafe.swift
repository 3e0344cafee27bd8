/// The parts of a sorted run of neighbours that a step follows: from `start` to `middle`, and from
/// `resumption` to `end`.
@unsafe
struct NeighbourRanges {
    let start: Int
    let middle: Int
    let resumption: Int
    let end: Int

    @inline(__always)
    var count: Int { unsafe (middle &- start) &+ (end &- resumption) }

    /// - Parameters:
    ///   - node: whose neighbours they are.
    ///   - first: only neighbours from here on are followed.
    @inline(__always)
    init(
        _ run: UnsafePointer<UInt32>, _ count: Int, of node: UInt32, _ loops: ChainSegment.Loops,
        from first: UInt32
    ) {
        let from = unsafe first == 0 ? 0 : Self.lowerBound(run, count, first)
        guard loops != .all else {
            unsafe start = from
            unsafe middle = count
            unsafe resumption = count
            unsafe end = count
            return
        }
        let loop = unsafe Self.lowerBound(run, count, node)
        let behind = unsafe Self.lowerBound(run, count, node &+ 1)
        if loops == .only {
            unsafe start = max(from, loop)
            unsafe middle = max(from, behind)
            unsafe resumption = count
        } else {
            unsafe start = from
            unsafe middle = max(from, loop)
            unsafe resumption = max(from, behind)
        }
        unsafe end = count
    }

    /// The index of the first neighbour that is not below `node`.
    ///
    /// - Complexity: O(log `count`), without branches.
    @inline(__always)
    private static func lowerBound(
        _ run: UnsafePointer<UInt32>, _ count: Int, _ node: UInt32
    ) -> Int {
        var low = 0
        var left = count
        while left > 0 {
            let half = left / 2
            let isBelow = unsafe run[low &+ half] < node
            low = isBelow ? low &+ half &+ 1 : low
            left = isBelow ? left &- half &- 1 : half
        }
        return low
    }
}
