import GraphModel
import QuerySyntax

/// Makes a counted chain of steps in one orientation, or finds why it cannot be.
struct CountedChainBuilder {
    let catalog: Catalog
    let symbols: PlanSymbols
    let aggregation: PhysicalAggregation
    /// What the input of the chain writes: it may differ from row to row.
    let foreign: Set<Int>

    func chain(_ path: ChainOrientation) -> PhysicalCountedChain? {
        let ends = Ends(path, foreign)
        guard let steps = steps(path), let nodes = nodes(path, ends),
            let groupings = groupings(ends, nodes, path.source),
            let aggregates = aggregates(path, ends, groupings, nodes)
        else { return nil }
        let order = order(nodes, path.source)
        return PhysicalCountedChain(
            source: path.source, nodes: nodes, steps: steps, groupings: groupings,
            aggregates: aggregates, order: order)
    }

    /// What an expression may look at.
    struct Ends {
        let start: Int
        let end: Int
        /// What differs from walk to walk, the ends included.
        private let varying: Set<Int>

        init(_ path: ChainOrientation, _ foreign: Set<Int>) {
            start = path.nodes[0]
            end = path.nodes[path.nodes.count - 1]
            varying = foreign.union(path.nodes).union(path.edges.map(\.expand.relationship))
        }

        /// What an expression looks at that differs from walk to walk; nil when it cannot be told.
        func uses(_ expression: PlanExpression) -> Set<Int>? {
            expression.slots?.intersection(varying)
        }
    }

    // MARK: Steps

    private func steps(_ path: ChainOrientation) -> [PhysicalCountedChain.Step]? {
        let relationships = path.edges.map(\.expand.relationship)
        var turnsBack = Set<Int>()
        for (index, edge) in path.edges.enumerated() {
            for other in edge.expand.differentFrom {
                guard let otherIndex = relationships.firstIndex(of: other),
                    abs(index - otherIndex) == 1,
                    turnsBack.insert(max(index, otherIndex)).inserted
                else { return nil }
            }
        }
        // Of two pairs that share a step the forbidden walks overlap.
        guard turnsBack.allSatisfy({ !turnsBack.contains($0 + 1) }) else { return nil }
        return path.edges.enumerated().map { index, edge in
            PhysicalCountedChain.Step(
                relationship: edge.expand.relationship, direction: edge.direction,
                types: edge.expand.types, mayTurnBack: turnsBack.contains(index))
        }
    }

    // MARK: Conditions

    private func nodes(
        _ path: ChainOrientation, _ ends: Ends
    ) -> [PhysicalCountedChain.Node]? {
        var conditions = Array(
            repeating: [] as [PhysicalCountedChain.Condition], count: path.nodes.count)
        for condition in path.conditions {
            guard let used = ends.uses(condition),
                let place = path.nodes.lastIndex(where: { used.contains($0) }),
                used.subtracting([path.nodes[place], ends.start]).isEmpty
            else { return nil }
            conditions[place].append(
                PhysicalCountedChain.Condition(
                    expression: condition, usesStart: place > 0 && used.contains(ends.start),
                    test: test(condition, of: path.nodes[place])))
        }
        // The rows of the input were looked at before the chain.
        if case .rows = path.source, !conditions[0].isEmpty { return nil }
        return zip(path.nodes, conditions).map {
            PhysicalCountedChain.Node(slot: $0, conditions: $1)
        }
    }

    private func test(_ condition: PlanExpression, of node: Int) -> PhysicalCountedChain.Test {
        switch condition.kind {
        case .labels(let base, let labels):
            if case .slot(node) = base.kind { return .labels(labels) }
        case .comparison(let left, let steps) where steps.count == 1:
            let right = steps[0].operand
            let sign = steps[0].operator
            if let key = left.property(of: node), right.slots?.contains(node) == false {
                return .comparison(key, sign, right)
            }
            if let key = right.property(of: node), left.slots?.contains(node) == false {
                return .comparison(key, sign.turnedRound, left)
            }
        default: break
        }
        return .other
    }

    /// The condition of the last node that says that it has a greater value than the first.
    private func order(
        _ nodes: [PhysicalCountedChain.Node], _ source: PhysicalCountedChain.Source
    ) -> PhysicalCountedChain.Order? {
        guard nodes.count > 1, let last = nodes.last else { return nil }
        let labels = Set(labels(of: nodes[0], source)).intersection(self.labels(of: last, .all))
        for (index, condition) in last.conditions.enumerated() {
            guard case .comparison(let key, .greater, let other) = condition.test,
                other.property(of: nodes[0].slot) == key, let label = labels.first
            else { continue }
            return PhysicalCountedChain.Order(key: key, label: label, condition: index)
        }
        return nil
    }

