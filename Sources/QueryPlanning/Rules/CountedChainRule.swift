import GraphModel

/// Replaces rows by counts where only the number of walks to each node matters.
///
/// ```
/// Aggregate count(*) by x                      CountedChain (a)-[:S]->()<-[:S]-(d)<-[:T]-(x) by x
///   Filter d.id <> a.id                   →      NodeScan a
///     Expand ()<-[:S]-(d) …
///       Expand (a)-[:S]->()
///         NodeScan a
/// ```
///
/// **Law**: the number of walks over *k* + 1 steps that end in *x* is the sum, over the nodes *v* that
/// have a relationship of the last step to *x*, of the number of walks over *k* steps to *v*. Conditions
/// on a node alone hold for all walks to it or for none.
///
/// **To be proved**: that nothing above looks at a node between the ends or at a relationship; that a
/// condition speaks of one node and at most the first one; and that no walk uses a relationship twice.
/// The types prove the last, or the two steps that share types follow each other. Then the forbidden
/// walks are those that go a relationship and the same one again. They end where the first of the two
/// steps began, so they are as many as the walks to there times the relationships that lead on and back,
/// and are subtracted. A relationship that shares types with two others is not treated: there
/// forbidden walks overlap.
///
/// What a run may find not to hold is told by the operator's run, which then takes the rows of the plan
/// as it was: the second input.
struct CountedChainRule {
    let catalog: Catalog
    let symbols: PlanSymbols

    func apply(_ plan: PhysicalPlan) -> PhysicalPlan {
        let inputs = plan.inputs.map { apply($0) }
        let plan = PhysicalPlan(plan.step, inputs, estimatedRowCount: plan.estimatedRowCount)
        switch plan.step {
        case .aggregate(let aggregation):
            if let counted = GroupCountRule.apply(aggregation, plan) { return counted }
            return chain(aggregation, plan) ?? plan
        case .filter(let conditions): return GroupFilterRule.apply(conditions, plan) ?? plan
        case .sort(let order, let limit?, let skip):
            return GroupTopRule.apply(order, limit, skip, plan) ?? plan
        default: return plan
        }
    }

    /// The longest chain below an aggregation that can be counted.
    private func chain(
        _ aggregation: PhysicalAggregation, _ plan: PhysicalPlan
    ) -> PhysicalPlan? {
        var parts = ChainParts(aggregation: aggregation, plan: plan)
        var conditions: [PlanExpression] = []
        var below = plan.inputs[0]
        var best: PhysicalPlan?
        while true {
            parts.above.append(below)
            switch below.step {
            case .filter(let own): conditions = own + conditions
            case .expand(let expand) where !expand.isInto && expand.isFromBound:
                parts.expands.append(expand)
                parts.conditions = conditions + parts.conditions
                conditions = []
                best = counted(parts, .rows(expand.from), below.inputs[0]) ?? best
            case .nodeScan(let scan):
                parts.conditions = conditions + parts.conditions
                guard let start = ChainStart(scan) else { return best }
                return counted(parts, start, below.inputs[0]) ?? best
            default: return best
            }
            below = below.inputs[0]
        }
    }

    private func counted(
        _ parts: ChainParts, _ start: ChainStart, _ input: PhysicalPlan
    ) -> PhysicalPlan? {
        guard let foreign = input.writtenSlots else { return nil }
        let builder = CountedChainBuilder(
            catalog: catalog, symbols: symbols, aggregation: parts.aggregation, foreign: foreign)
        let chains = ChainOrientation.all(of: parts, from: start).compactMap { builder.chain($0) }
        guard let chain = chains.min(by: { $0.rank < $1.rank }) else { return nil }
        return PhysicalPlan(
            .countedChain(chain), [input, parts.rows()],
            estimatedRowCount: parts.plan.estimatedRowCount)
    }
}

/// What stands above the input of a chain.
struct ChainParts {
    let aggregation: PhysicalAggregation
    let plan: PhysicalPlan
    /// The steps below the aggregation, from above.
    var above: [PhysicalPlan] = []
    /// The steps of the chain, from above.
    var expands: [PhysicalExpand] = []
    /// The conditions between them, in the order in which they are looked at.
    var conditions: [PlanExpression] = []

    init(aggregation: PhysicalAggregation, plan: PhysicalPlan) {
        self.aggregation = aggregation
        self.plan = plan
    }

    /// The plan as it was, from where the chain begins.
    func rows() -> PhysicalPlan {
        ([plan] + above).reversed().reduce(PhysicalPlan.argument) { below, plan in
            PhysicalPlan(plan.step, [below], estimatedRowCount: plan.estimatedRowCount)
        }
    }
}

extension PhysicalCountedChain {
    /// Of the ways in which a chain can be walked the one with the lowest rank is taken.
    ///
    /// Going upwards halves the work. One pass for all starts beats one for each, unless the start
    /// is what is asked for and the only step gives its number without looking at the ends.
    fileprivate var rank: Int {
        if order != nil { return 0 }
        let countsEnds = nodes[nodes.count - 1].conditions.contains { condition in
            if case .labels = condition.test { false } else { true }
        }
        if steps.count == 1, usesStart, !usesEnd, !countsEnds { return 1 }
        return isPerStart ? 3 : 2
    }
}
