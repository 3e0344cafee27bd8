import Diagnostics
import QuerySemantics
import QuerySyntax

extension Planner {
    private static let stepCountMax = 2_000

    /// The parts of a query, put together.
    mutating func plan(
        _ query: BoundQuery, onto input: PhysicalPlan
    ) throws(QueryError) -> PhysicalPlan {
        guard query.parts.count > 1 else { return try plan(query.parts[0], onto: input) }
        var branches: [PhysicalPlan] = []
        for part in query.parts { branches.append(try plan(part, onto: .argument)) }
        let columns = query.parts.map { $0.columns.map(\.variable.rawValue) }
        let count = branches.reduce(0) { $0 + $1.estimatedRowCount }
        let union = PhysicalPlan(
            .union(columns: columns, slots: columns[0]), [input] + branches,
            estimatedRowCount: count * input.estimatedRowCount)
        guard query.union == .distinct else { return union }
        return PhysicalPlan(.distinct(slots: columns[0]), [union], estimatedRowCount: count)
    }

    private mutating func plan(
        _ part: BoundSingleQuery, onto input: PhysicalPlan
    ) throws(QueryError) -> PhysicalPlan {
        var plan = input
        for (index, clause) in part.clauses.enumerated() {
            wantedStarts = wantedStarts(part.clauses[index...], onto: plan)
            plan = try self.plan(clause, onto: plan)
            // Rows go through all steps on one stack.
            guard plan.stepCount <= Self.stepCountMax else {
                throw QueryError([.tooManySteps(Self.stepCountMax)])
            }
        }
        return plan
    }

    /// See ``wantedStarts``, for a pattern that nothing stands in front of.
    private func wantedStarts(
        _ clauses: ArraySlice<BoundClause>, onto input: PhysicalPlan
    ) -> Set<VariableID> {
        guard rules.contains(.partitionedDraws), case .argument = input.step else { return [] }
        for clause in clauses {
            switch clause {
            case .match, .unwind: continue
            case .project(let projection): return projection.drawnPer
            case .create, .merge, .set, .remove, .delete, .foreach: return []
            }
        }
        return []
    }

    private mutating func plan(
        _ clause: BoundClause, onto input: PhysicalPlan
    ) throws(QueryError) -> PhysicalPlan {
        switch clause {
        case .match(let match):
            guard match.isOptional else {
                return try plan(match.paths, match.condition, onto: input)
            }
            let inner = try plan(match.paths, match.condition, onto: .argument)
            return PhysicalPlan(
                .optional(slots: newSlots(of: match.paths)), [input, inner],
                estimatedRowCount: input.estimatedRowCount * max(1, inner.estimatedRowCount))
        case .unwind(let list, let variable):
            return PhysicalPlan(
                .unwind(try plan(list), slot: variable.rawValue), [input],
                estimatedRowCount: input.estimatedRowCount * 10)
        case .project(let projection): return try plan(projection, onto: input)
        case .create, .merge, .set, .remove, .delete, .foreach:
            // One clause after the other, each for all rows: a long script is one step.
            let write = try planWrite(clause)
            if case .write(let writes) = input.step {
                return PhysicalPlan(
                    .write(writes + [write]), input.inputs,
                    estimatedRowCount: input.estimatedRowCount)
            }
            return PhysicalPlan(
                .write([write]), [input],
                estimatedRowCount: input.estimatedRowCount)
        }
    }

    /// The slots that a pattern gives a value to.
    private func newSlots(of paths: [BoundPath]) -> [Int] {
        var seen: Set<Int> = []
        var slots: [Int] = []
        for path in paths {
            for node in path.nodes where seen.insert(node.variable.rawValue).inserted {
                if !node.isBound { slots.append(node.variable.rawValue) }
            }
            for step in path.relationships where seen.insert(step.variable.rawValue).inserted {
                if !step.isBound { slots.append(step.variable.rawValue) }
            }
            if let variable = path.variable { slots.append(variable.rawValue) }
        }
        return slots
    }
}

extension BoundProjection {
    /// The variables in front of the projection of which each value is drawn for.
    fileprivate var drawnPer: Set<VariableID> {
        guard case .count(_, let groups, _, _, _)? = sample else { return [] }
        var variables: Set<VariableID> = []
        for group in groups {
            guard case .variable(let variable) = group.kind else { continue }
            let item = items.first { $0.variable == variable }
            if case .variable(let source)? = item?.expression.kind {
                variables.insert(source)
            } else {
                variables.insert(variable)
            }
        }
        return variables
    }
}
