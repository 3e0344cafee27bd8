import LMDB

/// Where a snapshot found records: one word for each node, 0 for those not looked for. And what
/// else is kept as long as the commit is the newest.
///
/// When the next commit is of this process, what it did not touch is kept: see ``CommitLog``.
///
/// An object, so that a snapshot is small to hand on: each query does that several times. One
/// snapshot has it at a time.
final class SnapshotDirectories {
    /// Whole neighbourhood records: see ``RecordPlace``.
    let neighbourhoods: MapDirectory
    /// The neighbours in them: see ``AdjacencyPlace``.
    let adjacency: MapDirectory
    /// Node records: see ``RecordPlace``.
    let nodes: MapDirectory
    /// The neighbours of one type in one direction.
    let segments: SegmentDirectories
    /// Values that were read often.
    let columns = NodeColumns()
    let workspaces = SnapshotWorkspaces()
    let misses = MissCount()
    /// How many nodes there is room for. What is not used takes address space only.
    private let capacity: Int

    init(nodeBound: Int) {
        capacity = nodeBound + nodeBound / 8 + 1024
        neighbourhoods = MapDirectory(count: capacity)
        adjacency = MapDirectory(count: capacity)
        nodes = MapDirectory(count: capacity)
        segments = SegmentDirectories(capacity: capacity)
    }

    /// Forgets what some commits changed.
    ///
    /// - Returns: whether the rest is of use for as many nodes as there are now.
    func forget(_ changes: ArraySlice<CommitChange>, from old: GraphState, to new: GraphState)
        -> Bool
    {
        guard new.meta.nextNode <= UInt64(capacity) else { return false }
        // Workspaces have room for the nodes of their snapshot only.
        if new.meta.nextNode != old.meta.nextNode { workspaces.removeAll() }
        for change in changes {
            segments.forget(change.neighbourhoods)
            workspaces.forget(change.neighbourhoods)
            for node in change.neighbourhoods {
                neighbourhoods[Int(node)] = 0
                adjacency[Int(node)] = 0
            }
            for node in change.nodes { nodes[Int(node)] = 0 }
            if !change.nodes.isEmpty { columns.removeAll() }
        }
        misses.reset()
        return true
    }
}
