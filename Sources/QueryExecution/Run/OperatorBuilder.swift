import QueryPlanning

/// Makes the operators of a plan, from its last step to its first.
struct OperatorBuilder {
    /// The operator that takes the row a plan is run with; its rows end in `next`.
    func build(_ plan: PhysicalPlan, into next: Operator) -> Operator {
        var plan = plan
        var next = next
        // A loop, so that a long query does not need a deep stack.
        while true {
            guard let made = make(plan, into: next) else { return next }
            next = made
            plan = plan.inputs[0]
        }
    }

    private func make(_ plan: PhysicalPlan, into next: Operator) -> Operator? {
        switch plan.step {
        case .argument: return nil
        case .nodeScan(let scan): return NodeScanOperator(scan, into: next)
        case .relationshipSeek(let seek): return RelationshipSeekOperator(seek, into: next)
        case .expand(let expand): return ExpandOperator(expand, into: next)
        case .variableExpand(let walk): return VariableExpandOperator(walk, into: next)
        case .shortestPath(let search): return ShortestPathOperator(search, into: next)
        case .path(let path): return PathOperator(path, into: next)
        case .filter(let condition): return FilterOperator(condition, into: next)
        case .optional(let slots):
            let junction = JunctionOperator(into: next)
            return OptionalOperator(
                build(plan.inputs[1], into: junction), junction, slots: slots, into: next)
        case .unwind(let list, let slot): return UnwindOperator(list, slot: slot, into: next)
        case .project(let items): return ProjectOperator(items, into: next)
        case .aggregate(let aggregation): return AggregateOperator(aggregation, into: next)
        case .distinct(let slots): return DistinctOperator(slots: slots, into: next)
        case .sort(let order, let limit, let skip):
            return SortOperator(order, limit: limit, skip: skip, into: next)
        case .skip(let count): return SkipOperator(count, into: next)
        case .limit(let count): return LimitOperator(count, into: next)
        case .union(let columns, let slots):
            let branches = zip(columns, plan.inputs.dropFirst()).map { columns, branch in
                let moves = zip(columns, slots).filter { $0 != $1 }.map { (from: $0, to: $1) }
                let junction = JunctionOperator(into: next, moves: moves)
                return (start: build(branch, into: junction), junction: junction)
            }
            return UnionOperator(branches, into: next)
        case .write(let writes): return WriteOperator(writes, into: next)
        }
    }
}
