import Diagnostics
import QuerySemantics

extension PatternPlanBuilder {
    /// Searches a part by itself, and joins its rows with those that there are.
    mutating func join(
        _ join: PatternJoin, _ count: Double, _ planner: inout Planner, _ joins: JoinPlanner
    ) throws(QueryError) {
        let own = join.part.variables(in: pattern)
        var side = PatternPlanBuilder(pattern, part: own, foreign: joins.foreign ?? []) {
            joins.belongs($0, to: own)
        }
        for entry in join.order.choices {
            try side.take(entry.choice, entry.rowCount, &planner, joins)
        }
        var keys: [PhysicalJoin.Key] = []
        for node in join.shared {
            let slot = PlanExpression(.slot(node.rawValue), pattern.nodes[node]!.span)
            keys.append(PhysicalJoin.Key(probe: slot, build: slot, span: nil))
        }
        for key in join.keys {
            keys.append(
                PhysicalJoin.Key(
                    probe: try planner.plan(key.probe), build: try planner.plan(key.build),
                    span: key.span))
        }
        let differences = side.taken.compactMap { index in
            let step = pattern.steps[index]
            let others = taken.filter { pattern.steps[$0].mayShare(with: step) }
            return others.isEmpty
                ? nil
                : PhysicalJoin.Difference(
                    build: step.pattern.variable.rawValue,
                    probes: others.map { pattern.steps[$0].pattern.variable.rawValue })
        }
        let slots = side.plan.writtenSlots?.sorted() ?? []
        let step = PhysicalJoin(keys: keys, differences: differences, slots: slots)
        put(.join(step), side, count) { joins.belongs($0, to: own) }
    }
}
