import GraphModel
import GraphStore
import QueryPlanning
import QuerySyntax

// Searches over a snapshot. They work in memory that is kept with the snapshot: it is taken here,
// and given back when what was found is no longer needed.

extension GraphAccess {
    /// Whether the graph is a snapshot, which searches can read in place. A write transaction is
    /// read record by record.
    var isSnapshot: Bool {
        switch snapshot {
        case .some: true
        case .none: false
        }
    }

    /// The column of a key, which is made if that is worth it for `readCount` more reads; nil for a
    /// write transaction and where values are of different types.
    ///
    /// **Throws** `Timeout`, `Cancelled`, and what the store throws.
    func column(
        of key: KeyID, forReads readCount: Int, _ control: RunControl
    ) throws(ExecutionError) -> NodeColumn? {
        guard isSnapshot else { return nil }
        var readCount = readCount
        while true {
            switch try column(of: key, readCount) {
            case .made(let column): return column
            case .absent: return nil
            case .isBeingMade: try control.check()
            }
            readCount = 0
        }
    }

    private func column(
        of key: KeyID, _ readCount: Int
    ) throws(ExecutionError) -> NodeColumnState {
        do {
            return try withSnapshot { snapshot throws(StoreError) in
                try snapshot.column(of: key, forReads: readCount)
            }
        } catch { throw .store(error) }
    }
}

// MARK: Workspaces

extension GraphAccess {
    /// A workspace as large as the graph.
    ///
    /// - Precondition: the graph is a snapshot.
    func takeWorkspace<Workspace: SnapshotWorkspace>(_ type: Workspace.Type) -> Workspace {
        withSnapshot { snapshot in snapshot.takeWorkspace(type) }
    }

    /// Gives back a workspace that was taken from this graph.
    ///
    /// - Precondition: it is clear.
    func giveWorkspace(_ workspace: any SnapshotWorkspace) {
        withSnapshot { snapshot in snapshot.giveWorkspace(workspace) }
    }
}

// MARK: Searches

extension GraphAccess {
    /// Finds the nodes within `hopCount` relationships of a node: see ``ReachabilitySearch``.
    ///
    /// - Precondition: the graph is a snapshot, the workspace is of it and clear.
    /// **Throws** `Timeout`, `Cancelled`, and what the store throws.
    func reach(
        from start: NodeID, within hopCount: Int, along selection: SegmentSelection,
        _ search: ReachabilitySearch, _ control: RunControl
    ) throws(ExecutionError) {
        var pace = SearchPace(control)
        do {
            switch snapshot {
            case .some(let snapshot):
                try search.search(
                    from: start, within: hopCount, along: selection, in: snapshot, &pace)
            case .none: preconditionFailure("searches read a snapshot")
            }
        } catch { throw .store(error) }
        if pace.shouldAsk { try control.check() }
    }

    /// Whether a walk in either direction, of at most `lengthMax` relationships and none twice,
    /// leads from a node back to it: see ``CycleSearch``.
    ///
    /// - Precondition: as of ``reach(from:within:along:_:_:)``.
    /// **Throws** `Timeout`, `Cancelled`, and what the store throws.
    func hasCycle(
        through start: NodeID, within lengthMax: Int, along selection: SegmentSelection,
        _ control: RunControl
    ) throws(ExecutionError) -> Bool {
        let search = takeWorkspace(CycleSearch.self)
        var pace = SearchPace(control)
        let isFound: Bool
        do {
            switch snapshot {
            case .some(let snapshot):
                isFound = try search.hasCycle(
                    through: start, within: lengthMax, along: selection, in: snapshot, &pace)
            case .none: preconditionFailure("searches read a snapshot")
            }
        } catch { throw .store(error) }
        if pace.shouldAsk { try control.check() }
        giveWorkspace(search)
        return isFound
    }

    /// Finds where the shortest walks between two different nodes meet: see
    /// ``ShortestPathSearch``.
    ///
    /// - Precondition: as of ``reach(from:within:along:_:_:)``.
    /// **Throws** `Timeout`, `Cancelled`, and what the store throws.
    func shortestWalks(
        from start: NodeID, to end: NodeID, within lengthMax: Int,
        along selection: SegmentSelection,
        isAll: Bool, _ search: ShortestPathSearch, _ control: RunControl
    ) throws(ExecutionError) -> Bool {
        var pace = SearchPace(control)
        let isFound: Bool
        do {
            switch snapshot {
            case .some(let snapshot):
                isFound = try search.search(
                    from: start, to: end, within: lengthMax, along: selection, isAll: isAll,
                    in: snapshot, &pace)
            case .none: preconditionFailure("searches read a snapshot")
            }
        } catch { throw .store(error) }
        if pace.shouldAsk { try control.check() }
        return isFound
    }

    /// The relationship between two nodes that comes first by type, then outgoing before incoming,
    /// then by id.
    ///
    /// - Precondition: the graph is a snapshot.
    func firstRelationship(
        of node: NodeID, to neighbour: NodeID, in selection: SegmentSelection
    ) throws(ExecutionError) -> RelationshipValue? {
        do {
            let found = try withSnapshot { snapshot throws(StoreError) in
                try snapshot.firstRelationship(of: node, to: neighbour, in: selection)
            }
            guard let (id, key) = found else { return nil }
            let isOutgoing = key.direction == .outgoing
            return RelationshipValue(
                id: id, start: isOutgoing ? node : neighbour, end: isOutgoing ? neighbour : node,
                type: key.type)
        } catch { throw .store(error) }
    }
}

extension SegmentSelection {
    /// The relationships that a step of a pattern follows, seen from where it begins.
    init(_ direction: RelationshipDirection, types: [TypeID]?) {
        let side: Direction? =
            switch direction {
            case .outgoing: .outgoing
            case .incoming: .incoming
            case .either: nil
            }
        self.init(types: types, direction: side)
    }
}

extension PhysicalVariableExpand {
    /// Whether nothing is asked of the elements of the walk, so that a search need not look at
    /// relationships.
    var isPlain: Bool {
        properties.isEmpty && innerNodes == nil && relationships == nil && !isListBound
    }
}
