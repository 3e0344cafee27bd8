import Diagnostics
import QueryPlanning

/// Makes the operators of a plan, from its last step to its first.
struct OperatorBuilder {
    /// Where the steps tell what they did, if someone asks.
    let profile: Profile?
    /// What steps that follow relationships tell the expressions behind them.
    let weights: ExpandedWeights

    /// The length of a row.
    let slotCount: Int

    /// The operator that takes the row a plan is run with; its rows end in `next`.
    ///
    /// - Parameter index: the place of the plan among the steps that are profiled.
    /// - Parameter live: the slots that are read behind the plan.
    func build(
        _ plan: PhysicalPlan, _ index: Int = 0, live: LiveSlots, into next: Operator
    ) -> Operator {
        var plan = plan
        var next = next
        var index = index
        var live = live
        // A loop, so that a long query does not need a deep stack.
        while true {
            if case .argument = plan.step { return next }
            if let profile { next = ProbeOperator(profile, index, .behindStep, into: next) }
            if let (expand, end, rest) = labelledExpand(plan) {
                next = filter(rest, into: next)
                let weight = weights.askedWeight(of: expand.relationship)
                next = ExpandOperator(expand, end, weight, into: next)
                live.add(readBy: plan.step)
                plan = plan.inputs[0]
            } else if let (scan, sought, exact, rest) = exactSeek(plan) {
                next = NodeScanOperator(
                    scan, evaluation(sought), exact: (exact, evaluation(exact.condition)),
                    into: filter(rest, into: next))
                live.add(readBy: plan.step)
                plan = plan.inputs[0]
            } else {
                next = make(plan, index, live, into: next)
            }
            live.add(readBy: plan.step)
            for inner in plan.inputs.dropFirst() { live.add(readBy: inner) }
            plan = plan.inputs[0]
            index += 1
        }
    }

    private func filter(_ conditions: [PlanExpression], into next: Operator) -> Operator {
        conditions.isEmpty ? next : FilterOperator(evaluations(conditions), into: next)
    }

    /// A long chain of operators would need a deep stack.
    private static let chainCountMax = 16

    private func project(_ items: [PhysicalProjection], into next: Operator) -> Operator {
        guard items.count > Self.chainCountMax else {
            return items.reversed().reduce(next) { next, item in
                AssignOperator(item.slot, evaluation(item.expression), into: next)
            }
        }
        let values = items.map { (slot: $0.slot, value: evaluation($0.expression)) }
        return ProjectOperator(values, into: next)
    }

    /// Takes a filter on a step along relationships apart, if it begins with labels of the node
    /// that the step leads to: the step knows better when they need no test. A profile shows both.
    private func labelledExpand(
        _ plan: PhysicalPlan
    ) -> (expand: PhysicalExpand, end: EndLabels, rest: [PlanExpression])? {
        guard profile == nil, case .filter(let conditions) = plan.step,
            case .expand(let expand) = plan.inputs[0].step, !expand.isInto
        else { return nil }
        var end = EndLabels()
        var rest = conditions[...]
        while case .labels(let base, let labels)? = rest.first?.kind,
            case .slot(expand.to) = base.kind
        {
            end.labels += labels
            end.span = rest.removeFirst().span
        }
        return end.labels.isEmpty ? nil : (expand, end, Array(rest))
    }

    /// Takes a filter on a look-up in an index apart, if it has the condition of the look-up. A
    /// profile shows both.
    private func exactSeek(
        _ plan: PhysicalPlan
    ) -> (
        scan: PhysicalNodeScan, sought: PlanExpression, seek: ExactSeek, rest: [PlanExpression]
    )? {
        guard profile == nil, case .filter(let conditions) = plan.step,
            case .nodeScan(let scan) = plan.inputs[0].step,
            case .index(_, _, let sought) = scan.access,
            let (seek, rest) = ExactSeek.take(scan, from: conditions)
        else { return nil }
        return (scan, sought, seek, rest)
    }

    /// The operator that takes the rows an inner plan of a step is run with.
    ///
    /// - Parameter index: the place of the step among those that are profiled.
    private func build(
        input: Int, of plan: PhysicalPlan, _ index: Int, live: LiveSlots, into next: Operator
    ) -> Operator {
        guard let profile else { return build(plan.inputs[input], live: live, into: next) }
        let place = plan.inputs[..<input].reduce(index + 1) { $0 + $1.stepCount }
        return ProbeOperator(
            profile, place, .beforePlan,
            into: build(plan.inputs[input], place, live: live, into: next))
    }

