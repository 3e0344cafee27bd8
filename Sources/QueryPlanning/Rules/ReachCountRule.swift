/// Counts reached nodes without making a row of each.
///
/// ```
/// Aggregate count(DISTINCT b)               ReachCount (a)-[*1..3]-(b), b.x > 1
///   Filter b.x > 1                     →
///     Reach (a)-[*1..3]-(b)
///
/// Aggregate count(*)
///   Distinct b                         →    the same
///     Project b
///
/// Aggregate count(DISTINCT b) by a.x        ReachCount (a)-[*1..3]-(b) by 1 keys
///   Reach (a)-[*1..3]-(b)              →
/// ```
///
/// A row of `Reach` differs from the row before it in `b` alone, and `b` is a node, never null. So
/// the number of distinct `b` over all rows is the size of the union, over the rows that `Reach`
/// takes, of the nodes that it reaches from each and that satisfy the conditions with it. The
/// conditions may speak of anything in the row. Renaming `b` changes nothing, and a count of the
/// rows that `DISTINCT` leaves of one column without nulls is the count of its distinct values.
/// Groups are made by values that the rows have before the walk, which all rows of one walk share;
/// a group of rows whose walks lead nowhere has no rows, and is none. The rule needs that nothing
/// else is asked of the rows.
struct ReachCountRule {
    func apply(_ plan: PhysicalPlan) -> PhysicalPlan? {
        guard case .aggregate(let aggregation) = plan.step, !aggregation.aggregates.isEmpty,
            aggregation.aggregates.allSatisfy({ $0.function == .count })
        else { return nil }
        var input = plan.inputs[0]
        var counted: Int?
        let isGrouped = !aggregation.groupings.isEmpty
        if case .distinct(let slots) = input.step, slots.count == 1, !isGrouped {
            // Of distinct rows, `count(*)` and `count(b)` are what `count(DISTINCT b)` is.
            guard aggregation.aggregates.allSatisfy({ $0.isStar || $0.counts(slots[0]) }) else {
                return nil
            }
            counted = slots[0]
            input = input.inputs[0]
        } else {
            counted = aggregation.aggregates[0].arguments.first?.slot
            guard let counted,
                aggregation.aggregates.allSatisfy({ $0.isDistinct && $0.counts(counted) })
            else { return nil }
        }
        if isGrouped, case .project = input.step { return nil }
        guard let counted, let (walk, conditions, source) = reach(to: counted, below: input),
            aggregation.groupings.allSatisfy({ walk.leavesAlone($0.expression) })
        else { return nil }
        let count = PhysicalReachCount(
            walk: walk, conditions: conditions, groupings: aggregation.groupings,
            slots: aggregation.aggregates.map(\.slot))
        return PhysicalPlan(
            .reachCount(count), [source], estimatedRowCount: plan.estimatedRowCount)
    }

    /// The walk whose end a slot has, the conditions above it in their order, and its input.
    private func reach(
        to slot: Int, below plan: PhysicalPlan
    ) -> (PhysicalVariableExpand, [PlanExpression], PhysicalPlan)? {
        var input = plan
        var slot = slot
        if case .project(let items) = input.step {
            // Only values that are there: nothing can go wrong with those that are left out.
            guard items.allSatisfy({ $0.expression.slot != nil }),
                let item = items.first(where: { $0.slot == slot })
            else { return nil }
            slot = item.expression.slot ?? slot
            input = input.inputs[0]
        }
        var conditions: [PlanExpression] = []
        while case .filter(let own) = input.step {
            conditions = own + conditions
            input = input.inputs[0]
        }
        guard case .reach(let walk) = input.step, walk.expand.to == slot, !walk.expand.isInto else {
            return nil
        }
        return (walk, conditions, input.inputs[0])
    }
}

extension PhysicalVariableExpand {
    /// Whether the value of an expression is certainly there before the walk, and cannot fail.
    fileprivate func leavesAlone(_ expression: PlanExpression) -> Bool {
        switch expression.kind {
        case .slot(let slot): slot != expand.to && slot != expand.relationship
        case .property(let base, _): base.slot == expand.from && expand.from != expand.to
        default: false
        }
    }
}

extension PhysicalAggregate {
    /// Whether it counts the values of a slot.
    fileprivate func counts(_ slot: Int) -> Bool { !isStar && arguments.first?.slot == slot }
}
