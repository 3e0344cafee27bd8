/// Memory that a search works in, as large as the graph: kept from query to query, because making
/// it would cost more than many a search.
///
/// Who gives one back leaves it as ``init(nodeBound:)`` made it, but for what it knows of the graph
/// and can ``forget(_:)``.
package protocol SnapshotWorkspace: AnyObject {
    init(nodeBound: Int)

    /// A commit has changed the neighbours of some nodes: what the workspace knows of them no longer
    /// holds.
    func forget(_ nodes: [UInt64])
}

extension SnapshotWorkspace {
    /// Most workspaces know nothing of the graph between two searches.
    package func forget(_ nodes: [UInt64]) {}
}

/// The workspaces of a snapshot that nobody uses just now.
///
/// **Memory**: as many of a kind as were in use at the same time, until a commit makes nodes.
///
/// It belongs to the directories of one snapshot, so one thread at a time uses it.
final class SnapshotWorkspaces {
    private var idle: [any SnapshotWorkspace] = []

    func take<Workspace: SnapshotWorkspace>(
        _ type: Workspace.Type, nodeBound: Int
    ) -> Workspace {
        for index in idle.indices.reversed() {
            guard let workspace = idle[index] as? Workspace else { continue }
            idle.remove(at: index)
            return workspace
        }
        return Workspace(nodeBound: nodeBound)
    }

    func give(_ workspace: any SnapshotWorkspace) { idle.append(workspace) }

    func removeAll() { idle.removeAll() }

    /// The neighbours of some nodes are other ones now.
    func forget(_ nodes: [UInt64]) {
        for workspace in idle { workspace.forget(nodes) }
    }
}

extension Snapshot {
    /// A workspace for as many nodes as the snapshot has. Give it back with ``giveWorkspace(_:)``;
    /// one that is not given back, because a search failed, is dropped.
    package borrowing func takeWorkspace<Workspace: SnapshotWorkspace>(
        _ type: Workspace.Type
    ) -> Workspace {
        directories.workspaces.take(type, nodeBound: nodeBound)
    }

    /// - Precondition: `workspace` was taken from this snapshot and is clear.
    package borrowing func giveWorkspace(_ workspace: any SnapshotWorkspace) {
        directories.workspaces.give(workspace)
    }
}
