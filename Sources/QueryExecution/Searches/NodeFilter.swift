import GraphModel
import GraphStore
import QueryPlanning
import QuerySyntax

/// Conditions on one node that are asked of many nodes, with all other values the same.
///
/// Comparisons of a property with a value that the node has no part in are made over the column of
/// the property, where there is one; other conditions are evaluated node by node. As in a row by
/// row evaluation, a condition is asked only of nodes that satisfy those before it.
struct NodeFilter {
    private let slot: Int
    private let conditions: [Condition]

    private struct Condition {
        let expression: PlanExpression
        /// The condition as a comparison of a property of the node.
        let test: ColumnTest?
    }

    /// `node.key <sign> operand`
    private struct ColumnTest {
        let key: KeySymbol
        let sign: ComparisonOperator
        let operand: PlanExpression
    }

    /// - Parameter slot: where the node stands in the row.
    init(_ conditions: [PlanExpression], on slot: Int) {
        self.slot = slot
        self.conditions = conditions.map {
            Condition(expression: $0, test: Self.test($0, on: slot))
        }
    }

    private static func test(_ expression: PlanExpression, on slot: Int) -> ColumnTest? {
        guard case .comparison(let left, let steps) = expression.kind, steps.count == 1 else {
            return nil
        }
        let (sign, right) = (steps[0].operator, steps[0].operand)
        if let key = left.key(of: slot), right.isConstant(besides: slot) {
            return ColumnTest(key: key, sign: sign, operand: right)
        }
        if let key = right.key(of: slot), left.isConstant(besides: slot) {
            return ColumnTest(key: key, sign: sign.reversed, operand: left)
        }
        return nil
    }

    /// Whether asking the conditions of a node that need not be asked could do harm.
    var canFail: Bool {
        conditions.contains { condition in
            switch condition.test?.operand.kind {
            case .literal, .parameter: false
            default: true
            }
        }
    }

    /// Whether a node satisfies all conditions.
    func holds(
        _ node: NodeID, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        row[slot] = .node(node)
        for condition in conditions {
            guard try run.holds(condition.expression, &row) else { return false }
        }
        return true
    }

    /// Moves those of the nodes in `places` that satisfy the conditions to the front.
    ///
    /// - Returns: how many they are.
    func keep(
        _ nodes: inout [UInt32], _ places: Range<Int>, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Int {
        var places = places
        if conditions.isEmpty {
            if places.lowerBound > 0 {
                for place in places { nodes[place - places.lowerBound] = nodes[place] }
            }
            return places.count
        }
        for condition in conditions where !places.isEmpty {
            let count: Int
            if let kept = try keepByColumn(condition, &nodes, places, &row, &run) {
                count = kept
            } else {
                count = try keepOneByOne(condition, &nodes, places, &row, &run)
            }
            places = 0..<count
        }
        return places.count
    }

    private func keepOneByOne(
        _ condition: Condition, _ nodes: inout [UInt32], _ places: Range<Int>, _ row: inout Row,
        _ run: inout Run
    ) throws(ExecutionError) -> Int {
        var count = 0
        for place in places {
            try run.step()
            let node = nodes[place]
            row[slot] = .node(NodeID(rawValue: node))
            guard try run.holds(condition.expression, &row) else { continue }
            nodes[count] = node
            count += 1
        }
        return count
    }

    /// Nil when there is no column, or its values are of another type than the operand.
    private func keepByColumn(
        _ condition: Condition, _ nodes: inout [UInt32], _ places: Range<Int>, _ row: inout Row,
        _ run: inout Run
    ) throws(ExecutionError) -> Int? {
        guard let test = condition.test, let key = run.id(test.key),
            let column = try run.graph.column(of: key, forReads: places.count, run.control)
        else { return nil }
        switch (column.kind, try run.evaluate(test.operand, &row)) {
        case (.integer, .integer(let operand)):
            return column.keep(&nodes, places, test.sign, UInt64(bitPattern: operand)) {
                Int64(bitPattern: $0)
            }
        case (.float, .float(let operand)):
            return column.keep(&nodes, places, test.sign, operand.bitPattern) {
                Double(bitPattern: $0)
            }
        default: return nil
        }
    }
}

extension PlanExpression {
    /// The key if the expression is a property of what stands in a slot.
    fileprivate func key(of slot: Int) -> KeySymbol? {
        guard case .property(let base, let key) = kind, case .slot(slot) = base.kind else {
            return nil
        }
        return key
    }

    /// Whether the value is certainly the same whatever stands in a slot.
    fileprivate func isConstant(besides slot: Int) -> Bool {
        switch kind {
        case .literal, .parameter: true
        case .slot(let other): other != slot
        case .property(let base, _): base.isConstant(besides: slot)
        default: false
        }
    }
}

extension ComparisonOperator {
    /// The sign when the sides change places.
    fileprivate var reversed: ComparisonOperator {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}
