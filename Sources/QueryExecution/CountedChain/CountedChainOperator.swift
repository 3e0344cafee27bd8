import GraphModel
import GraphStore
import QueryPlanning

/// Makes groups of the walks along a chain from the numbers of walks to each node.
///
/// ```
/// starts    level 1      level 2            groups by end
/// 1: 1      5: 1         7: 2               7  2
/// 2: 1  →   6: 1     →   8: 1        →      8  1
/// ```
///
/// All starts are walked from at once, unless the groups or a condition tell them apart; then one after
/// the other. Within a write transaction, and where the graph does not let the groups be counted, the
/// rows are made as if there were no chain.
final class CountedChainOperator: PipelineOperator {
    private let chain: PhysicalCountedChain
    /// Makes the groups row by row.
    private let rows: Operator
    private var makesRows = false
    /// The nodes that rows began with, and how many rows began with each.
    private var starts: [UInt32] = []
    private var startCounts: [UInt32: UInt64] = [:]
    /// How many rows came.
    private var rowCount: UInt64 = 0
    private var row: Row = []
    /// What was proved for the last run: it mostly holds for the next one, too.
    private var proof: ChainProof?

    init(_ chain: PhysicalCountedChain, rows: Operator, into next: Operator) {
        self.chain = chain
        self.rows = rows
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        starts.removeAll(keepingCapacity: true)
        startCounts.removeAll(keepingCapacity: true)
        rowCount = 0
        self.row = row
        makesRows = !run.canCount(chain)
        try next.begin(row, &run)
        if makesRows { try rows.begin(row, &run) }
    }

    override func rest() {
        (starts, startCounts, row) = ([], [:], [])
        rows.rest()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        if makesRows { return try rows.push(&row, &run) }
        try run.step()
        if rowCount == 0 { self.row = row }
        rowCount += 1
        guard case .rows = chain.source, case .node(let node) = row[chain.start] else {
            return true
        }
        if startCounts[node.rawValue, default: 0] == 0 { starts.append(node.rawValue) }
        startCounts[node.rawValue, default: 0] += 1
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        if !makesRows, try !count(&run) {
            // Nothing was handed on yet: the rows can be made from the beginning.
            try rows.begin(row, &run)
            try pushRows(&run)
            makesRows = true
        }
        if makesRows { try rows.finish(&run) }
        try next.finish(&run)
    }

    /// Makes the rows that came once more.
    private func pushRows(_ run: inout Run) throws(ExecutionError) {
        var own = row
        guard case .rows = chain.source else {
            for _ in 0..<rowCount {
                guard try rows.push(&own, &run) else { return }
            }
            return
        }
        for start in starts {
            for _ in 0..<(startCounts[start] ?? 0) {
                own[chain.start] = .node(NodeID(rawValue: start))
                guard try rows.push(&own, &run) else { return }
            }
        }
    }

    /// Counts the groups and hands them on.
    ///
    /// - Returns: false when the graph does not let them be counted; nothing was handed on then.
    private func count(_ run: inout Run) throws(ExecutionError) -> Bool {
        let starts = try starts(&run)
        let proof = try proof(run)
        let resolved = try ResolvedChain(chain, proof, startCount: starts.nodes.count, &run)
        guard resolved.isKeyed || chain.aggregates.allSatisfy({ $0.isWalkCount }) else {
            return false
        }
        var counting = ChainCounting(resolved, next, row, starts)
        return try counting.count(&run)
    }

    /// What is proved in the commit that the run reads.
    private func proof(_ run: borrowing Run) throws(ExecutionError) -> ChainProof {
        let state = try run.graph.withSnapshot { snapshot throws(ExecutionError) in
            snapshot.stateIdentity
        }
        if let proof, proof.state === state { return proof }
        let proof = ChainProof(chain, state, run)
        self.proof = proof
        return proof
    }

    /// The nodes that walks begin at, each with a number of rows.
    private func starts(_ run: inout Run) throws(ExecutionError) -> ChainStarts {
        let nodes: [NodeID]
        switch chain.source {
        case .rows: return ChainStarts(nodes: starts, counts: starts.map { startCounts[$0] ?? 0 })
        case .all: nodes = rowCount == 0 ? [] : try run.graph.allNodes()
        case .label(let label):
            guard rowCount > 0, let label = run.id(label) else {
                return ChainStarts(nodes: [], counts: [])
            }
            nodes = try run.graph.nodes(with: label)
        }
        return ChainStarts(
            nodes: nodes.map { $0.rawValue }, countOfEach: rowCount)
    }
}

extension PhysicalCountedChain.Aggregate {
    var isWalkCount: Bool {
        if case .walkCount = kind { true } else { false }
    }
}

extension Run {
    /// Whether chains can be counted on the graph and within the limits.
    fileprivate func canCount(_ chain: PhysicalCountedChain) -> Bool {
        guard graph.isSnapshot else { return false }
        let held = CountingWorkspace.heldValueCount(
            levelCount: chain.nodes.count + 1, nodeBound: graph.nodeBound)
        return held <= control.limits.valueCountMax
    }
}
