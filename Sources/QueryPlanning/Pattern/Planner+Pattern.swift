import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax

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

/// Puts the chosen steps of a pattern on top of each other.
struct PatternPlanBuilder {
    let pattern: LogicalPattern
    private(set) var plan: PhysicalPlan
    /// Introduced variables that have values.
    private var known: Set<VariableID> = []
    private var conditions: [LogicalPattern.Condition]
    private var paths: [(path: PhysicalPath, variables: Set<VariableID>)]
    /// The steps that were taken.
    private(set) var taken: [Int] = []
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

    private mutating func put(_ step: PhysicalStep, _ count: Double) {
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

    private func isKnown(_ variable: VariableID) -> Bool {
        known.contains(variable)
            || !pattern.introduced.contains(variable) && !foreign.contains(variable)
    }
}

// MARK: Steps

extension PatternPlanBuilder {
    mutating func start(
        _ variable: VariableID, _ count: Double, _ planner: inout Planner
    ) throws(QueryError) {
        let node = pattern.nodes[variable]!
        let access = try access(node, &planner)
        put(
            .nodeScan(
                PhysicalNodeScan(slot: variable.rawValue, access: access, name: node.name)), count)
        known.insert(variable)
    }

    /// The cheapest way to find a node.
    private mutating func access(
        _ node: LogicalPattern.Node, _ planner: inout Planner
    ) throws(QueryError) -> PhysicalNodeScan.Access {
        let ready = conditions.filter { $0.variables.subtracting(known) == [node.variable] }
        for name in node.labels {
            let seek = IndexSeekChoice(name, node.variable, ready)
            if let access = try seek.access(&planner) {
                // An index has only nodes of its label.
                conditions = conditions.map { $0.without(name, of: node.variable) }
                return access
            }
        }
        let counted = node.labels.map { name in
            (
                name,
                planner.catalog.labels.id(of: name.text).map {
                    planner.statistics.nodeCount(label: $0)
                } ?? 0
            )
        }
        let rarest = counted.min { $0.1 < $1.1 }?.0
        if let rarest {
            // The scan gives only nodes of the label: nobody need look again.
            conditions = conditions.map { $0.without(rarest, of: node.variable) }
        }
        let label = rarest.map { planner.symbols.label($0.text) }
        for condition in ready where planner.rules.contains(.hashJoins) {
            guard let (key, value) = condition.equality(on: node.variable),
                !value.variables.isEmpty, !value.variables.contains(node.variable)
            else { continue }
            return .table(
                label, key: planner.symbols.key(key.text), equalTo: try planner.plan(value))
        }
        return label.map { .label($0) } ?? .all
    }

    mutating func seek(_ index: Int, _ count: Double, _ planner: inout Planner) {
        let step = pattern.steps[index]
        let fromLeft = isKnown(step.left) || !isKnown(step.right)
        put(.relationshipSeek(expand(index, fromLeft: fromLeft, &planner)), count)
        finish(index)
    }

    mutating func step(
        _ index: Int, fromLeft: Bool, _ count: Double, _ planner: inout Planner
    ) throws(QueryError) {
        let step = pattern.steps[index]
        let expand = expand(index, fromLeft: fromLeft, &planner)
        defer { finish(index) }
        guard let length = step.pattern.length else {
            if let search = step.search {
                let walk = try walk(step, expand, lower: 1, upper: 1, fromLeft, &planner)
                try put(search, step, walk, count, &planner)
            } else {
                put(step.isBound ? .relationshipSeek(expand) : .expand(expand), count)
            }
            return
        }
        let walk = try walk(
            step, expand, lower: length.lower.map { Int($0) } ?? 1,
            upper: length.upper.map { Int($0) }, fromLeft, &planner)
        if let search = step.search {
            try put(search, step, walk, count, &planner)
        } else {
            put(.variableExpand(walk), count)
        }
    }

