package import GraphModel
package import GraphStore

/// Finds the nodes within *k* hops of a node.
///
/// A breadth-first search over a bitmap. A small frontier is walked from its nodes (top-down); a
/// large one is asked for by the nodes that were not yet reached, which stop at the first answer
/// (bottom-up). The change pays when the frontier has many more neighbours than are left to ask,
/// which below three hops never happens soon enough to be worth counting.
///
/// Relationships of any type in either direction are read from the adjacency words of the
/// snapshot; others segment by segment, from the top down only.
///
/// **Memory**: 8¼ bytes for each node. The workspace is kept from search to search, which clears
/// only what it touched.
///
/// **Source**: S. Beamer, K. Asanović, D. Patterson, Direction-Optimizing Breadth-First Search,
/// SC 2012, section IV.
package final class ReachabilitySearch: SnapshotWorkspace {
    /// One bit for each node that was reached.
    var reached: [UInt64]
    /// One bit for each node of the frontier, while it is asked for.
    var frontier: [UInt64]
    /// For each node the neighbour that last answered for it, itself if none has: it is asked first,
    /// which spares looking at the record. Those who answer are nodes of high degree, and they are
    /// in the frontier of other searches too.
    var answers: [UInt32]
    /// The start, then the nodes in the order in which they were reached.
    var queue: [UInt32]
    /// How many nodes the queue has, the start among them; 0 before a search.
    private(set) var visitedCount = 0
    /// Whether bits of the last search are still set.
    private var isDirty = false
    /// Whether a walk of at least one relationship leads back to the start. It is found out for
    /// searches in one direction only: see ``CycleSearch``.
    var returnsToStart = false

    /// The frontier is asked for when it has more than this share of the neighbours that are left.
    static let bottomUpShare = 6
    /// The least number of hops for which counting neighbours pays.
    static let bottomUpHopCountMin = 3

    package init(nodeBound: Int) {
        reached = Array(repeating: 0, count: (nodeBound + 63) / 64)
        frontier = reached
        // No node that asks is in the frontier itself.
        answers = (0..<UInt32(nodeBound)).map { $0 }
        // One more than there are nodes: every neighbour is written before it is known to be new.
        queue = Array(repeating: 0, count: nodeBound + 1)
    }

    package func forget(_ nodes: [UInt64]) {
        // Who answered may be no neighbour any more.
        for node in nodes where node < UInt64(answers.count) {
            answers[Int(node)] = UInt32(node)
        }
    }

    /// Finds the nodes at a distance of 1 to `hopCount` from `start`.
    ///
    /// Where `pace` says that the run is over, what was found is void.
    ///
    /// - Precondition: the workspace is clear, and was made for the snapshot.
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``; the workspace is of no
    ///   use then.
    /// - Complexity: O(nodes reached + their relationships).
    func search(
        from start: NodeID, within hopCount: Int, along selection: SegmentSelection,
        in snapshot: borrowing Snapshot, _ pace: inout SearchPace
    ) throws(StoreError) {
        precondition(queue.count > snapshot.nodeBound, "the workspace fits the graph")
        precondition(!isDirty, "the workspace is clear")
        returnsToStart = false
        visitedCount = 0
        guard Int(start.rawValue) < snapshot.nodeBound else { return }
        isDirty = true
        visitedCount = try run(start, hopCount, selection, snapshot, &pace)
    }

    /// Whether the last search reached a node, or began there.
    ///
    /// - Precondition: the workspace is not yet clear.
    func contains(_ node: NodeID) -> Bool {
        reached[Int(node.rawValue >> 6)] >> UInt64(node.rawValue & 63) & 1 != 0
    }

    /// Clears the bits of the last search. The queue stays.
    func clear() {
        guard isDirty else { return }
        isDirty = false
        if visitedCount < reached.count {
            for index in 0..<visitedCount { reached[Int(queue[index] >> 6)] = 0 }
        } else {
            for index in reached.indices { reached[index] = 0 }
        }
    }

    /// Leaves the first nodes of the queue, when they were put together anew.
    ///
    /// - Precondition: the workspace is clear.
    func keep(first count: Int) {
        precondition(!isDirty && count <= visitedCount, "the bits are no longer needed")
        visitedCount = count
    }

    /// The number of nodes at a distance of 1 to `hopCount` from `start`, over relationships of any
    /// type in either direction.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package func count(
        within hopCount: Int, of start: NodeID, in snapshot: borrowing Snapshot
    ) throws(StoreError) -> Int {
        var pace = SearchPace(RunControl())
        let everything = SegmentSelection(types: nil, direction: nil)
        try search(from: start, within: hopCount, along: everything, in: snapshot, &pace)
        clear()
        return max(visitedCount - 1, 0)
    }
}
