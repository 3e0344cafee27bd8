import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax

/// Puts the chosen steps of a pattern on top of each other.
struct PatternPlanBuilder {
    let pattern: LogicalPattern
    var plan: PhysicalPlan
    /// Introduced variables that have values.
    var known: Set<VariableID> = []
    var conditions: [LogicalPattern.Condition]
    var paths: [(path: PhysicalPath, variables: Set<VariableID>)]
    /// The steps that were taken.
    var taken: [Int] = []
    /// What has a value in each row in front of the pattern, and none here.
    private let foreign: Set<VariableID>

    init(_ pattern: LogicalPattern, _ input: PhysicalPlan) {
        self.pattern = pattern
        plan = input
        conditions = pattern.conditions
        paths = pattern.paths
        foreign = []
    }

    /// Begins a part that is searched by itself.
    ///
    /// - Parameters:
    ///   - own: what the part gives a value to.
    ///   - foreign: what has no value when the part is searched.
    ///   - isOwn: whether a condition is looked at within the part.
    init(
        _ pattern: LogicalPattern, part own: Set<VariableID>, foreign: Set<VariableID>,
        where isOwn: (LogicalPattern.Condition) -> Bool
    ) {
        self.pattern = pattern
        self.foreign = foreign
        plan = .argument
        conditions = pattern.conditions.filter(isOwn)
        paths = pattern.paths.filter { $0.variables.isSubset(of: own) }
    }

    /// Puts a choice on top, and the conditions that can be looked at behind it.
    mutating func take(
        _ choice: PatternChoice, _ count: Double, _ planner: inout Planner,
        _ joins: JoinPlanner
    ) throws(QueryError) {
        switch choice {
        case .start(let variable): try start(variable, count, &planner)
        case .step(let index, let fromLeft):
            try step(index, fromLeft: fromLeft, count, &planner)
        case .seek(let index): seek(index, count, &planner)
        case .join(let part): try join(part, count, &planner, joins)
        }
        try addReady(&planner)
    }

    /// Joins with a part that was searched by itself, conditions included.
    mutating func put(
        _ join: PhysicalStep, _ side: PatternPlanBuilder, _ count: Double,
        where isDone: (LogicalPattern.Condition) -> Bool
    ) {
        plan = PhysicalPlan(join, [plan, side.plan], estimatedRowCount: count)
        known.formUnion(side.known)
        taken += side.taken
        conditions.removeAll(where: isDone)
        paths.removeAll { side.known.contains(VariableID(rawValue: $0.path.slot)) }
    }

    mutating func put(_ step: PhysicalStep, _ count: Double) {
        plan = PhysicalPlan(step, [plan], estimatedRowCount: count)
    }

    /// Adds a condition, to those of the last step if that looks at conditions.
    private mutating func filter(_ condition: PlanExpression) {
        if case .filter(let conditions) = plan.step {
            plan = PhysicalPlan(
                .filter(conditions + [condition]), plan.inputs,
                estimatedRowCount: plan.estimatedRowCount)
        } else {
            put(.filter([condition]), plan.estimatedRowCount)
        }
    }

    /// A node that is known and has no relationship in the pattern must not be null.
    mutating func checkLonelyNodes() {
        let joined = Set(pattern.steps.flatMap { [$0.left, $0.right] })
        for variable in pattern.nodeOrder
        where isKnown(variable) && !joined.contains(variable) {
            let span = pattern.nodes[variable]!.span
            let slot = PlanExpression(.slot(variable.rawValue), span)
            let check = PlanExpression(.nullPredicate(slot, isNegated: true), span)
            filter(check)
        }
    }

    func isKnown(_ variable: VariableID) -> Bool {
        known.contains(variable)
            || !pattern.introduced.contains(variable) && !foreign.contains(variable)
    }
}

// MARK: Conditions and paths

extension PatternPlanBuilder {
    /// Adds the conditions and paths whose variables have values.
    mutating func addReady(_ planner: inout Planner) throws(QueryError) {
        for (path, _) in paths.filter({ $0.variables.isSubset(of: known) }) {
            put(.path(path), plan.estimatedRowCount)
            known.insert(VariableID(rawValue: path.slot))
        }
        paths.removeAll { $0.variables.isSubset(of: known) }
        var rest: [LogicalPattern.Condition] = []
        for condition in conditions {
            guard condition.variables.isSubset(of: known) else {
                rest.append(condition)
                continue
            }
            if let expression = try condition.expression(&planner) {
                filter(expression)
            }
        }
        conditions = rest
    }
}
