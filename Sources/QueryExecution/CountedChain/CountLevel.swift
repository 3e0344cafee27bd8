import GraphStore

/// The number of walks to each node of one level of a chain.
///
/// **Shape**: a count for each node of the graph, 0 at first, and the list of those that are not 0.
/// Clearing costs as much as the level has nodes, and so does its memory: pages of counts that no walk
/// reached take none.
final class CountLevel<Count: FixedWidthInteger & UnsignedInteger & Sendable> {
    let counts: NodeNumbers<Count>
    /// The nodes with a count, in the order in which they were met. One more than there are nodes:
    /// every neighbour is written before it is known to be new.
    let nodes: NodeNumbers<UInt32>
    var nodeCount = 0
    /// The sum of all counts.
    var walkCount: UInt64 = 0

    init(nodeBound: Int) {
        counts = NodeNumbers(count: max(nodeBound, 1))
        nodes = NodeNumbers(count: nodeBound + 1)
    }

    /// The largest sum of counts for which no count can overflow.
    static var walkCountMax: UInt64 { Count.bitWidth == 64 ? UInt64(Int64.max) : UInt64(Count.max) }

    /// Makes the level one node.
    ///
    /// - Returns: false when the count does not fit.
    func begin(at node: UInt32, _ count: UInt64) -> Bool {
        clear()
        return add(count, to: node)
    }

    /// Adds walks to a node.
    ///
    /// - Returns: false when the count does not fit; the level is as it was.
    func add(_ count: UInt64, to node: UInt32) -> Bool {
        let (sum, isOverflow) = walkCount.addingReportingOverflow(count)
        guard !isOverflow, sum <= Self.walkCountMax else { return false }
        guard count > 0 else { return true }
        walkCount = sum
        if counts[Int(node)] == 0 {
            nodes[nodeCount] = node
            nodeCount += 1
        }
        counts[Int(node)] += Count(count)
        return true
    }
}

/// The levels of chains, kept with the snapshot.
final class CountingWorkspace: SnapshotWorkspace {
    let nodeBound: Int
    private var narrow: [CountLevel<UInt32>] = []
    private var wide: [CountLevel<UInt64>] = []

    init(nodeBound: Int) { self.nodeBound = nodeBound }

    /// Clear levels whose counts have 32 bits.
    func narrowLevels(_ count: Int) -> [CountLevel<UInt32>] {
        while narrow.count < count { narrow.append(CountLevel(nodeBound: nodeBound)) }
        return Array(narrow.prefix(count))
    }

    /// Clear levels whose counts have 64 bits.
    func wideLevels(_ count: Int) -> [CountLevel<UInt64>] {
        while wide.count < count { wide.append(CountLevel(nodeBound: nodeBound)) }
        return Array(wide.prefix(count))
    }

    /// Leaves the levels as they were made.
    func clear() {
        for level in narrow { level.clear() }
        for level in wide { level.clear() }
    }

    /// The memory of a level, in values as limits count them.
    static func heldValueCount(levelCount: Int, nodeBound: Int) -> Int {
        levelCount * nodeBound / 2 + 1
    }
}
