/// Lets a draw per node end with the rows of each node, where those come one behind the other.
///
/// ```
/// Sample 5 per d              d   s            a group is drawn from as soon as
///   Expand (d)-[r]->(s)       1   4            it is there, and its rows wait no
///     NodeScan d              1   7  → draw    longer
///                             2   4  → draw
/// ```
///
/// **Law**: let the rows with each `d` come one behind the other, and let `d` be one of what the
/// groups are made of. Then no group has rows of two `d`, and each is complete when the next `d`
/// comes; groups with the same `d` are told apart among its rows.
///
/// **Proof** for the plans that are taken, from the first step on: a scan for the one row that the
/// plan is run with gives each node once. Conditions, `SKIP` and `LIMIT` leave rows out, `ORDER BY`
/// moves rows of which each has a `d` of its own, and what each row of a step becomes is pushed
/// before the next row is taken. A draw depends on the identities of the rows of a group and not on
/// when it is made, so it is the same.
struct PartitionedDrawRule {
    func apply(_ plan: PhysicalPlan) -> PhysicalPlan? {
        guard case .sample(var sample) = plan.step, sample.partition == nil else { return nil }
        let slots = plan.inputs[0].partitionSlots
        guard let slot = sample.groups.lazy.compactMap(\.slot).first(where: slots.contains) else {
            return nil
        }
        sample.partition = slot
        return PhysicalPlan(
            .sample(sample), plan.inputs, estimatedRowCount: plan.estimatedRowCount)
    }
}

extension PhysicalPlan {
    /// The slots that hold one node of a scan, whose rows come one behind the other.
    fileprivate var partitionSlots: Set<Int> {
        // From the last step to the first: a row of a step that is passed has the slots of its input.
        var steps: [PhysicalStep] = []
        var plan = self
        while true {
            switch plan.step {
            case .expand, .variableExpand, .reach, .shortestPath, .path, .filter, .optional,
                .unwind, .project, .distinct, .skip, .limit, .sort:
                steps.append(plan.step)
                plan = plan.inputs[0]
                continue
            case .nodeScan(let scan):
                guard case .argument = plan.inputs[0].step else { return [] }
                return steps.partitionSlots(from: scan.slot)
            default: return []
            }
        }
    }
}

extension [PhysicalStep] {
    /// - Parameter slot: where the scan before the steps, the last of which stands first, puts nodes.
    fileprivate func partitionSlots(from slot: Int) -> Set<Int> {
        var slots: Set<Int> = [slot]
        var hasOneRowEach = true
        for step in reversed() {
            switch step {
            case .sort where !hasOneRowEach: return []
            case .sort, .filter, .path, .skip, .limit, .distinct: break
            case .project(let items):
                for item in items {
                    if let source = item.expression.slot, slots.contains(source) {
                        slots.insert(item.slot)
                    } else {
                        slots.remove(item.slot)
                    }
                }
            default: hasOneRowEach = false
            }
        }
        return slots
    }
}
