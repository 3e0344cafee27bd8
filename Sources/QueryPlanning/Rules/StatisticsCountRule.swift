import QuerySyntax

/// Reads counts that the graph keeps instead of counting.
///
/// ```
/// Aggregate count(*) by type(r)             StatisticsCount ()-[r]->(), by type
///   Expand (a)-[r]->(b)                →
///     NodeScan a over all nodes
///
/// Aggregate count(n)                        StatisticsCount (n:Disease)
///   NodeScan n by label Disease        →
/// ```
///
/// A scan gives each node, or each node of a label, once. A step in one direction from each node
/// gives each relationship once, at its start or at its end; a step in either direction would give
/// loops once and others twice, so there the rule does not apply. Of the labels of an end the
/// statistics know one at a time: two on the same node are left to the scan. They are exact, and
/// read from the snapshot or the transaction that the plan runs on. What is counted is never null.
/// The pattern must be all that the rows are made of: its first step takes the one row that the
/// plan is run with.
struct StatisticsCountRule {
    func apply(_ plan: PhysicalPlan) -> PhysicalPlan? {
        guard case .aggregate(let aggregation) = plan.step, !aggregation.aggregates.isEmpty,
            let pattern = CountedPattern(plan.inputs[0]),
            aggregation.aggregates.allSatisfy({ pattern.isCounted(by: $0) })
        else { return nil }
        var typeSlot: Int?
        if let grouping = aggregation.groupings.first {
            guard aggregation.groupings.count == 1, pattern.isType(grouping.expression) else {
                return nil
            }
            typeSlot = grouping.slot
        }
        let count = PhysicalStatisticsCount(
            counted: pattern.counted, typeSlot: typeSlot, slots: aggregation.aggregates.map(\.slot))
        return PhysicalPlan(
            .statisticsCount(count), [.argument], estimatedRowCount: plan.estimatedRowCount)
    }
}

/// A pattern whose matches the statistics count.
private struct CountedPattern {
    private var node: Int
    private var label: LabelSymbol?
    private var step: PhysicalExpand?
    /// The label of the node that the step leads to.
    private var endLabel: LabelSymbol?

    init?(_ plan: PhysicalPlan) {
        var input = plan
        var conditions: [PlanExpression] = []
        // Conditions above and below the step.
        while true {
            if case .filter(let own) = input.step {
                conditions += own
            } else if case .expand(let expand) = input.step, step == nil {
                step = expand
            } else {
                break
            }
            input = input.inputs[0]
        }
        guard case .nodeScan(let scan) = input.step, case .argument = input.inputs[0].step else {
            return nil
        }
        node = scan.slot
        switch scan.access {
        case .all: break
        case .label(let symbol): label = symbol
        case .index, .indexRange, .indexPrefix, .indexCodes, .indexSet, .table: return nil
        }
        if let step {
            guard step.from == node, step.to != node, !step.isInto, step.direction != .either,
                step.differentFrom.isEmpty
            else { return nil }
        }
        for condition in conditions {
            guard add(condition) else { return nil }
        }
    }

    /// Takes a condition that is one label of a node which has none yet.
    private mutating func add(_ condition: PlanExpression) -> Bool {
        guard case .labels(let base, let labels) = condition.kind, labels.count == 1 else {
            return false
        }
        if base.slot == node, label == nil {
            label = labels[0]
        } else if let step, base.slot == step.to, endLabel == nil {
            endLabel = labels[0]
        } else {
            return false
        }
        return true
    }

    var counted: PhysicalStatisticsCount.Counted {
        guard let step else { return .nodes(label) }
        return step.direction == .outgoing
            ? .relationships(start: label, types: step.types, end: endLabel)
            : .relationships(start: endLabel, types: step.types, end: label)
    }

    /// Whether an aggregation gives the number of matches.
    func isCounted(by aggregate: PhysicalAggregate) -> Bool {
        guard aggregate.function == .count else { return false }
        if aggregate.isStar { return true }
        guard let slot = aggregate.arguments.first?.slot else { return false }
        guard let step else { return slot == node }
        // Each relationship comes once, each of its ends may come again.
        if slot == step.relationship { return true }
        return !aggregate.isDistinct && (slot == node || slot == step.to)
    }

    /// Whether an expression is the type of the relationship.
    func isType(_ expression: PlanExpression) -> Bool {
        guard case .function(.type, let arguments) = expression.kind, let step else { return false }
        return arguments.first?.slot == step.relationship
    }
}
