import GraphModel
import QueryPlanning
import QuerySyntax

/// Looks at conditions once for each node of a level, whatever the number of walks to it.
struct ChainConditions {
    private let chain: PhysicalCountedChain
    /// What was found out about nodes, by level, where it holds for all starts: 0 nothing, 1 they
    /// pass, 2 they do not. Empty where nodes are looked at only once.
    private var verdicts: [[UInt8]]

    /// - Parameter isRepeated: whether there is more than one start to walk from.
    init(_ chain: ResolvedChain, isRepeated: Bool, nodeBound: Int) {
        self.chain = chain.chain
        verdicts = chain.conditions.map { conditions in
            isRepeated && conditions.contains { !$0.usesStart }
                ? Array(repeating: 0, count: nodeBound) : []
        }
    }

    /// Takes the nodes out of a level that do not pass. The first node stands in the row.
    mutating func apply<Count>(
        _ conditions: [PhysicalCountedChain.Condition], at index: Int,
        _ level: CountLevel<Count>, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) {
        let slot = chain.nodes[index].slot
        for condition in conditions {
            guard level.nodeCount > 0 else { return }
            var kept = 0
            var walks: UInt64 = 0
            let test = try NodeTest(condition, slot: slot, level.nodeCount, &row, &run)
            let isKept = !condition.usesStart && !verdicts[index].isEmpty && conditions.count == 1
            for place in 0..<level.nodeCount {
                let node = level.nodes[place]
                let passes: Bool
                if isKept, verdicts[index][Int(node)] != 0 {
                    passes = verdicts[index][Int(node)] == 1
                } else {
                    try run.step()
                    passes = try test.passes(NodeID(rawValue: node), &row, &run)
                    if isKept { verdicts[index][Int(node)] = passes ? 1 : 2 }
                }
                if passes {
                    level.nodes[kept] = node
                    kept += 1
                    walks += UInt64(level.counts[Int(node)])
                } else {
                    level.counts[Int(node)] = 0
                }
            }
            level.nodeCount = kept
            level.walkCount = walks
        }
    }
}

/// One condition, with all that does not depend on the node worked out.
struct NodeTest {
    private enum Kind {
        case property(KeyID, ComparisonOperator, Value)
        case expression(PlanExpression, slot: Int)
        case never
    }

    private let kind: Kind

    /// - Parameter nodeCount: about how many nodes it will be asked about.
    init(
        _ condition: PhysicalCountedChain.Condition, slot: Int, _ nodeCount: Int,
        _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) {
        guard case .comparison(let symbol, let sign, let operand) = condition.test else {
            kind = .expression(condition.expression, slot: slot)
            return
        }
        let value = try run.evaluate(operand, &row)
        // What no node has is null, and null compares with nothing.
        guard let key = run.id(symbol), !value.isNull else {
            kind = .never
            return
        }
        kind = .property(key, sign, value)
    }

    func passes(
        _ node: NodeID, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        switch kind {
        case .never: return false
        case .property(let key, let sign, let value):
            guard let own = try run.graph.value(of: key, of: node) else { return false }
            return Run.compare(sign, Value(own), value) == true
        case .expression(let expression, let slot):
            row[slot] = .node(node)
            return try run.holds(expression, &row)
        }
    }
}
