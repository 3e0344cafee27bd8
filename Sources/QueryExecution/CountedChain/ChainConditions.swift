import GraphModel
import GraphStore
import QueryPlanning
import QuerySyntax

/// Looks at conditions once for each node of a level, whatever the number of walks to it.
struct ChainConditions {
    /// The slots of the nodes.
    private let slots: [Int]
    /// What was found out about nodes, by level, where it holds for all starts: 0 nothing, 1 they
    /// pass, 2 they do not. Empty where nodes are looked at only once.
    private var verdicts: [[UInt8]]

    /// - Parameter isRepeated: whether there is more than one start to walk from.
    init(_ chain: ResolvedChain, isRepeated: Bool, nodeBound: Int) {
        slots = chain.chain.nodes.map(\.slot)
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
        for condition in conditions {
            guard level.nodeCount > 0 else { return }
            let test = try NodeTest(
                condition, slot: slots[index], level.nodeCount, &row, &run)
            if let column = test.column {
                try level.keep { node throws(ExecutionError) in column.passes(node) }
            } else if condition.usesStart || verdicts[index].isEmpty || conditions.count > 1 {
                try level.keep { node throws(ExecutionError) in
                    try run.step()
                    return try test.passes(NodeID(rawValue: node), &row, &run)
                }
            } else {
                try applyOnce(test, at: index, level, &row, &run)
            }
        }
    }

    /// Looks at nodes that were not looked at for an earlier start.
    private mutating func applyOnce<Count>(
        _ test: NodeTest, at index: Int, _ level: CountLevel<Count>, _ row: inout Row,
        _ run: inout Run
    ) throws(ExecutionError) {
        // The only owner of the array, so that it is not copied.
        var known: [UInt8] = []
        swap(&known, &verdicts[index])
        defer { swap(&known, &verdicts[index]) }
        try level.keep { node throws(ExecutionError) in
            if known[Int(node)] != 0 { return known[Int(node)] == 1 }
            try run.step()
            let passes = try test.passes(NodeID(rawValue: node), &row, &run)
            known[Int(node)] = passes ? 1 : 2
            return passes
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
    /// The test as a comparison of integers, if it is one.
    private(set) var column: ColumnTest?

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
        guard case .integer(let number) = value,
            let column = try run.column(of: key, forReads: nodeCount), column.kind == .integer
        else { return }
        self.column = ColumnTest(column: column, sign: sign, value: number)
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

/// The comparison of an integer property with a value, without a `Value` for each node.
struct ColumnTest {
    private let column: NodeColumn
    private let sign: ComparisonOperator
    private let value: Int64

    init(column: NodeColumn, sign: ComparisonOperator, value: Int64) {
        self.column = column
        self.sign = sign
        self.value = value
    }

    @inline(__always)
    func passes(_ node: UInt32) -> Bool {
        guard column.hasValue(NodeID(rawValue: node)) else { return false }
        let own = Int64(bitPattern: column.words[Int(node)])
        return switch sign {
        case .equal: own == value
        case .notEqual: own != value
        case .less: own < value
        case .lessOrEqual: own <= value
        case .greater: own > value
        case .greaterOrEqual: own >= value
        }
    }
}
