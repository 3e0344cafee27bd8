import GraphStore

// The loops write without bounds checks: a check costs as much as the step it guards. What makes it
// safe: neighbours are below the node bound; levels have room for that many nodes, and one more in
// their lists.

/// Adds the walks of a node to its neighbours.
@unsafe
private struct AddingVisitor<Count: FixedWidthInteger & UnsignedInteger & Sendable>:
    NeighbourVisitor
{
    let from: UnsafePointer<Count>
    let to: UnsafeMutablePointer<Count>
    let nodes: UnsafeMutablePointer<UInt32>
    var nodeCount: Int
    var walkCount: UInt64
    /// Whether the counts fit.
    var fits = true

    @inline(__always)
    mutating func visit(
        _ run: UnsafePointer<UInt32>, _ ranges: NeighbourRanges, of node: UInt32
    ) -> Bool {
        let count = unsafe from[Int(node)]
        guard
            let sum = unsafe CountLevel<Count>.sum(walkCount, UInt64(count), times: ranges.count)
        else {
            unsafe fits = false
            return false
        }
        unsafe walkCount = sum
        unsafe add(run + ranges.start, ranges.middle &- ranges.start, count)
        if unsafe ranges.resumption < ranges.end {
            unsafe add(run + ranges.resumption, ranges.end &- ranges.resumption, count)
        }
        return true
    }

    @inline(__always)
    private mutating func add(_ run: UnsafePointer<UInt32>, _ runCount: Int, _ count: Count) {
        var tail = unsafe nodeCount
        for index in 0..<runCount {
            let neighbour = unsafe run[index]
            let old = unsafe to[Int(neighbour)]
            // No branch: which neighbours are new cannot be foreseen.
            unsafe nodes[tail] = neighbour
            tail &+= old == 0 ? 1 : 0
            unsafe to[Int(neighbour)] = old &+ count
        }
        unsafe nodeCount = tail
    }
}

/// Adds up the walks that go one step further, wherever they lead.
@unsafe
private struct TotallingVisitor<Count: FixedWidthInteger & UnsignedInteger & Sendable>:
    NeighbourVisitor
{
    let from: UnsafePointer<Count>
    var walkCount: UInt64
    var fits = true

    @inline(__always)
    mutating func visit(
        _ run: UnsafePointer<UInt32>, _ ranges: NeighbourRanges, of node: UInt32
    ) -> Bool {
        // A sum has no array whose elements could be too narrow.
        guard
            let sum = unsafe CountLevel<UInt64>.sum(
                walkCount, UInt64(from[Int(node)]), times: ranges.count)
        else {
            unsafe fits = false
            return false
        }
        unsafe walkCount = sum
        return true
    }
}

/// Adds up the walks that go one step further from each node, wherever they lead.
@unsafe
private struct LeavingVisitor<Count: FixedWidthInteger & UnsignedInteger & Sendable>:
    NeighbourVisitor
{
    let from: UnsafePointer<Count>
    let to: UnsafeMutablePointer<Count>
    var walkCount: UInt64
    var fits = true

    @inline(__always)
    mutating func visit(
        _ run: UnsafePointer<UInt32>, _ ranges: NeighbourRanges, of node: UInt32
    ) -> Bool {
        let count = unsafe from[Int(node)]
        guard
            let sum = unsafe CountLevel<Count>.sum(walkCount, UInt64(count), times: ranges.count)
        else {
            unsafe fits = false
            return false
        }
        unsafe walkCount = sum
        // No sum of walks is too large, so none of its parts is.
        unsafe to[Int(node)] &+= count &* Count(truncatingIfNeeded: ranges.count)
        return true
    }
}

/// Counts, for each node, the relationships to neighbours that have walks.
@unsafe
private struct ReturningVisitor<Count: FixedWidthInteger & UnsignedInteger & Sendable>:
    NeighbourVisitor
{
    let from: UnsafePointer<Count>
    let middle: UnsafePointer<Count>
    /// Nil when only the sum is asked for.
    let to: UnsafeMutablePointer<Count>?
    var walkCount: UInt64 = 0

    @inline(__always)
    mutating func visit(
        _ run: UnsafePointer<UInt32>, _ ranges: NeighbourRanges, of node: UInt32
    ) -> Bool {
        var returnCount = 0
        for index in unsafe ranges.start..<ranges.middle {
            returnCount &+= unsafe middle[Int(run[index])] == 0 ? 0 : 1
        }
        for index in unsafe ranges.resumption..<ranges.end {
            returnCount &+= unsafe middle[Int(run[index])] == 0 ? 0 : 1
        }
        // The walks were all counted before, so neither product nor difference overflows.
        let walks = unsafe from[Int(node)] &* Count(truncatingIfNeeded: returnCount)
        if let to = unsafe to { unsafe to[Int(node)] &-= walks }
        unsafe walkCount &+= UInt64(from[Int(node)]) &* UInt64(returnCount)
        return true
    }
}

extension CountLevel {
    /// `sum` and `count` × `factor`, or nil when a count of the level could overflow.
    @inline(__always)
    static func sum(_ sum: UInt64, _ count: UInt64, times factor: Int) -> UInt64? {
        let (walks, isHuge) = count.multipliedReportingOverflow(by: UInt64(factor))
        let (result, isOverflow) = sum.addingReportingOverflow(walks)
        return isHuge || isOverflow || result > walkCountMax ? nil : result
    }

