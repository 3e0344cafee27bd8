import GraphModel
import GraphStore
import QueryPlanning

/// Counts the nodes that walks lead to from any of the rows, each once.
///
/// ```
/// a        count(DISTINCT b)
/// 1   →    7                      a −[*1..2]− b
/// 2
/// ```
///
/// The nodes of the first row stay where the search has put them; only a second row makes a set of
/// them.
final class ReachCountOperator: PipelineOperator {
    private let count: PhysicalReachCount
    private let filter: NodeFilter
    private var walk: PhysicalVariableExpand { count.walk }
    private var start: Row = []
    /// The search of the first row, with what it counts at the front of its queue.
    private var first: ReachabilitySearch?
    private var nodes = NodeSet()

    init(_ count: PhysicalReachCount, into next: Operator) {
        self.count = count
        filter = NodeFilter(count.conditions, on: count.walk.expand.to)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        start = row
        first = nil
        nodes = NodeSet()
        try next.begin(row, &run)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        guard case .node(let start) = row[walk.expand.from] else { return true }
        guard walk.isPlain, run.graph.isSnapshot else {
            for node in try FilteredReach(walk).nodes(from: start, &row, &run)
            where try filter.holds(node, &row, &run) {
                nodes.insert(node.rawValue)
            }
            return true
        }
        let search = try search(from: start, &row, &run)
        if first == nil && nodes.count == 0 {
            first = search
        } else {
            if let first { move(first, &run) }
            first = nil
            move(search, &run)
        }
        return true
    }

    /// The nodes that count at the front of the queue, and no others.
    private func search(
        from start: NodeID, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> ReachabilitySearch {
        let reach = PlainReach(walk, &run)
        let search = try reach.search(from: start, &run)
        // The start is asked first where that is cheap and harmless: a cycle is dearer to find.
        var includesStart = filter.canFail
        if !includesStart { includesStart = try filter.holds(start, &row, &run) }
        if includesStart { includesStart = try reach.includesStart(start, search, &run) }
        search.clear()
        let places = (includesStart ? 0 : min(1, search.visitedCount))..<search.visitedCount
        search.keep(first: try filter.keep(&search.queue, places, &row, &run))
        return search
    }

    private func move(_ search: ReachabilitySearch, _ run: inout Run) {
        for place in 0..<search.visitedCount { nodes.insert(search.queue[place]) }
        run.graph.giveWorkspace(search)
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        var row = start
        let result = Value.integer(Int64(first?.visitedCount ?? nodes.count))
        for slot in count.slots { row[slot] = result }
        if let first { run.graph.giveWorkspace(first) }
        first = nil
        nodes = NodeSet()
        _ = try next.push(&row, &run)
        try next.finish(&run)
    }
}
