import Diagnostics
import QuerySyntax

/// Counted groups below projections that only pass values on.
struct CountedGroups {
    let chain: PhysicalCountedChain
    let plan: PhysicalPlan
    /// The projections above, from above.
    private var projections: [(items: [PhysicalProjection], plan: PhysicalPlan)] = []
    /// The slots above all projections that hold a node of the chain.
    private var nodes: Set<Int> = []

    init?(_ plan: PhysicalPlan) {
        var plan = plan
        while case .project(let items) = plan.step {
            projections.append((items, plan))
            plan = plan.inputs[0]
        }
        guard case .countedChain(let chain) = plan.step, chain.groupCountSlots.isEmpty else {
            return nil
        }
        self.chain = chain
        self.plan = plan
        nodes = [chain.start, chain.end]
        guard chain.groupings.allSatisfy({ cannotFail($0.expression) }) else { return nil }
        nodes = []
        for case let grouping in chain.groupings {
            if case .node = grouping.identity { nodes.insert(grouping.slot) }
        }
        for (items, _) in projections.reversed() {
            guard items.allSatisfy({ cannotFail($0.expression) }) else { return nil }
            nodes = Self.passed(nodes, through: items)
        }
    }

    /// Whether computing an expression cannot end the query with an error.
    func cannotFail(_ expression: PlanExpression) -> Bool {
        switch expression.kind {
        case .slot, .literal, .parameter: return true
        case .property(let base, _):
            guard case .slot(let slot) = base.kind else { return false }
            return nodes.contains(slot)
        default: return false
        }
    }

    /// Where values are that were in some slots before a projection.
    private static func passed(_ slots: Set<Int>, through items: [PhysicalProjection]) -> Set<Int> {
        var result = slots
        for item in items {
            if case .slot(let from) = item.expression.kind, slots.contains(from) {
                result.insert(item.slot)
            } else {
                result.remove(item.slot)
            }
        }
        return result
    }

    /// What the projections write.
    var projected: Set<Int> { Set(projections.flatMap { $0.items.map(\.slot) }) }

    /// The slots that hold one of some aggregates above all projections.
    func slots(of isWanted: (PhysicalCountedChain.Aggregate) -> Bool) -> Set<Int> {
        passed(Set(chain.aggregates.filter(isWanted).map(\.slot)))
    }

    private func passed(_ slots: Set<Int>) -> Set<Int> {
        projections.reversed().reduce(slots) { Self.passed($0, through: $1.items) }
    }

    /// A key to sort by as the property of a node of the chain, if it is one.
    func tie(_ order: PhysicalOrder) -> PhysicalCountedChain.Tie? {
        guard case .slot(let slot) = order.expression.kind else { return nil }
        for grouping in chain.groupings where passed([grouping.slot]).contains(slot) {
            for (node, isStart) in [(chain.end, false), (chain.start, true)] {
                guard let key = grouping.expression.property(of: node) else { continue }
                return PhysicalCountedChain.Tie(
                    key: key, isOfStart: isStart, isDescending: order.isDescending)
            }
        }
        return nil
    }

    /// The projections over a chain that looks at conditions on the number of walks.
    ///
    /// - Parameter counts: the slots in which the conditions look for it.
    func filtered(
        _ conditions: [PlanExpression], _ counts: Set<Int>, estimatedRowCount: Double
    ) -> PhysicalPlan {
        var chain = chain
        chain.countConditions += conditions
        chain.countSlots = Set(chain.countSlots).union(counts).sorted()
        // The rows that the chain may fall back to do not yet have the number where the conditions
        // look for it.
        let count = chain.aggregates.first { aggregate in counts.contains(aggregate.slot) }
        let nowhere = SourceSpan(start: 0, end: 0)
        let items = counts.sorted().compactMap { slot in
            count.map {
                PhysicalProjection(
                    slot: slot, expression: PlanExpression(.slot($0.slot), nowhere), name: "")
            }
        }
        let rows = PhysicalPlan(
            .filter(conditions),
            [PhysicalPlan(.project(items), [plan.inputs[1]], estimatedRowCount: estimatedRowCount)],
            estimatedRowCount: estimatedRowCount)
        return over(
            PhysicalPlan(
                .countedChain(chain), [plan.inputs[0], rows], estimatedRowCount: estimatedRowCount))
    }

    /// The projections over another chain with the same rows.
    func replacing(_ chain: PhysicalCountedChain) -> PhysicalPlan {
        over(
            PhysicalPlan(
                .countedChain(chain), plan.inputs, estimatedRowCount: plan.estimatedRowCount))
    }

    /// The rows that the chain may fall back to, with the projections.
    var rows: PhysicalPlan { over(plan.inputs[1]) }

    private func over(_ plan: PhysicalPlan) -> PhysicalPlan {
        projections.reversed().reduce(plan) { below, projection in
            PhysicalPlan(
                projection.plan.step, [below],
                estimatedRowCount: projection.plan.estimatedRowCount)
        }
    }
}

extension PlanExpression {
    /// The conditions that all have to hold for the expression to hold.
    var conjuncts: [PlanExpression] {
        guard case .boolean(.and, let operands) = kind else { return [self] }
        return operands.flatMap(\.conjuncts)
    }
}