    /// Adds the walks that go one step further than those of another level.
    ///
    /// - Parameter first: only nodes from here on are reached.
    /// - Returns: false when the counts do not fit; the level is then to be cleared.
    /// - Complexity: O(neighbours of the nodes of `source`).
    func add(
        _ source: CountLevel, along segment: ChainSegment, from first: UInt32,
        _ snapshot: borrowing Snapshot, _ meter: inout WorkMeter
    ) throws(ExecutionError) -> Bool {
        let known = (nodeCount: nodeCount, walkCount: walkCount, meter: meter)
        let sourceCount = source.nodeCount
        // The pointers live as long as the closures that lend them.
        let outcome = try unsafe source.withPointers { from, fromNodes throws(ExecutionError) in
            try unsafe withPointers { to, toNodes throws(ExecutionError) in
                var visitor = unsafe AddingVisitor(
                    from: UnsafePointer(from), to: to, nodes: toNodes, nodeCount: known.nodeCount,
                    walkCount: known.walkCount)
                var meter = known.meter
                try unsafe SegmentWalk(segment: segment, first: first).visit(
                    UnsafePointer(fromNodes), sourceCount, &visitor, snapshot, &meter)
                return unsafe (
                    visitor.nodeCount, visitor.walkCount, visitor.fits, meter
                )
            }
        }
        (nodeCount, walkCount, meter) = (outcome.0, outcome.1, outcome.3)
        return outcome.2
    }

    /// The number of walks that go one step further than those of the level.
    ///
    /// - Returns: nil when it does not fit.
    func total(
        along segment: ChainSegment, _ snapshot: borrowing Snapshot, _ meter: inout WorkMeter
    ) throws(ExecutionError) -> UInt64? {
        let (sourceCount, known) = (nodeCount, meter)
        let outcome = try unsafe withPointers { from, fromNodes throws(ExecutionError) in
            var visitor = unsafe TotallingVisitor(from: UnsafePointer(from), walkCount: 0)
            var meter = known
            try unsafe SegmentWalk(segment: segment, first: 0).visit(
                UnsafePointer(fromNodes), sourceCount, &visitor, snapshot, &meter)
            return unsafe (visitor.walkCount, visitor.fits, meter)
        }
        meter = outcome.2
        return outcome.1 ? outcome.0 : nil
    }

    /// Adds, for each node of another level, the walks that go one step further from it.
    ///
    /// - Returns: false when the counts do not fit; the level is then to be cleared.
    func addLeaving(
        _ source: CountLevel, along segment: ChainSegment, _ snapshot: borrowing Snapshot,
        _ meter: inout WorkMeter
    ) throws(ExecutionError) -> Bool {
        let known = (walkCount: walkCount, meter: meter)
        let sourceCount = source.nodeCount
        let outcome = try unsafe source.withPointers { from, fromNodes throws(ExecutionError) in
            try unsafe withPointers { to, toNodes throws(ExecutionError) in
                var visitor = unsafe LeavingVisitor(
                    from: UnsafePointer(from), to: to, walkCount: known.walkCount)
                var meter = known.meter
                try unsafe SegmentWalk(segment: segment, first: 0).visit(
                    UnsafePointer(fromNodes), sourceCount, &visitor, snapshot, &meter)
                // Nodes without walks leave the list with ``keep(_:)``.
                unsafe toNodes.update(from: fromNodes, count: sourceCount)
                return unsafe (visitor.walkCount, visitor.fits, meter)
            }
        }
        nodeCount = sourceCount
        (walkCount, meter) = (outcome.0, outcome.2)
        return outcome.1
    }

    /// The walks that go from the level to `middle` and back by the same relationship.
    ///
    /// - Parameter target: from whose counts they are subtracted, node by node, if it is there. Some
    ///   may become 0; ``keep(_:)`` takes them out of the list.
    func returns(
        over middle: CountLevel, along segment: ChainSegment, subtractedFrom target: CountLevel?,
        _ snapshot: borrowing Snapshot, _ meter: inout WorkMeter
    ) throws(ExecutionError) -> UInt64 {
        let (sourceCount, known) = (nodeCount, meter)
        // Where walks end that are only summed up, the level itself stands in for the target.
        let outcome = try unsafe withPointers { from, fromNodes throws(ExecutionError) in
            try unsafe middle.withPointers { middle, _ throws(ExecutionError) in
                func visit(
                    _ to: UnsafeMutablePointer<Count>?
                ) throws(ExecutionError) -> (UInt64, WorkMeter) {
                    var visitor = unsafe ReturningVisitor(
                        from: UnsafePointer(from), middle: UnsafePointer(middle), to: to)
                    var meter = known
                    try unsafe SegmentWalk(segment: segment, first: 0).visit(
                        UnsafePointer(fromNodes), sourceCount, &visitor, snapshot, &meter)
                    return unsafe (visitor.walkCount, meter)
                }
                guard let target else { return try visit(nil) }
                return try unsafe target.withPointers { to, _ throws(ExecutionError) in
                    try unsafe visit(to)
                }
            }
        }
        meter = outcome.1
        return outcome.0
    }
}
