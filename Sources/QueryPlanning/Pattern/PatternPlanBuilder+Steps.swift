import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax

extension PatternPlanBuilder {
    /// Begins with a relationship that has a value already.
    mutating func seek(_ index: Int, _ count: Double, _ planner: inout Planner) {
        let step = pattern.steps[index]
        let fromLeft = isKnown(step.left) || !isKnown(step.right)
        put(.relationshipSeek(expand(index, fromLeft: fromLeft, &planner)), count)
        finish(index)
    }

    /// Goes along a relationship pattern from a node that is known.
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
