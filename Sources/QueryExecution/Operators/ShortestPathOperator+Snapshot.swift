import GraphModel
import GraphStore
import QueryPlanning
import QuerySyntax

// The search where nothing is asked of the elements of the path: from both ends, over a snapshot.

extension ShortestPathOperator {
    /// Whether ``pushNearest(_:_:_:_:)`` can be used.
    func canSearchFromBothEnds(_ run: borrowing Run) -> Bool {
        walk.isPlain && walk.lower <= 1 && search.condition == nil && run.graph.isSnapshot
    }

    /// Pushes one of the shortest walks between two different nodes, or all.
    ///
    /// Which of several is one depends on nothing but the ids in the graph and the pattern: it goes
    /// through the place where the search first met, each node was reached by the neighbour that
    /// was looked at first, and of the relationships between two nodes it has the first by type,
    /// then by direction, then by id.
    func pushNearest(
        _ start: NodeID, _ end: NodeID, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        let selection = SegmentSelection(expand.direction, types: run.ids(expand.types))
        let workspace = run.graph.takeWorkspace(ShortestPathSearch.self)
        let isFound = try run.graph.shortestWalks(
            from: start, to: end, within: walk.upper ?? .max, along: selection,
            isAll: search.isAll, workspace, run.control)
        var isOpen = true
        if isFound, search.isAll {
            let ways = try ShortestWays(workspace, expand, run.ids(expand.types), &run)
            workspace.clear()
            run.graph.giveWorkspace(workspace)
            return try push(ways, start, end, &row, &run)
        }
        if isFound {
            let nodes = workspace.nodes(of: workspace.meetings[0])
            let path = try relationships(along: nodes, selection, &run)
            isOpen = try emit([path], start, &row, &run) ?? true
        }
        workspace.clear()
        run.graph.giveWorkspace(workspace)
        return isOpen
    }

    private func relationships(
        along nodes: [NodeID], _ selection: SegmentSelection, _ run: inout Run
    ) throws(ExecutionError) -> [RelationshipValue] {
        var path: [RelationshipValue] = []
        path.reserveCapacity(nodes.count - 1)
        for index in 1..<nodes.count {
            let (node, next) = (nodes[index - 1], nodes[index])
            guard
                let relationship = try run.graph.firstRelationship(
                    of: node, to: next, in: selection)
            else { preconditionFailure("the search followed a relationship") }
            path.append(relationship)
        }
        return path
    }

    /// Pushes all walks, none of which needs more than its own memory.
    private func push(
        _ ways: ShortestWays, _ start: NodeID, _ end: NodeID, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        var path: [RelationshipValue] = []
        var levels = [(rest: ways.relationships[start] ?? [], node: start)]
        while !levels.isEmpty {
            try run.step()
            let last = levels.count - 1
            guard let relationship = levels[last].rest.popLast() else {
                levels.removeLast()
                _ = path.popLast()
                continue
            }
            let next = relationship.other(than: levels[last].node)
            path.append(relationship)
            if next == end {
                guard try emit([path], start, &row, &run) ?? true else { return false }
                path.removeLast()
            } else {
                levels.append((ways.relationships[next] ?? [], next))
            }
        }
        return true
    }
}

/// For each node of the shortest walks the relationships by which they go on.
private struct ShortestWays {
    private(set) var relationships: [NodeID: [RelationshipValue]] = [:]

    /// Goes back from where the sides met to the start, and on to the end. Each relationship that
    /// changes the distance by one lies on a shortest walk.
    init(
        _ search: ShortestPathSearch, _ expand: PhysicalExpand, _ types: [TypeID]?,
        _ run: inout Run
    ) throws(ExecutionError) {
        let meetings = search.meetings
        let from = Set(meetings.map { NodeID(rawValue: $0.from) })
        let to = Set(meetings.map { NodeID(rawValue: $0.to) })
        let distances = search.meetingDistances
        // In the order of the ids, so that walks come in the same order each time.
        for node in from.sorted() {
            try addSteps(of: node, expand.direction, types, &run) { to.contains($0) }
        }
        // Back to the start: the steps of a node are known by those who lead to it.
        var level = from
        for distance in stride(from: distances.afterStart - 1, through: 0, by: -1) {
            var before: Set<NodeID> = []
            for node in level.sorted() {
                for step in try Self.neighbours(of: node, expand.direction.reversed, types, &run)
                where search.isReached(step.node, afterStart: distance) {
                    relationships[step.node, default: []].append(step.relationship)
                    before.insert(step.node)
                }
            }
            level = before
        }
        level = to
        for distance in stride(from: distances.beforeEnd - 1, through: 0, by: -1) {
            var behind: Set<NodeID> = []
            for node in level.sorted() {
                let steps = try addSteps(of: node, expand.direction, types, &run) {
                    search.isReached($0, beforeEnd: distance)
                }
                behind.formUnion(steps)
            }
            level = behind
        }
    }

    /// Adds those relationships of a node that lead to certain nodes.
    ///
    /// - Returns: where they lead.
    @discardableResult
    private mutating func addSteps(
        of node: NodeID, _ direction: RelationshipDirection, _ types: [TypeID]?, _ run: inout Run,
        to isWanted: (NodeID) -> Bool
    ) throws(ExecutionError) -> [NodeID] {
        var ends: [NodeID] = []
        for step in try Self.neighbours(of: node, direction, types, &run) where isWanted(step.node)
        {
            relationships[node, default: []].append(step.relationship)
            ends.append(step.node)
        }
        return ends
    }

    private static func neighbours(
        of node: NodeID, _ direction: RelationshipDirection, _ types: [TypeID]?, _ run: inout Run
    ) throws(ExecutionError) -> [Neighbour] {
        try run.step()
        var neighbours: [Neighbour] = []
        try run.graph.appendNeighbours(of: node, direction, types, to: &neighbours)
        return neighbours
    }
}

extension RelationshipDirection {
    /// The direction seen from the other end.
    fileprivate var reversed: RelationshipDirection {
        switch self {
        case .outgoing: .incoming
        case .incoming: .outgoing
        case .either: .either
        }
    }
}
