import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax

/// Chooses the order in which a pattern is searched.
///
/// Each node of the pattern is tried as the start; from there the step that is thought to give the
/// fewest rows comes next. The order with the least work is taken: rows, walks that are followed
/// without becoming rows, and nodes that are put into tables. Conditions are looked at as soon as
/// their variables have values.
struct PatternPlanner {
    /// A step that could come next.
    private struct Candidate {
        let choice: PatternChoice
        /// Rows for each row before.
        let rowCount: Double
        /// What is looked at for each row before.
        let workCount: Double
    }

    let pattern: LogicalPattern
    let estimates: PatternEstimates
    /// What is searched.
    let part: PatternPart
    /// For how many rows it is searched.
    let inputRowCount: Double
    /// Nodes to begin with that spare the step behind the pattern to keep all rows.
    var wantedStarts: Set<VariableID> = []
    /// A row that is kept costs as much as so many rows.
    private static let keptRowCost = 3.0
    /// To put a node into a table costs as much as so many rows.
    static let tableCost = 3.0

    private var nodes: [VariableID] { pattern.nodeOrder.filter { part.nodes.contains($0) } }

    /// The best order that was found.
    func order() -> PatternOrder {
        let known = part.nodes.subtracting(pattern.introduced)
        var best: (order: PatternOrder, cost: Double)?
        let isAnchored = !known.isEmpty || part.steps.contains { pattern.steps[$0].isBound }
        let starts = isAnchored ? [nil] : nodes.prefix(12).map(Optional.init)
        for start in starts {
            let order = order(known, from: start)
            let cost = cost(order, from: start)
            if best.map({ cost < $0.cost }) ?? true { best = (order, cost) }
        }
        return best?.order ?? PatternOrder()
    }

    private func cost(_ order: PatternOrder, from start: VariableID?) -> Double {
        let cost = order.cost(forRows: inputRowCount)
        guard let start, !wantedStarts.contains(start), !wantedStarts.isDisjoint(with: part.nodes)
        else { return cost }
        return cost + Self.keptRowCost * order.rowCount
    }

    private func order(_ known: Set<VariableID>, from start: VariableID?) -> PatternOrder {
        var known = known
        var left = part.steps
        var order = PatternOrder()
        func takeStart(_ variable: VariableID) {
            let node = pattern.nodes[variable]!
            // A table is made once, however many rows there are.
            if !order.choices.isEmpty || inputRowCount > 1, estimates.usesTable(node, known),
                !estimates.isSingle(node, known)
            {
                order.payOnce(Self.tableCost * estimates.nodeCount(node))
            }
            order.take(.start(variable), estimates.scanCount(node, known))
            known.insert(variable)
        }
        if let start { takeStart(start) }
        while true {
            // At most one row: cheaper than any step, and steps that lead there look it up.
            while let single = nextSingle(left, known) { takeStart(single) }
            let hasStart = nextStart(known) != nil
            if let next = nextStep(left, known)
                ?? (hasStart ? nil : nextStep(left, known, isStrict: false))
            {
                order.take(next.choice, next.rowCount, work: next.workCount)
                guard let index = next.choice.step else { preconditionFailure("a step was chosen") }
                left.remove(index)
                let step = pattern.steps[index]
                known.formUnion([step.left, step.right, step.pattern.variable])
            } else if let node = nextStart(known) {
                takeStart(node)
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
    ) -> Candidate? {
        var best: Candidate?
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
            let candidate: Candidate
            if step.search != nil {
                guard hasLeft, hasRight else { continue }
                candidate = Candidate(
                    choice: .step(index, fromLeft: true), rowCount: 1, workCount: 0)
            } else if step.isBound, step.pattern.length == nil, !hasLeft || !hasRight {
                candidate = Candidate(choice: .seek(index), rowCount: 0.9, workCount: 0)
            } else if hasLeft || hasRight {
                candidate = follow(index, hasLeft: hasLeft, hasRight: hasRight, known, left)
            } else {
                continue
            }
            if candidate.rowCount < best?.rowCount ?? .infinity { best = candidate }
        }
        return best
    }

    /// A step from a node that is known; where both are, from the one with less to look at.
    private func follow(
        _ index: Int, hasLeft: Bool, hasRight: Bool, _ known: Set<VariableID>, _ left: Set<Int>
    ) -> Candidate {
        let step = pattern.steps[index]
        let taken = part.steps.subtracting(left)
        let isInto = hasLeft && hasRight
        let fromLeft =
            isInto
            ? estimates.fanOut(step, fromLeft: true, pattern, taken: taken).workCount
                <= estimates.fanOut(step, fromLeft: false, pattern, taken: taken).workCount
            : hasLeft
        let fanOut = estimates.fanOut(step, fromLeft: fromLeft, pattern, taken: taken)
        let target = pattern.nodes[fromLeft ? step.right : step.left]!
        return Candidate(
            choice: .step(index, fromLeft: fromLeft),
            rowCount: isInto
                ? min(
                    1,
                    fanOut.rowCount
                        / estimates.nodeCount(target, found: taken.union([index]), in: pattern))
                : fanOut.rowCount * estimates.selectivity(of: target, known),
            // Relationships become rows, and are counted as such; walks go on before they do.
            workCount: step.pattern.length == nil ? 0 : fanOut.workCount)
    }

    private func nextStart(_ known: Set<VariableID>) -> VariableID? {
        var best: (VariableID, Double)?
        for node in nodes where !known.contains(node) {
            let count = estimates.scanCount(pattern.nodes[node]!, known)
            if best == nil || count < best!.1 { best = (node, count) }
        }
        return best?.0
    }
}
