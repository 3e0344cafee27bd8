import Diagnostics
import QuerySemantics

extension Planner {
    private static let patternSizeMax = 300

    /// The rows that a pattern has for each row of `input`.
    mutating func plan(
        _ paths: [BoundPath], _ condition: BoundExpression?, onto input: PhysicalPlan
    ) throws(QueryError) -> PhysicalPlan {
        let pattern = LogicalPattern(paths, condition, self)
        guard pattern.steps.count + pattern.nodes.count <= Self.patternSizeMax else {
            throw QueryError([.patternTooLarge(paths[0].span, Self.patternSizeMax)])
        }
        var builder = PatternPlanBuilder(pattern, input)
        let foreign = input.writtenSlots.map { slots in
            Set(slots.map(VariableID.init(rawValue:))).subtracting(pattern.introduced)
        }
        let joins = JoinPlanner(
            pattern: pattern, planner: self, foreign: foreign,
            inputRowCount: input.estimatedRowCount)
        try builder.addReady(&self)
        builder.checkLonelyNodes()
        for entry in joins.order().choices {
            try builder.take(
                entry.choice, entry.rowCount * input.estimatedRowCount, &self, joins)
        }
        return builder.plan
    }
}
