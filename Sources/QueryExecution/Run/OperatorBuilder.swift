import QueryPlanning

/// Makes the operators of a plan, from its last step to its first.
struct OperatorBuilder {
    /// Where the steps tell what they did, if someone asks.
    let profile: Profile?

    /// The operator that takes the row a plan is run with; its rows end in `next`.
    ///
    /// - Parameter index: the place of the plan among the steps that are profiled.
    func build(_ plan: PhysicalPlan, _ index: Int = 0, into next: Operator) -> Operator {
        var plan = plan
        var next = next
        var index = index
        // A loop, so that a long query does not need a deep stack.
        while true {
            if case .argument = plan.step { return next }
            if let profile { next = ProbeOperator(profile, index, into: next) }
            next = make(plan, index, into: next)
            plan = plan.inputs[0]
            index += 1
        }
    }

    /// The place of an input of a step.
    private func index(ofInput input: Int, of plan: PhysicalPlan, _ index: Int) -> Int {
        guard profile != nil else { return 0 }
        return plan.inputs[..<input].reduce(index + 1) { $0 + $1.stepCount }
    }

    private func make(_ plan: PhysicalPlan, _ index: Int, into next: Operator) -> Operator {
        switch plan.step {
        case .argument: return next
        case .nodeScan(let scan): return NodeScanOperator(scan, into: next)
        case .relationshipSeek(let seek): return RelationshipSeekOperator(seek, into: next)
        case .expand(let expand): return ExpandOperator(expand, into: next)
        case .variableExpand(let walk): return VariableExpandOperator(walk, into: next)
        case .reach(let walk): return ReachOperator(walk, into: next)
        case .shortestPath(let search): return ShortestPathOperator(search, into: next)
        case .path(let path): return PathOperator(path, into: next)
        case .filter(let conditions): return FilterOperator(conditions, into: next)
        case .optional(let slots):
            let junction = JunctionOperator(into: next)
            return OptionalOperator(
                build(plan.inputs[1], self.index(ofInput: 1, of: plan, index), into: junction),
                junction, slots: slots, into: next)
        case .unwind(let list, let slot): return UnwindOperator(list, slot: slot, into: next)
        case .project(let items): return ProjectOperator(items, into: next)
        case .aggregate(let aggregation): return AggregateOperator(aggregation, into: next)
        case .sample(let sample): return SampleOperator(sample, into: next)
        case .distinct(let slots): return DistinctOperator(slots: slots, into: next)
        case .sort(let order, let limit, let skip):
            guard let limit else { return SortOperator(order, into: next) }
            return TopOperator(order, limit: limit, skip: skip, into: next)
        case .skip(let count): return SkipOperator(count, into: next)
        case .limit(let count): return LimitOperator(count, into: next)
        case .union(let columns, let slots):
            let branches = columns.indices.map { part in
                let (columns, branch) = (columns[part], plan.inputs[part + 1])
                let place = self.index(ofInput: part + 1, of: plan, index)
                let moves = zip(columns, slots).filter { $0 != $1 }.map { (from: $0, to: $1) }
                let junction = JunctionOperator(into: next, moves: moves)
                return (start: build(branch, place, into: junction), junction: junction)
            }
            return UnionOperator(branches, into: next)
        case .write(let writes): return WriteOperator(writes, into: next)
        }
    }
}
