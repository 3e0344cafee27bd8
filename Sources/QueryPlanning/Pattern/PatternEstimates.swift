import GraphModel
import QuerySemantics
import QuerySyntax

/// How many rows the parts of a pattern are thought to give, by the statistics of the graph.
struct PatternEstimates {
    let catalog: Catalog
    let statistics: Statistics
    let conditions: [LogicalPattern.Condition]

    /// Of the rows of a condition about which nothing is known.
    static let unknownSelectivity = 0.3
    static let equalitySelectivity = 0.1

    func labelIDs(_ node: LogicalPattern.Node) -> [LabelID?] {
        node.labels.map { catalog.labels.id(of: $0.text) }
    }

    /// The nodes with the rarest label of a node.
    func nodeCount(_ node: LogicalPattern.Node) -> Double {
        var count = max(1, Double(statistics.nodeCount()))
        for label in labelIDs(node) {
            count = min(count, label.map { Double(statistics.nodeCount(label: $0)) } ?? 0)
        }
        return max(count, 0.1)
    }

    /// The rows that looking for the node gives, its own conditions included.
    func scanCount(_ node: LogicalPattern.Node, _ known: Set<VariableID>) -> Double {
        nodeCount(node) * selectivity(ofConditionsOn: node, known)
    }

    /// Whether a unique index gives at most one node that is as the node is asked to be, by values
    /// that are known.
    func isSingle(_ node: LogicalPattern.Node, _ known: Set<VariableID>) -> Bool {
        conditions.contains { condition in
            guard let (key, value) = condition.equality(on: node.variable),
                value.variables.isSubset(of: known), let key = catalog.keys.id(of: key.text)
            else { return false }
            return labelIDs(node).contains { label in
                label.flatMap { catalog.index(on: $0, key) }?.kind.isUnique == true
            }
        }
    }

    /// The part of all nodes that are as the node is asked to be.
    func selectivity(of node: LogicalPattern.Node, _ known: Set<VariableID>) -> Double {
        selectivity(ofConditionsOn: node, known)
    }

    private func selectivity(
        ofConditionsOn node: LogicalPattern.Node, _ known: Set<VariableID>
    ) -> Double {
        var selectivity = 1.0
        for condition in conditions
        where condition.variables.contains(node.variable)
            && condition.variables.isSubset(of: known.union([node.variable]))
        {
            switch condition.kind {
            case .labels: break
            case .property(_, let key, _): selectivity *= equality(node, key.text)
            case .expression(let expression):
                if let (key, _) = expression.equality(on: node.variable) {
                    selectivity *= equality(node, key.text)
                } else if let (key, count) = expression.membership(of: node.variable) {
                    selectivity *= min(1, count * equality(node, key.text))
                } else {
                    selectivity *= Self.unknownSelectivity
                }
            }
        }
        return selectivity
    }

    private func equality(_ node: LogicalPattern.Node, _ key: String) -> Double {
        guard let key = catalog.keys.id(of: key) else { return 0.01 }
        for case let label? in labelIDs(node) {
            guard let index = catalog.index(on: label, key) else { continue }
            let count = statistics.distinctValueCount(index: index.id)
            if count > 0 { return 1 / Double(count) }
        }
        return Self.equalitySelectivity
    }

    /// The relationships of a step at one node, on the average.
    func fanOut(
        _ step: LogicalPattern.Step, fromLeft: Bool, _ pattern: LogicalPattern
    ) -> Double {
        let from = pattern.nodes[fromLeft ? step.left : step.right]!
        let to = pattern.nodes[fromLeft ? step.right : step.left]!
        var total = 0.0
        for type in types(of: step) {
            let direction = step.pattern.direction.seen(fromLeft: fromLeft)
            if direction != .incoming { total += count(from, type, to) }
            if direction != .outgoing { total += count(to, type, from) }
        }
        let single = total / nodeCount(from)
        guard let length = step.pattern.length else { return single }
        // Where a walk has gone on, its end may be any node: few of them are as it must be.
        let share = min(1, nodeCount(to) / max(1, Double(statistics.nodeCount())))
        var sum = 0.0
        for (depth, count) in walkCounts(step, from).enumerated()
        where depth >= Int(clamping: length.lower ?? 1) {
            sum += depth == 1 ? single : depth == 0 ? 1 : count * share
        }
        return min(sum, 1e12)
    }

