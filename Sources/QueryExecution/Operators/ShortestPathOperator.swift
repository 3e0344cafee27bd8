import GraphModel
import QueryPlanning

/// Finds the shortest walks between two nodes, none using a relationship twice.
///
/// Where nothing is asked of the path or its elements the search goes from both ends: see
/// ``ShortestPathSearch``. Conditions on elements are asked by a breadth-first search, which
/// remembers by which relationships each node was first reached. With a condition on the path, and where a walk may pass a node twice, walks are tried in the order of
/// their lengths.
final class ShortestPathOperator: PipelineOperator {
    let search: PhysicalShortestPath
    var walk: PhysicalVariableExpand { search.walk }
    var expand: PhysicalExpand { search.walk.expand }

    init(_ search: PhysicalShortestPath, into next: Operator) {
        self.search = search
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard case .node(let start) = row[expand.from], case .node(let end) = row[expand.to] else {
            return true
        }
        if start != end, canSearchFromBothEnds(run) {
            return try pushNearest(start, end, &row, &run)
        }
        let filter = try RelationshipFilter(walk, &row, &run)
        if walk.lower == 0, start == end {
            if let isOpen = try emit([[]], start, &row, &run) { return isOpen }
        }
        if walk.lower <= 1, start != end {
            let paths = try nearest(start, end, filter, &row, &run)
            guard let length = paths.first?.count else { return true }
            if let isOpen = try emit(paths, start, &row, &run) { return isOpen }
            return try byLength(from: length + 1, start, end, filter, &row, &run)
        }
        return try byLength(from: max(walk.lower, 1), start, end, filter, &row, &run)
    }

    /// Pushes those paths that satisfy the condition; nil if none does.
    func emit(
        _ paths: [[RelationshipValue]], _ start: NodeID, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool? {
        var hasAny = false
        for path in paths {
            let list = path.map { Value.relationship($0) }
            row[expand.relationship] = .list(walk.isReversed ? list.reversed() : list)
            if let place = search.path {
                row[place.slot] = .path(
                    walk.isReversed
                        ? PathValue(from: PathValue(from: start, path).nodes.last!, path.reversed())
                        : PathValue(from: start, path))
            }
            if let condition = search.condition, try !run.holds(condition, &row) { continue }
            hasAny = true
            guard try next.push(&row, &run) else { return false }
            if !search.isAll { return true }
        }
        return hasAny ? true : nil
    }
}

// MARK: Breadth first

extension ShortestPathOperator {
    /// All shortest walks between two different nodes. None of them passes a node twice.
    private func nearest(
        _ start: NodeID, _ end: NodeID, _ filter: RelationshipFilter, _ row: inout Row,
        _ run: inout Run
    ) throws(ExecutionError) -> [[RelationshipValue]] {
        var arrivals: [NodeID: [RelationshipValue]] = [start: []]
        var frontier = [start]
        var depth = 0
        var neighbours: [Neighbour] = []
        while !frontier.isEmpty, depth < walk.upper ?? .max {
            depth += 1
            var reached: [NodeID: [RelationshipValue]] = [:]
            var order: [NodeID] = []
            for node in frontier {
                neighbours.removeAll(keepingCapacity: true)
                try run.graph.appendNeighbours(
                    of: node, expand.direction, filter.types, to: &neighbours)
                for neighbour in neighbours where arrivals[neighbour.node] == nil {
                    try run.step()
                    guard try filter.accepts(neighbour.relationship, &row, &run) else { continue }
                    if reached[neighbour.node] == nil { order.append(neighbour.node) }
                    reached[neighbour.node, default: []].append(neighbour.relationship)
                }
            }
            arrivals.merge(reached) { first, _ in first }
            if reached[end] != nil { return try paths(to: end, start, arrivals, &run) }
            frontier = []
            for node in order where try filter.acceptsInner(node, &row, &run) {
                frontier.append(node)
            }
        }
        return []
    }

    private func paths(
        to end: NodeID, _ start: NodeID, _ arrivals: [NodeID: [RelationshipValue]],
        _ run: inout Run
    ) throws(ExecutionError) -> [[RelationshipValue]] {
        // One path is enough only if nothing can be wrong with it.
        let isOneEnough = !search.isAll && search.condition == nil
        var open: [(node: NodeID, tail: [RelationshipValue])] = [(end, [])]
        var paths: [[RelationshipValue]] = []
        while let (node, tail) = open.popLast() {
            try run.step()
            if node == start {
                paths.append(tail.reversed())
                if isOneEnough { return paths }
                continue
            }
            for relationship in arrivals[node] ?? [] {
                open.append((relationship.other(than: node), tail + [relationship]))
            }
        }
        return paths
    }
}

// MARK: By length

extension ShortestPathOperator {
    private func byLength(
        from length: Int, _ start: NodeID, _ end: NodeID, _ filter: RelationshipFilter,
        _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        var length = length
        while length <= walk.upper ?? .max {
            var search = FixedLengthSearch(
                end: end, length: length, direction: expand.direction, filter: filter)
            try search.visit(start, &row, &run)
            if let isOpen = try emit(search.paths, start, &row, &run) { return isOpen }
            // No walk of this length leads on, so none is longer.
            guard search.reachesLength else { return true }
            length += 1
        }
        return true
    }
}

/// All walks of one length between two nodes.
private struct FixedLengthSearch {
    let end: NodeID
    let length: Int
    let direction: RelationshipDirection
    let filter: RelationshipFilter
    private var path: [RelationshipValue] = []
    private(set) var paths: [[RelationshipValue]] = []
    /// Whether any walk, wherever it ends, is that long.
    private(set) var reachesLength = false

    init(end: NodeID, length: Int, direction: RelationshipDirection, filter: RelationshipFilter) {
        self.end = end
        self.length = length
        self.direction = direction
        self.filter = filter
    }

    mutating func visit(
        _ node: NodeID, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) {
        try run.step()
        guard path.count < length else {
            reachesLength = true
            if node == end { paths.append(path) }
            return
        }
        if !path.isEmpty, try !filter.acceptsInner(node, &row, &run) { return }
        var neighbours: [Neighbour] = []
        try run.graph.appendNeighbours(of: node, direction, filter.types, to: &neighbours)
        for neighbour in neighbours where !path.contains(neighbour.relationship) {
            guard try filter.accepts(neighbour.relationship, &row, &run) else { continue }
            path.append(neighbour.relationship)
            try visit(neighbour.node, &row, &run)
            path.removeLast()
        }
    }
}
