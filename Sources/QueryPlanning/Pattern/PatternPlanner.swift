import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax

/// Chooses the order in which a pattern is searched.
///
/// Each node of the pattern is tried as the start; from there the step that is thought to give the
/// fewest rows comes next. The order with the least sum of rows is taken. Conditions are looked at
/// as soon as their variables have values.
struct PatternPlanner {
    /// One decision.
    enum Choice {
        case start(VariableID)
        /// A step from its left node, or from its right.
        case step(Int, fromLeft: Bool)
        /// A step whose relationship is known and whose nodes are not.
        case seek(Int)
    }

    let pattern: LogicalPattern
    let estimates: PatternEstimates

    /// The best order that was found, with the rows after each choice.
    func order() -> [(choice: Choice, rowCount: Double)] {
        let known = Set(pattern.nodeOrder.filter { !pattern.introduced.contains($0) })
        var best: (order: [(choice: Choice, rowCount: Double)], cost: Double)?
        let isAnchored = !known.isEmpty || pattern.steps.contains { $0.isBound }
        let starts = isAnchored ? [nil] : pattern.nodeOrder.prefix(12).map(Optional.init)
        for start in starts {
            let order = order(known, from: start)
            let cost = cost(of: order)
            if best == nil || cost < best!.cost { best = (order, cost) }
        }
        return best?.order ?? []
    }

    /// The rows of all choices, and the walks that were tried for them.
    private func cost(of order: [(choice: Choice, rowCount: Double)]) -> Double {
        var cost = 0.0
        var rowCount = 1.0
        for (choice, next) in order {
            if case .step(let index, let fromLeft) = choice, pattern.steps[index].search == nil {
                cost +=
                    rowCount
                    * estimates.walkWork(pattern.steps[index], fromLeft: fromLeft, pattern)
            }
            cost += next
            rowCount = next
        }
        return cost
    }

    private func order(
        _ known: Set<VariableID>, from start: VariableID?
    ) -> [(choice: Choice, rowCount: Double)] {
        var known = known
        var left = Set(pattern.steps.indices)
        var rowCount = 1.0
        var order: [(choice: Choice, rowCount: Double)] = []
        func take(_ choice: Choice, _ factor: Double) {
            rowCount = max(rowCount * factor, 0.001)
            order.append((choice, rowCount))
        }
        if let start {
            take(.start(start), estimates.scanCount(pattern.nodes[start]!, known))
            known.insert(start)
        }
        while true {
            // At most one row: cheaper than any step, and steps that lead there look it up.
            while let single = nextSingle(left, known) {
                take(.start(single), estimates.scanCount(pattern.nodes[single]!, known))
                known.insert(single)
            }
            let hasStart = nextStart(known) != nil
            if let (choice, factor) = nextStep(left, known)
                ?? (hasStart ? nil : nextStep(left, known, isStrict: false))
            {
                take(choice, factor)
                guard let index = choice.step else { preconditionFailure("a step was chosen") }
                left.remove(index)
                let step = pattern.steps[index]
                known.formUnion([step.left, step.right, step.pattern.variable])
            } else if let node = nextStart(known) {
                take(.start(node), estimates.scanCount(pattern.nodes[node]!, known))
                known.insert(node)
            } else {
                return order
            }
        }
    }

    /// A node at the end of a step, if an index gives at most one such node: when both ends are
    /// known, a step looks up the relationships between them instead of following all of one end.
    private func nextSingle(_ left: Set<Int>, _ known: Set<VariableID>) -> VariableID? {
        for index in left.sorted() {
            let step = pattern.steps[index]
            guard step.pattern.length == nil, step.search == nil, !step.isBound else { continue }
            for node in [step.left, step.right]
            where !known.contains(node) && estimates.isSingle(pattern.nodes[node]!, known) {
                return node
            }
        }
        return nil
    }

    /// The step from a known node that gives the fewest rows.
    private func nextStep(
        _ left: Set<Int>, _ known: Set<VariableID>, isStrict: Bool = true
    ) -> (Choice, Double)? {
        var best: (Choice, Double)?
        for index in left.sorted() {
            let step = pattern.steps[index]
            // A walk looks at its properties on the way, so what they speak of must be there.
            if isStrict, step.pattern.length != nil, let properties = step.pattern.properties,
                !properties.variables.intersection(pattern.introduced).isSubset(of: known)
            {
                continue
            }
            let hasLeft = known.contains(step.left)
            let hasRight = known.contains(step.right)
            let candidate: (Choice, Double)
            if step.search != nil {
                guard hasLeft, hasRight else { continue }
                candidate = (.step(index, fromLeft: true), 1)
            } else if step.isBound, step.pattern.length == nil, !hasLeft || !hasRight {
                candidate = (.seek(index), 0.9)
            } else if hasLeft || hasRight {
                let isInto = hasLeft && hasRight
                let fromLeft =
                    hasLeft
                    && (!hasRight
                        || estimates.fanOut(step, fromLeft: true, pattern)
                            <= estimates.fanOut(step, fromLeft: false, pattern))
                let fanOut = estimates.fanOut(step, fromLeft: fromLeft, pattern)
                let target = pattern.nodes[fromLeft ? step.right : step.left]!
                candidate = (
                    .step(index, fromLeft: fromLeft),
                    isInto
                        ? min(1, fanOut / estimates.nodeCount(target))
                        : fanOut * estimates.selectivity(of: target, known)
                )
            } else {
                continue
            }
            if best == nil || candidate.1 < best!.1 { best = candidate }
        }
        return best
    }

    private func nextStart(_ known: Set<VariableID>) -> VariableID? {
        var best: (VariableID, Double)?
        for node in pattern.nodeOrder where !known.contains(node) {
            let count = estimates.scanCount(pattern.nodes[node]!, known)
            if best == nil || count < best!.1 { best = (node, count) }
        }
        return best?.0
    }
}

extension PatternPlanner.Choice {
    /// The step that is taken.
    var step: Int? {
        switch self {
        case .start: nil
        case .step(let index, _), .seek(let index): index
        }
    }
}