    private func make(
        _ plan: PhysicalPlan, _ index: Int, _ live: LiveSlots, into next: Operator
    ) -> Operator {
        switch plan.step {
        case .argument: return next
        case .nodeScan(let scan):
            var sought: Evaluation?
            if case .index(_, _, let value) = scan.access { sought = evaluation(value) }
            return NodeScanOperator(scan, sought, into: next)
        case .relationshipSeek(let seek): return RelationshipSeekOperator(seek, into: next)
        case .expand(let expand):
            let weight = weights.askedWeight(of: expand.relationship)
            return ExpandOperator(expand, EndLabels(), weight, into: next)
        case .variableExpand(let walk): return VariableExpandOperator(walk, into: next)
        case .reach(let walk): return ReachOperator(walk, into: next)
        case .reachCount(let count): return ReachCountOperator(count, into: next)
        case .statisticsCount(let count): return StatisticsCountOperator(count, into: next)
        case .shortestPath(let search): return ShortestPathOperator(search, into: next)
        case .join(let join): return hashJoin(join, plan, index, live, into: next)
        case .path(let path): return PathOperator(path, into: next)
        case .filter(let conditions): return filter(conditions, into: next)
        case .optional(let slots):
            let junction = JunctionOperator(into: next)
            let inner = build(input: 1, of: plan, index, live: live, into: junction)
            return OptionalOperator(inner, junction, slots: slots, into: next)
        case .unwind(let list, let slot): return UnwindOperator(list, slot: slot, into: next)
        case .project(let items):
            return project(items, into: next)
        case .aggregate(let aggregation):
            return AggregateOperator(
                aggregation,
                groupings: aggregation.groupings.map { ($0.slot, evaluation($0.expression)) },
                arguments: aggregation.aggregates.map { evaluations($0.arguments) },
                kept: live.among(slotCount), into: next)
        case .countedChain(let chain):
            let junction = JunctionOperator(into: next)
            return CountedChainOperator(
                chain, rows: build(input: 1, of: plan, index, live: .all, into: junction),
                into: next)
        case .sample(let sample):
            let expressions = SampleExpressions(
                groups: evaluations(sample.groups),
                weight: sample.weight.map { evaluation($0) }
                    ?? LiteralEvaluation(.float(1), SourceSpan(start: 0, end: 0)),
                ties: evaluations(sample.ties))
            return SampleOperator(sample, expressions, kept: live.among(slotCount), into: next)
        case .distinct(let slots): return DistinctOperator(slots: slots, into: next)
        case .sort(let order, let limit, let skip):
            let keys = evaluations(order.map(\.expression))
            let kept = live.among(slotCount)
            guard let limit else { return SortOperator(order, keys, kept: kept, into: next) }
            return TopOperator(order, keys, limit: limit, skip: skip, kept: kept, into: next)
        case .skip(let count): return SkipOperator(count, into: next)
        case .limit(let count): return LimitOperator(count, into: next)
        case .union(let columns, let slots):
            let branches = columns.indices.map { part in
                let moves = zip(columns[part], slots).filter { $0 != $1 }
                let junction = JunctionOperator(
                    into: next, moves: moves.map { (from: $0, to: $1) })
                let start = build(input: part + 1, of: plan, index, live: .all, into: junction)
                return (start: start, junction: junction)
            }
            return UnionOperator(branches, into: next)
        case .write(let writes):
            var live = live
            live.add(readBy: writes)
            return WriteOperator(writes, kept: live.among(slotCount), into: next)
        }
    }

    private func hashJoin(
        _ join: PhysicalJoin, _ plan: PhysicalPlan, _ index: Int, _ live: LiveSlots,
        into next: Operator
    ) -> Operator {
        var live = live
        live.add(readBy: plan.step)
        let kept = join.slots.filter { live.slots?.contains($0) ?? true }
        let sink = JoinTableSink(evaluations(join.keys.map(\.build)), kept: kept)
        let side = build(input: 1, of: plan, index, live: live, into: sink)
        return HashJoinOperator(
            evaluations(join.keys.map(\.probe)), join.differences, side, sink, into: next)
    }
}