    /// The labels that a node is known to have.
    private func labels(
        of node: PhysicalCountedChain.Node, _ source: PhysicalCountedChain.Source
    ) -> [LabelSymbol] {
        var labels: [LabelSymbol] = []
        if case .label(let label) = source { labels.append(label) }
        for condition in node.conditions {
            if case .labels(let own) = condition.test { labels += own }
        }
        return labels
    }

    // MARK: Groups

    private func groupings(
        _ ends: Ends, _ nodes: [PhysicalCountedChain.Node], _ source: PhysicalCountedChain.Source
    ) -> [PhysicalCountedChain.Grouping]? {
        var groupings: [PhysicalCountedChain.Grouping] = []
        for grouping in aggregation.groupings {
            guard let used = ends.uses(grouping.expression),
                used.isSubset(of: [ends.start, ends.end])
            else { return nil }
            groupings.append(
                PhysicalCountedChain.Grouping(
                    slot: grouping.slot, expression: grouping.expression,
                    usesStart: used.contains(ends.start), usesEnd: used.contains(ends.end),
                    identity: identity(grouping.expression, ends, nodes, source)))
        }
        return groupings
    }

    private func identity(
        _ expression: PlanExpression, _ ends: Ends, _ nodes: [PhysicalCountedChain.Node],
        _ source: PhysicalCountedChain.Source
    ) -> PhysicalCountedChain.Identity {
        switch expression.kind {
        case .slot(let slot) where slot == ends.start || slot == ends.end: return .node
        case .property(let base, let key):
            guard case .slot(let slot) = base.kind else { return .none }
            let labels =
                slot == ends.start
                ? labels(of: nodes[0], source)
                : slot == ends.end ? self.labels(of: nodes[nodes.count - 1], .all) : []
            for label in labels {
                if let id = catalog.labels.id(of: symbols.labels[label.index]),
                    let keyID = catalog.keys.id(of: symbols.keys[key.index]),
                    catalog.index(on: id, keyID)?.kind.isUnique == true
                {
                    return .unique(label, key)
                }
            }
            return .none
        default: return .none
        }
    }

    // MARK: Aggregates

    private func aggregates(
        _ path: ChainOrientation, _ ends: Ends, _ groupings: [PhysicalCountedChain.Grouping],
        _ nodes: [PhysicalCountedChain.Node]
    ) -> [PhysicalCountedChain.Aggregate]? {
        let usesEnd = groupings.contains { $0.usesEnd }
        var aggregates: [PhysicalCountedChain.Aggregate] = []
        for aggregate in aggregation.aggregates {
            let kind: PhysicalCountedChain.Aggregate.Kind
            if isWalkCount(aggregate, path) {
                kind = .walkCount
            } else if isEndCount(aggregate, ends), !usesEnd {
                kind = .endCount
            } else if let key = weightKey(aggregate, path), !usesEnd, isPlain(nodes[1]) {
                kind = .weight(aggregate.function, key)
            } else {
                return nil
            }
            aggregates.append(PhysicalCountedChain.Aggregate(kind: kind, source: aggregate))
        }
        return aggregates
    }

    /// Whether the aggregate counts all walks: what it counts is never null.
    private func isWalkCount(_ aggregate: PhysicalAggregate, _ path: ChainOrientation) -> Bool {
        guard aggregate.function == .count, !aggregate.isDistinct else { return false }
        if aggregate.isStar { return true }
        guard case .slot(let slot)? = aggregate.arguments.first?.kind else { return false }
        return path.nodes.contains(slot)
            || path.edges.contains { $0.expand.relationship == slot }
    }

    private func isEndCount(_ aggregate: PhysicalAggregate, _ ends: Ends) -> Bool {
        guard aggregate.function == .count, aggregate.isDistinct, !aggregate.isStar,
            case .slot(ends.end)? = aggregate.arguments.first?.kind
        else { return false }
        return true
    }

    /// The property of the only relationship that is aggregated.
    private func weightKey(
        _ aggregate: PhysicalAggregate, _ path: ChainOrientation
    ) -> KeySymbol? {
        guard [.sum, .avg, .min, .max].contains(aggregate.function), !aggregate.isDistinct,
            path.edges.count == 1, path.edges[0].expand.types.count == 1,
            path.edges[0].direction != .either
        else { return nil }
        return aggregate.arguments.first?.property(of: path.edges[0].expand.relationship)
    }

    /// Whether the statistics may prove all conditions of a node.
    private func isPlain(_ node: PhysicalCountedChain.Node) -> Bool {
        node.conditions.allSatisfy { condition in
            if case .labels = condition.test { true } else { false }
        }
    }
}

extension PlanExpression {
    /// The key if the expression is a property of what stands in a slot.
    func property(of slot: Int) -> KeySymbol? {
        guard case .property(let base, let key) = kind, case .slot(slot) = base.kind else {
            return nil
        }
        return key
    }
}

extension ComparisonOperator {
    /// The relation of the right side to the left.
    fileprivate var turnedRound: ComparisonOperator {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}
