import GraphModel
import QuerySemantics
import QuerySyntax

/// How many rows the parts of a pattern are thought to give, by the statistics of the graph.
struct PatternEstimates {
    let catalog: Catalog
    let statistics: Statistics
    let conditions: [LogicalPattern.Condition]
    private let walks: WalkEstimator

    init(
        catalog: Catalog, statistics: Statistics, conditions: [LogicalPattern.Condition]
    ) {
        self.catalog = catalog
        self.statistics = statistics
        self.conditions = conditions
        walks = WalkEstimator(catalog, statistics)
    }

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

    /// The relationships or walks of a step at one node, on the average.
    ///
    /// - Parameter taken: the steps by which the node may have been found.
    func fanOut(
        _ step: LogicalPattern.Step, fromLeft: Bool, _ pattern: LogicalPattern,
        taken: Set<Int> = []
    ) -> WalkEstimate {
        let from = pattern.nodes[fromLeft ? step.left : step.right]!
        let to = pattern.nodes[fromLeft ? step.right : step.left]!
        let direction = step.pattern.direction.seen(fromLeft: fromLeft)
        if let length = step.pattern.length {
            return walks.estimate(
                types(of: step), direction, length, from: labelIDs(from), to: labelIDs(to))
        }
        var total = 0.0
        let population = NodePopulation(from, found: taken, in: pattern, self)
        for type in types(of: step) {
            for label in population?.labels ?? [nil] {
                if direction != .incoming { total += count(from, type, to, start: label) }
                if direction != .outgoing { total += count(to, type, from, end: label) }
            }
        }
        let single = total / (population?.nodeCount ?? nodeCount(from))
        return WalkEstimate(rowCount: single, workCount: single)
    }

    /// The nodes among which a node was found by some steps.
    func nodeCount(
        _ node: LogicalPattern.Node, found taken: Set<Int>, in pattern: LogicalPattern
    ) -> Double {
        NodePopulation(node, found: taken, in: pattern, self)?.nodeCount ?? nodeCount(node)
    }

    /// Whether a node can be looked up by a table of the values of a property, made once.
    func usesTable(_ node: LogicalPattern.Node, _ known: Set<VariableID>) -> Bool {
        conditions.contains { condition in
            guard condition.variables.isSubset(of: known.union([node.variable])),
                let (key, value) = condition.equality(on: node.variable)
            else { return false }
            let variables = value.variables
            return !variables.isEmpty && !variables.contains(node.variable)
                && !isIndexed(node, key.text)
        }
    }

    private func isIndexed(_ node: LogicalPattern.Node, _ key: String) -> Bool {
        guard let key = catalog.keys.id(of: key) else { return false }
        return labelIDs(node).contains { label in
            label.map { catalog.index(on: $0, key) != nil } ?? false
        }
    }

    func types(of step: LogicalPattern.Step) -> [TypeID] {
        step.pattern.types.isEmpty
            ? Array(catalog.types.ids)
            : step.pattern.types.compactMap { catalog.types.id(of: $0.text) }
    }

    /// - Parameters:
    ///   - startLabel: of a start of which the pattern names no label.
    ///   - endLabel: of such an end.
    private func count(
        _ start: LogicalPattern.Node, _ type: TypeID, _ end: LogicalPattern.Node,
        start startLabel: LabelID? = nil, end endLabel: LabelID? = nil
    ) -> Double {
        let starts = start.labels.isEmpty ? [startLabel] : labelIDs(start).filter { $0 != nil }
        let ends = end.labels.isEmpty ? [endLabel] : labelIDs(end).filter { $0 != nil }
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
