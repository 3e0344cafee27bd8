// What stands above counted groups and looks only at their numbers is asked of the numbers, before a
// row is made.

/// Looks at conditions on the number of walks of a group before the group becomes a row.
///
/// ```
/// Filter c >= 3                            Project a, b, count(*) AS c
///   Project a, b, count(*) AS c       →      CountedChain … by a, b, c >= 3
///     CountedChain … by a, b
/// ```
///
/// **To be proved**: that the condition looks at the number only, and that computing the columns of
/// rows which do not pass could not have failed.
enum GroupFilterRule {
    static func apply(_ conditions: [PlanExpression], _ plan: PhysicalPlan) -> PhysicalPlan? {
        guard let groups = CountedGroups(plan.inputs[0]), groups.chain.top == nil,
            let foreign = groups.plan.writtenSlots
        else { return nil }
        let counts = groups.slots { if case .walkCount = $0.kind { true } else { false } }
        let varying = foreign.union(groups.projected).subtracting(counts)
        var taken: [PlanExpression] = []
        var rest: [PlanExpression] = []
        for condition in conditions.flatMap(\.conjuncts) {
            let isOfCount = condition.slots?.isDisjoint(with: varying) ?? false
            if isOfCount { taken.append(condition) } else { rest.append(condition) }
        }
        guard !taken.isEmpty else { return nil }
        let below = groups.filtered(taken, counts, estimatedRowCount: plan.estimatedRowCount)
        return rest.isEmpty
            ? below
            : PhysicalPlan(.filter(rest), [below], estimatedRowCount: plan.estimatedRowCount)
    }
}

/// Counts groups without making a row of each.
///
/// ```
/// Aggregate count(*)                       CountedChain … by a, b, number of groups
///   Project a, b, count(*) AS c       →
///     CountedChain … by a, b
/// ```
///
/// **To be proved**: that each group would have been one row, and that computing its columns could not
/// have failed.
enum GroupCountRule {
    static func apply(_ aggregation: PhysicalAggregation, _ plan: PhysicalPlan) -> PhysicalPlan? {
        guard aggregation.groupings.isEmpty, !aggregation.aggregates.isEmpty,
            aggregation.aggregates.allSatisfy({ $0.isStar && !$0.isDistinct }),
            let groups = CountedGroups(plan.inputs[0]), groups.chain.top == nil,
            !groups.chain.groupings.isEmpty
        else { return nil }
        var chain = groups.chain
        chain.groupCountSlots = aggregation.aggregates.map(\.slot)
        // The rows that the chain may fall back to are counted there.
        let rows = PhysicalPlan(
            plan.step, [groups.rows], estimatedRowCount: plan.estimatedRowCount)
        return PhysicalPlan(
            .countedChain(chain), [groups.plan.inputs[0], rows],
            estimatedRowCount: plan.estimatedRowCount)
    }
}

/// Makes rows only of groups that may be among the first when they are sorted by their number.
///
/// ```
/// Sort c DESC, x.id  LIMIT 10              Sort c DESC, x.id  LIMIT 10
///   Project x.id, count(*) AS c       →      Project x.id, count(*) AS c
///     CountedChain … by x                      CountedChain … by x, first 10 by count
/// ```
///
/// A group with less than the tenth largest number stands behind ten others, whatever else rows are
/// sorted by. Groups with that number itself stay, all of them, unless a property that comes next puts
/// them behind ten others too.
///
/// **To be proved**: that the first key is an aggregate, and that computing columns and keys of the
/// other rows could not have failed.
enum GroupTopRule {
    static func apply(
        _ order: [PhysicalOrder], _ limit: PlanExpression, _ skip: PlanExpression?,
        _ plan: PhysicalPlan
    ) -> PhysicalPlan? {
        guard let groups = CountedGroups(plan.inputs[0]), groups.chain.top == nil,
            !groups.chain.groupings.isEmpty,
            let first = order.first, case .slot(let slot) = first.expression.kind,
            order.allSatisfy({ groups.cannotFail($0.expression) }),
            let aggregate = groups.chain.aggregates.firstIndex(where: { aggregate in
                groups.slots { $0.slot == aggregate.slot }.contains(slot)
            })
        else { return nil }
        var chain = groups.chain
        chain.top = PhysicalCountedChain.Top(
            aggregate: aggregate, isDescending: first.isDescending, limit: limit, skip: skip,
            tie: order.dropFirst().first.flatMap { groups.tie($0) })
        let below = groups.replacing(chain)
        return PhysicalPlan(plan.step, [below], estimatedRowCount: plan.estimatedRowCount)
    }
}
