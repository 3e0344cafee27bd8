import GraphModel
import GraphStore
import QueryPlanning
import QuerySyntax

/// Gives each node that some walk of a length between two bounds reaches, once.
///
/// ```
/// a        a  b
/// 1   →    1  2      a −[*1..2]− b; the start first, if a cycle leads back to it, then by distance
///          1  3
/// ```
///
/// Where nothing is asked of the relationships it is a ``ReachabilitySearch``, else a
/// ``FilteredReach``.
final class ReachOperator: PipelineOperator {
    private let walk: PhysicalVariableExpand
    private var expand: PhysicalExpand { walk.expand }

    init(_ walk: PhysicalVariableExpand, into next: Operator) {
        self.walk = walk
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard case .node(let start) = row[expand.from] else { return true }
        var target: NodeID?
        if expand.isInto {
            guard case .node(let node) = row[expand.to] else { return true }
            target = node
        }
        guard walk.isPlain, run.graph.isSnapshot else {
            let nodes = try FilteredReach(walk).nodes(from: start, &row, &run)
            if let target { return nodes.contains(target) ? try next.push(&row, &run) : true }
            for node in nodes {
                guard try push(node, &row, &run) else { return false }
            }
            return true
        }
        return try push(from: start, to: target, &row, &run)
    }

    private func push(
        _ node: NodeID, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        try run.step()
        row[expand.to] = .node(node)
        return try next.push(&row, &run)
    }

    private func push(
        from start: NodeID, to target: NodeID?, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        let reach = PlainReach(walk, &run)
        let search = try reach.search(from: start, &run)
        var isOpen = true
        if let target {
            let isReached =
                target == start
                ? try reach.includesStart(start, search, &run) : search.contains(target)
            if isReached { isOpen = try next.push(&row, &run) }
        } else {
            if try reach.includesStart(start, search, &run) {
                isOpen = try push(start, &row, &run)
            }
            var index = 1
            while isOpen, index < search.visitedCount {
                isOpen = try push(NodeID(rawValue: search.queue[index]), &row, &run)
                index += 1
            }
        }
        search.clear()
        run.graph.giveWorkspace(search)
        return isOpen
    }
}

/// The nodes of a walk of which nothing is asked, in a snapshot.
struct PlainReach {
    private let walk: PhysicalVariableExpand
    private let selection: SegmentSelection
    private var hopCountMax: Int { walk.upper ?? .max }

    /// - Precondition: nothing is asked of the elements of `walk`, and the graph is a snapshot.
    init(_ walk: PhysicalVariableExpand, _ run: inout Run) {
        self.walk = walk
        selection = SegmentSelection(walk.expand.direction, types: run.ids(walk.expand.types))
    }

    /// Finds the nodes behind the start. They are the queue of the workspace after its first.
    ///
    /// Give the workspace back when it is clear.
    func search(from start: NodeID, _ run: inout Run) throws(ExecutionError) -> ReachabilitySearch {
        let search = run.graph.takeWorkspace(ReachabilitySearch.self)
        try run.graph.reach(
            from: start, within: hopCountMax, along: selection, search, run.control)
        return search
    }

    /// Whether the start is among the nodes: by the walk of no relationship, or by a cycle.
    func includesStart(
        _ start: NodeID, _ search: ReachabilitySearch, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        if walk.lower == 0 { return true }
        if selection.hasOneDirection || hopCountMax == 0 { return search.returnsToStart }
        return try run.graph.hasCycle(
            through: start, within: hopCountMax, along: selection, run.control)
    }
}
