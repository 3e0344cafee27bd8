import GraphModel

/// Lets rows through unseen that cannot be equal.
///
/// ```
/// Distinct b, x                                Project b, x
///   Project b, x                          →      Reach (a)-[*1..3]-(b)
///     Reach (a)-[*1..3]-(b)                        NodeScan a by a unique index
///       NodeScan a by a unique index
/// ```
///
/// `Reach` gives each node once for each row that it takes. If that is one row at most, no two of
/// its rows have the same `b`; conditions only leave rows out. So rows that have `b` as a column
/// are distinct, whatever the other columns are.
struct DistinctReachRule {
    func apply(_ plan: PhysicalPlan) -> PhysicalPlan? {
        guard case .distinct(let slots) = plan.step, case .project(let items) = plan.inputs[0].step
        else { return nil }
        var input = plan.inputs[0].inputs[0]
        while case .filter = input.step { input = input.inputs[0] }
        guard case .reach(let walk) = input.step, !walk.expand.isInto,
            input.inputs[0].givesOneRowAtMost,
            items.contains(where: {
                slots.contains($0.slot) && $0.expression.slot == walk.expand.to
            })
        else { return nil }
        return plan.inputs[0]
    }
}

extension PhysicalPlan {
    /// Whether the plan certainly has no more than one row for the row that it is run with.
    var givesOneRowAtMost: Bool {
        switch step {
        case .argument: true
        case .aggregate(let aggregation) where aggregation.groupings.isEmpty: true
        case .filter, .project, .path: inputs[0].givesOneRowAtMost
        case .nodeScan(let scan):
            // No two nodes of the label have the same value.
            if case .index(let index, _, _) = scan.access, index.kind.isUnique {
                inputs[0].givesOneRowAtMost
            } else {
                false
            }
        default: false
        }
    }
}