    private mutating func put(
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

    private func walk(
        _ step: LogicalPattern.Step, _ expand: PhysicalExpand,
        lower: Int, upper: Int?, _ fromLeft: Bool, _ planner: inout Planner
    ) throws(QueryError) -> PhysicalVariableExpand {
        var properties: [(key: KeySymbol, value: PlanExpression)] = []
        if case .map(let entries)? = step.pattern.properties?.kind {
            for entry in entries {
                properties.append(
                    (planner.symbols.key(entry.key.text), try planner.plan(entry.value)))
            }
        }
        let conditions = try WalkConditions(step, of: pattern, &planner) { isKnown($0) }
        return PhysicalVariableExpand(
            expand: expand, lower: lower, upper: upper, isReversed: !fromLeft,
            isListBound: step.isBound, properties: properties, innerNodes: conditions.innerNodes,
            relationships: conditions.relationships)
    }

    private func expand(
        _ index: Int, fromLeft: Bool, _ planner: inout Planner
    ) -> PhysicalExpand {
        let step = pattern.steps[index]
        let from = fromLeft ? step.left : step.right
        let to = fromLeft ? step.right : step.left
        let direction = step.pattern.direction.seen(fromLeft: fromLeft)
        let shared = taken.filter { pattern.steps[$0].mayShare(with: step) }
        return PhysicalExpand(
            from: from.rawValue, relationship: step.pattern.variable.rawValue, to: to.rawValue,
            direction: direction, types: planner.symbols.types(step.pattern.types.map(\.text)),
            isInto: isKnown(to) || to == from, isFromBound: isKnown(from),
            differentFrom: shared.map { pattern.steps[$0].pattern.variable.rawValue },
            isProvedDifferent: step.search == nil && !taken.isEmpty && shared.isEmpty,
            text: text(from, to, direction, step, planner))
    }

    private func text(
        _ from: VariableID, _ to: VariableID, _ direction: RelationshipPattern.Direction,
        _ step: LogicalPattern.Step, _ planner: Planner
    ) -> String {
        var inner = planner.statement[step.pattern.variable].name
        if !step.pattern.types.isEmpty {
            inner += ":" + step.pattern.types.map(\.text).joined(separator: "|")
        }
        if let length = step.pattern.length {
            inner +=
                "*\(length.lower.map(String.init) ?? "")..\(length.upper.map(String.init) ?? "")"
        }
        if !inner.isEmpty { inner = "[\(inner)]" }
        let left = direction == .incoming ? "<-" : "-"
        let right = direction == .outgoing ? "->" : "-"
        let names = [from, to].map { planner.statement[$0].name }
        return "(\(names[0]))\(left)\(inner)\(right)(\(names[1]))"
    }

    private mutating func finish(_ index: Int) {
        let step = pattern.steps[index]
        known.formUnion(
            pattern.introduced.intersection([step.left, step.right, step.pattern.variable]))
        // A search stands beside the pattern: its relationships may be used again.
        if step.search == nil { taken.append(index) }
    }
}

extension LogicalPattern.Step {
    /// Whether one relationship could be taken for both steps.
    func mayShare(with other: LogicalPattern.Step) -> Bool {
        guard !pattern.types.isEmpty, !other.pattern.types.isEmpty else { return true }
        return pattern.types.contains { type in
            other.pattern.types.contains { $0.text.utf8.elementsEqual(type.text.utf8) }
        }
    }
}

// MARK: Conditions

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

extension LogicalPattern.Condition {
    /// The condition for nodes that are known to have a label.
    fileprivate func without(_ label: Name, of node: VariableID) -> LogicalPattern.Condition {
        guard case .labels(node, let names, let span) = kind else { return self }
        let rest = names.filter { !$0.text.utf8.elementsEqual(label.text.utf8) }
        return LogicalPattern.Condition(kind: .labels(node, rest, span), variables: variables)
    }

    /// The key and the value if the condition is `variable.key = value`.
    func equality(on variable: VariableID) -> (Name, BoundExpression)? {
        switch kind {
        case .property(variable, let key, let value): return (key, value)
        case .property(let other, let key, let value):
            // `{key: variable.own}` on another entity, the other way round.
            guard case .property(let base, let own) = value.kind,
                case .variable(variable) = base.kind
            else { return nil }
            let entity = BoundExpression(
                kind: .variable(other), type: base.type, span: key.span)
            return (
                own,
                BoundExpression(kind: .property(entity, key: key), type: value.type, span: key.span)
            )
        case .expression(let expression): return expression.equality(on: variable)
        case .labels: return nil
        }
    }

    /// The condition as it is evaluated.
    func expression(_ planner: inout Planner) throws(QueryError) -> PlanExpression? {
        switch kind {
        case .expression(let expression): return try planner.plan(expression)
        case .labels(let variable, let names, let span):
            guard !names.isEmpty else { return nil }
            let slot = PlanExpression(.slot(variable.rawValue), span)
            return PlanExpression(.labels(slot, names.map { planner.symbols.label($0.text) }), span)
        case .property(let variable, let key, let value):
            let slot = PlanExpression(.slot(variable.rawValue), key.span)
            let property = PlanExpression(.property(slot, planner.symbols.key(key.text)), key.span)
            let equality = PlanExpression.Comparison(
                operator: .equal, operand: try planner.plan(value), span: key.span)
            return PlanExpression(
                .comparison(property, [equality]), key.span.joined(with: value.span))
        }
    }
}