    /// The walks that a step of variable length tries at one node, wherever they end; 0 for others.
    func walkWork(
        _ step: LogicalPattern.Step, fromLeft: Bool, _ pattern: LogicalPattern
    ) -> Double {
        guard step.pattern.length != nil else { return 0 }
        let from = pattern.nodes[fromLeft ? step.left : step.right]!
        return min(walkCounts(step, from).reduce(0, +), 1e12)
    }

    /// The walks of each length from one node, on the average.
    private func walkCounts(
        _ step: LogicalPattern.Step, _ from: LogicalPattern.Node
    ) -> [Double] {
        let isEither = step.pattern.direction == .either
        let labels = from.labels.isEmpty ? [nil] : labelIDs(from).filter { $0 != nil }
        var (first, later) = (0.0, 0.0)
        for type in types(of: step) {
            let all = Double(statistics.relationshipCount(type: type))
            later += isEither ? 2 * all : all
            // At either of its ends, whichever way it points.
            let outgoing = labels.map { statistics.relationshipCount(start: $0, type: type) }
            let incoming = labels.map { statistics.relationshipCount(type: type, end: $0) }
            let own = (Double(outgoing.min() ?? 0), Double(incoming.min() ?? 0))
            first += isEither ? own.0 + own.1 : max(own.0, own.1)
        }
        first /= nodeCount(from)
        later /= max(1, Double(statistics.nodeCount()))
        let upper = min(Int(clamping: step.pattern.length?.upper ?? 4), 6)
        var counts = [1.0]
        for depth in 0..<max(0, upper) {
            counts.append(counts[depth] * (depth == 0 ? first : later))
        }
        return counts
    }

    private func types(of step: LogicalPattern.Step) -> [TypeID] {
        step.pattern.types.isEmpty
            ? Array(catalog.types.ids)
            : step.pattern.types.compactMap { catalog.types.id(of: $0.text) }
    }

    private func count(
        _ start: LogicalPattern.Node, _ type: TypeID, _ end: LogicalPattern.Node
    ) -> Double {
        let starts = start.labels.isEmpty ? [nil] : labelIDs(start).filter { $0 != nil }
        let ends = end.labels.isEmpty ? [nil] : labelIDs(end).filter { $0 != nil }
        var least = Double.infinity
        for start in starts {
            for end in ends {
                least = min(
                    least, Double(statistics.relationshipCount(start: start, type: type, end: end)))
            }
        }
        return least.isFinite ? least : 0
    }
}

extension RelationshipPattern.Direction {
    /// The direction from the left node of a step, or from its right one.
    func seen(fromLeft: Bool) -> RelationshipPattern.Direction {
        guard !fromLeft else { return self }
        return switch self {
        case .outgoing: .incoming
        case .incoming: .outgoing
        case .either: .either
        }
    }
}

extension BoundExpression {
    /// The key and the value if the expression is `variable.key = value`, either way round.
    func equality(on variable: VariableID) -> (Name, BoundExpression)? {
        guard case .comparison(let left, let steps) = kind, steps.count == 1,
            steps[0].operator == .equal
        else { return nil }
        for (side, other) in [(left, steps[0].operand), (steps[0].operand, left)] {
            if case .property(let base, let key) = side.kind, case .variable(variable) = base.kind {
                return (key, other)
            }
        }
        return nil
    }

    /// How many elements a list is thought to have that is not written out.
    private static let unknownListCount = 10.0

    /// The key and the number of values if the expression is `variable.key IN list`.
    func membership(of variable: VariableID) -> (key: Name, valueCount: Double)? {
        guard case .membership(let element, let list) = kind,
            case .property(let base, let key) = element.kind, case .variable(variable) = base.kind
        else { return nil }
        if case .list(let elements) = list.kind { return (key, Double(elements.count)) }
        return (key, Self.unknownListCount)
    }
}
