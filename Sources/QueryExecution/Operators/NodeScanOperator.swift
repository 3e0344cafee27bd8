import GraphModel
import GraphStore
import QueryPlanning

/// Puts each node of a label, of an index or of the graph into a slot.
final class NodeScanOperator: PipelineOperator {
    private let scan: PhysicalNodeScan
    /// What does not depend on the row is read once.
    private var known: [NodeID]?
    private var table: NodeTable?
    private var held = HeldValues()
    /// The value that an index is asked for.
    private let sought: Evaluation?
    /// The condition behind the look-up, which the look-up may answer itself.
    private let exact: (seek: ExactSeek, condition: Evaluation)?
    /// Room for the nodes and the key of a look-up.
    private var found: [NodeID] = []
    private var key: [UInt8] = []
    private let nextTakesBatches: Bool

    /// Fewer rows are not worth a batch.
    private static let batchCountMin = 8

    /// More are not kept between two runs.
    private static let keptCountMax = 4096

    /// - Parameter sought: the value of an access by one value of an index.
    /// - Parameter exact: a condition on the nodes, for an access by one value of an index.
    init(
        _ scan: PhysicalNodeScan, _ sought: Evaluation?,
        exact: (seek: ExactSeek, condition: Evaluation)? = nil, into next: Operator
    ) {
        self.scan = scan
        self.exact = exact
        self.sought = sought
        nextTakesBatches = next.takesBatches
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        held.end(&run)
        forget()
        try next.begin(row, &run)
    }

    /// Lets go of what was read once.
    private func forget() {
        if known != nil { known = nil }
        guard table != nil else { return }
        table = nil
        held = HeldValues()
    }

    override func rest() {
        forget()
        if found.capacity > Self.keptCountMax { found = [] }
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        if case .index(let index, _, _) = scan.access, let sought {
            return try push(index, try sought.value(&row, &run), &row, &run)
        }
        return try push(try nodes(&row, &run), &row, &run)
    }

    private func push(
        _ nodes: [NodeID], _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        if nextTakesBatches, nodes.count >= Self.batchCountMin, !run.graph.isTransaction {
            return try pushBatches(nodes, &row, &run)
        }
        for node in nodes {
            try run.step()
            row[scan.slot] = .node(node)
            guard try next.push(&row, &run) else { return false }
        }
        return true
    }

    private func pushBatches(
        _ nodes: [NodeID], _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        var batch = RowBatch()
        var first = 0
        while first < nodes.count {
            let count = min(RowBatch.countMax, nodes.count - first)
            try run.step(size: count)
            batch.begin(count: count)
            batch.append(.nodes(Array(nodes[first..<(first + count)])), scan.slot)
            guard try next.push(&batch, &row, &run) else { return false }
            first += count
        }
        return true
    }

    /// The nodes of an index with one value.
    private func push(
        _ index: IndexDefinition, _ value: Value, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        // What cannot be stored equals nothing that is.
        guard let value = value.propertyValue else { return true }
        var nodes: [NodeID] = []
        swap(&nodes, &found)
        defer { swap(&nodes, &found) }
        nodes.removeAll(keepingCapacity: true)
        try run.graph.appendNodes(in: index, equalTo: value, &key, to: &nodes)
        guard let exact, !exact.seek.isAnswered(by: index, for: value, run) else {
            return try push(nodes, &row, &run)
        }
        for node in nodes {
            try run.step()
            row[scan.slot] = .node(node)
            guard try exact.condition.truth(&row, &run) == true else { continue }
            guard try next.push(&row, &run) else { return false }
        }
        return true
    }

    private func nodes(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> [NodeID] {
        switch scan.access {
        case .all, .label:
            if let known { return known }
            let nodes = try independentNodes(&run)
            known = nodes
            return nodes
        case .index: preconditionFailure("nodes of one value are pushed as they are found")
        case .indexRange(let index, _, let lower, let upper):
            var bounds: [IndexRange.Bound?] = []
            for bound in [lower, upper] {
                guard let bound else {
                    bounds.append(nil)
                    continue
                }
                guard let value = try run.evaluate(bound.value, &row).propertyValue else {
                    return []
                }
                // Lists compare with lists element by element; the filter behind does that.
                if case .list = value { return try run.graph.nodes(in: index.id, .all) }
                bounds.append(IndexRange.Bound(value, isIncluded: bound.isIncluded))
            }
            return try run.graph.nodes(in: index.id, .between(bounds[0], bounds[1]))
        case .indexPrefix(let index, _, let expression):
            guard case .string(let text) = try run.evaluate(expression, &row) else { return [] }
            return try run.graph.nodes(in: index.id, .prefix(text))
        case .indexCodes(let index, _, let parent):
            switch try run.evaluate(parent, &row) {
            case .string(let text):
                var nodes: Set<NodeID> = []
                for range in DiseaseCode.Range(text)?.indexRanges ?? [] {
                    nodes.formUnion(try run.graph.nodes(in: index.id, range))
                }
                return nodes.sorted()
            case .null: return []
            // The filter behind says what is wrong with it.
            default: return try run.graph.nodes(in: index.id, .all)
            }
        case .table(_, let key, let expression):
            if table == nil { table = try makeTable(key, &run) }
            let value = try run.evaluate(expression, &row)
            // The condition is looked at again: equal values are always equivalent.
            return table?.nodes(value) ?? []
        case .indexSet(let index, _, let list):
            var nodes: [NodeID] = []
            var distinctCount = 0
            for element in try run.elements(list, &row) ?? [] {
                guard let value = element.propertyValue else { continue }
                try run.graph.appendNodes(in: index, equalTo: value, &key, to: &nodes)
                // Nodes of a value that comes again and again are not gathered again and again.
                guard nodes.count > 2 * distinctCount + Self.keptCountMax else { continue }
                nodes.sortOnce()
                distinctCount = nodes.count
            }
            nodes.sortOnce()
            return nodes
        }
    }

    private func independentNodes(_ run: inout Run) throws(ExecutionError) -> [NodeID] {
        switch scan.access {
        case .label(let label), .table(let label?, _, _):
            guard let label = run.id(label) else { return [] }
            return try run.graph.nodes(with: label)
        default: return try run.graph.allNodes()
        }
    }

    /// The nodes by the value of a property; those without it are left out.
    private func makeTable(
        _ key: KeySymbol, _ run: inout Run
    ) throws(ExecutionError) -> NodeTable {
        var table = NodeTable()
        guard let key = run.id(key) else { return table }
        for node in try independentNodes(&run) {
            try run.step()
            guard let value = try run.graph.value(of: key, of: node) else { continue }
            let converted = Value(value)
            try table.add(node, converted, run.control)
            try held.add(converted, &run)
        }
        return table
    }
}

extension [NodeID] {
    /// Puts the nodes into their order, each once.
    fileprivate mutating func sortOnce() {
        guard count > 1 else { return }
        sort()
        var kept = 1
        for index in 1..<count where self[index] != self[kept - 1] {
            self[kept] = self[index]
            kept += 1
        }
        removeSubrange(kept...)
    }
}
