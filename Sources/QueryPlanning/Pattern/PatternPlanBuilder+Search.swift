import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax

extension PatternPlanBuilder {
    /// Puts a search for shortest paths on top, with the conditions that choose among its paths.
    mutating func put(
        _ search: PathPattern.Search, _ step: LogicalPattern.Step,
        _ walk: PhysicalVariableExpand, _ count: Double, _ planner: inout Planner
    ) throws(QueryError) {
        // Conditions on the path choose among paths: they belong to the search.
        var own: Set<VariableID> = [step.pattern.variable]
        if let path = step.path { own.insert(VariableID(rawValue: path.slot)) }
        let ready = known.union(own).union([step.left, step.right])
        var expressions: [PlanExpression] = []
        var rest: [LogicalPattern.Condition] = []
        for condition in conditions {
            if !condition.variables.isDisjoint(with: own), condition.variables.isSubset(of: ready),
                let expression = try condition.expression(&planner)
            {
                expressions.append(expression)
            } else {
                rest.append(condition)
            }
        }
        conditions = rest
        let condition = expressions.first.map { first in
            PlanExpression(.boolean(.and, expressions), first.span)
        }
        if let path = step.path { known.insert(VariableID(rawValue: path.slot)) }
        paths.removeAll { $0.path.slot == step.path?.slot }
        put(
            .shortestPath(
                PhysicalShortestPath(
                    walk: walk, isAll: search == .allShortest, path: step.path,
                    condition: condition)), count)
    }
}
