package import GraphModel
package import GraphStore

/// Counts the nodes within *k* hops of a node, over relationships of any type in either direction.
///
/// A breadth-first search over a bitmap. A small frontier is walked from its nodes (top-down); a
/// large one is asked for by the nodes that were not yet reached, which stop at the first answer
/// (bottom-up). The change pays when the frontier has many more neighbours than are left to ask,
/// which below three hops never happens soon enough to be worth counting.
///
/// The workspace is kept from search to search; a search clears only what it touched.
///
/// **Source**: S. Beamer, K. Asanović, D. Patterson, Direction-Optimizing Breadth-First Search,
/// SC 2012, section IV.
package struct ReachabilitySearch: Sendable {
    /// One bit for each node that was reached.
    var reached: [UInt64]
    /// One bit for each node of the frontier, while it is asked for.
    var frontier: [UInt64]
    /// The nodes in the order in which they were reached.
    var queue: [UInt32]

    /// The frontier is asked for when it has more than this share of the neighbours that are left.
    static let bottomUpShare = 6
    /// The least number of hops for which counting neighbours pays.
    static let bottomUpHopCountMin = 3

    /// A search over graphs with node ids below `nodeBound`.
    package init(nodeBound: Int) {
        reached = Array(repeating: 0, count: (nodeBound + 63) / 64)
        frontier = reached
        // One more than there are nodes: every neighbour is written before it is known to be new.
        queue = Array(repeating: 0, count: nodeBound + 1)
    }

    /// The number of nodes at a distance of 1 to `hopCount` from `start`.
    ///
    /// - Precondition: the workspace was made for at least as many nodes as the snapshot has.
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    /// - Complexity: O(nodes reached + their relationships).
    package mutating func count(
        within hopCount: Int, of start: NodeID, in snapshot: borrowing Snapshot
    ) throws(StoreError) -> Int {
        precondition(queue.count > snapshot.nodeBound, "the workspace fits the graph")
        guard hopCount > 0, Int(start.rawValue) < snapshot.nodeBound else { return 0 }
        return try search(hopCount, start, snapshot)
    }
}
