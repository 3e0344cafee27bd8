import QuerySemantics

/// Replaces walks by reachability where it cannot matter how often a node is reached.
///
/// ```
/// Aggregate count(DISTINCT b)           Aggregate count(DISTINCT b)
///   VariableExpand (a)-[*1..3]-(b)  →     Reach (a)-[*1..3]-(b)
/// ```
///
/// A node at a distance of at most k is reached by a walk of at most k relationships, none twice:
/// the shortest one. So a breadth-first search finds the same nodes, each once; only the start
/// needs a look of its own, because it is reached again by a cycle. This holds when walks may be
/// as short as one relationship, when nobody looks at the walk, and when no other step of the
/// clause has to differ from it.
struct ReachabilityRule {
    /// The slots of lists of relationships that something looks at.
    let usedLists: Set<Int>

    /// - Parameter isSet: whether equal rows above may as well be one.
    func apply(_ plan: PhysicalPlan, isSet: Bool) -> PhysicalPlan {
        var isSetBelow = isSet
        var step = plan.step
        switch plan.step {
        case .distinct: isSetBelow = true
        case .aggregate(let aggregation):
            isSetBelow = aggregation.aggregates.allSatisfy {
                $0.isDistinct || $0.function == .min || $0.function == .max
            }
        // The number of rows counts, or each row is written for.
        case .skip, .limit, .sample, .write: isSetBelow = false
        case .sort(_, let limit, _): isSetBelow = isSet && limit == nil
        case .variableExpand(let walk) where isSet && canReach(walk): step = .reach(walk)
        default: break
        }
        let inputs = plan.inputs.enumerated().map { place, input in
            // What runs for each row gives rows of its own only.
            apply(input, isSet: isSetBelow)
        }
        return PhysicalPlan(step, inputs, estimatedRowCount: plan.estimatedRowCount)
    }

    private func canReach(_ walk: PhysicalVariableExpand) -> Bool {
        walk.lower <= 1 && !walk.isListBound && walk.expand.differentFrom.isEmpty
            && !usedLists.contains(walk.expand.relationship)
    }
}

extension Planner {
    /// Improves a plan whose parts are all there.
    ///
    /// - Parameter isSet: whether it is only asked whether the plan has a row.
    func improve(_ plan: PhysicalPlan, isSet: Bool = false) -> PhysicalPlan {
        var plan = plan
        if rules.contains(.reachability) { plan = reachability(plan, isSet: isSet) }
        if rules.contains(.reachCount) { plan = plan.rewritten(ReachCountRule().apply) }
        if rules.contains(.statisticsCount) { plan = plan.rewritten(StatisticsCountRule().apply) }
        if rules.contains(.distinctReach) { plan = plan.rewritten(DistinctReachRule().apply) }
        if rules.contains(.countedChains) {
            plan = CountedChainRule(catalog: catalog, symbols: symbols).apply(plan)
        }
        if rules.contains(.partitionedDraws) { plan = plan.rewritten(PartitionedDrawRule().apply) }
        return plan
    }

    private func reachability(_ plan: PhysicalPlan, isSet: Bool) -> PhysicalPlan {
        var used = Set(statement.variables.indices.filter { !statement.variables[$0].name.isEmpty })
        var open = [plan]
        while let next = open.popLast() {
            used.formUnion(next.usedLists)
            open += next.inputs
        }
        return ReachabilityRule(usedLists: used).apply(plan, isSet: isSet)
    }
}

extension PhysicalPlan {
    /// The relationships that the step compares with its own, or makes a path of.
    fileprivate var usedLists: [Int] {
        switch step {
        case .expand(let expand), .relationshipSeek(let expand): expand.differentFrom
        case .variableExpand(let walk), .reach(let walk): walk.expand.differentFrom
        case .shortestPath(let search): search.walk.expand.differentFrom
        case .path(let path): path.relationships
        case .join(let join): join.differences.flatMap { [$0.build] + $0.probes }
        default: []
        }
    }
}
