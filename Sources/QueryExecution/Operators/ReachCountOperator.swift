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
    /// The rows to walk from by group, which are walked from when all are there.
    private var groups: [GroupKey: Int] = [:]
    private var groupedRows: [[Row]] = []
    private var held = HeldValues()

    init(_ count: PhysicalReachCount, into next: Operator) {
        self.count = count
        filter = NodeFilter(count.conditions, on: count.walk.expand.to)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        start = row
        first = nil
        nodes = NodeSet()
        groups = [:]
        groupedRows = []
        held.end(&run)
        try next.begin(row, &run)
    }

    override func rest() {
        (start, first, nodes) = ([], nil, NodeSet())
        (groups, groupedRows) = ([:], [])
        held = HeldValues()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        guard case .node = row[walk.expand.from] else { return true }
        guard !count.groupings.isEmpty else {
            try add(&row, &run)
            return true
        }
        var keys: [Value] = []
        for grouping in count.groupings {
            let value = try run.evaluate(grouping.expression, &row)
            row[grouping.slot] = value
            keys.append(value)
        }
        let key = GroupKey(values: keys)
        if let group = groups[key] {
            groupedRows[group].append(row)
        } else {
            groups[key] = groupedRows.count
            groupedRows.append([row])
        }
        try held.add(row, &run)
        return true
    }

    /// Adds the nodes that walks lead to from one row.
    private func add(_ row: inout Row, _ run: inout Run) throws(ExecutionError) {
        guard case .node(let start) = row[walk.expand.from] else { return }
        guard walk.isPlain, run.graph.isSnapshot else {
            for node in try FilteredReach(walk).nodes(from: start, &row, &run)
            where try filter.holds(node, &row, &run) {
                nodes.insert(node.rawValue)
            }
            return
        }
        let search = try search(from: start, &row, &run)
        if first == nil && nodes.count == 0 {
            first = search
        } else {
            if let first { move(first, &run) }
            first = nil
            move(search, &run)
        }
    }

    /// The number of nodes since the last time.
    private func takeCount(_ run: inout Run) -> Int {
        let number = first?.visitedCount ?? nodes.count
        if let first { run.graph.giveWorkspace(first) }
        first = nil
        nodes = NodeSet()
        return number
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
        if count.groupings.isEmpty {
            _ = try push(takeCount(&run), start, &run)
        } else {
            let rowsOfGroups = groupedRows
            (groups, groupedRows) = ([:], [])
            held.end(&run)
            for rows in rowsOfGroups {
                for var row in rows {
                    try run.step()
                    try add(&row, &run)
                }
                let number = takeCount(&run)
                // Without a node there was no row to make a group of.
                guard number > 0 else { continue }
                guard try push(number, rows[0], &run) else { break }
            }
        }
        try next.finish(&run)
    }

    private func push(
        _ number: Int, _ row: Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        var row = row
        for slot in count.slots { row[slot] = .integer(Int64(number)) }
        return try next.push(&row, &run)
    }
}
