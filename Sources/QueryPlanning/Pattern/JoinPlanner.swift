import Diagnostics
import QuerySemantics
import QuerySyntax

/// Chooses whether parts of a pattern are searched by themselves and joined by a table.
///
/// ```
/// (a {i: 1})-->(b), (c {i: 2})-->(d) WHERE b.x = d.x
///
/// without       rows of a and b, times those of c and d, of which the condition leaves some
/// with          rows of a and b, and rows of c and d, once: HashJoin on b.x = d.x
/// ```
///
/// A part is one that no relationship joins with the rest, or what lies behind one node, which then
/// both sides have. Either way some equation must say which rows belong together.
struct JoinPlanner {
    let pattern: LogicalPattern
    let planner: Planner
    /// What clauses before the pattern have given values to, row by row; nil where that is not known.
    let foreign: Set<VariableID>?
    let inputRowCount: Double

    /// Larger patterns are searched without joins, so that planning stays quick.
    private static let stepCountMax = 10
    /// Joins of one pattern.
    private static let joinCountMax = 2
    /// A pattern that costs less is searched sooner than joins for it are looked for.
    private static let plainCostMin = 1000.0
    /// Tables are not planned to have more rows: they are kept in memory.
    private static let tableRowCountMax = 4e6
    /// A join must be cheaper by so much: statistics are rough, and the other way needs no memory.
    private static let margin = 1.5
    /// By so much where a relationship leads on, because what counts walks needs them in one piece.
    private static let cutMargin = 3.0

    /// Rows that a join must save: it is not worth its table for a few.
    private static let leastGain = 100.0

    /// What was found out about parts: many ways to take a pattern apart lead to the same ones.
    private struct Findings {
        struct Question: Hashable {
            let part: PatternPart
            let joinsLeft: Int
        }

        var orders: [Question: PatternOrder] = [:]
        /// How a part is searched by itself.
        var tables: [PatternPart: PatternOrder] = [:]
    }

    /// The best order that was found.
    func order() -> PatternOrder {
        var findings = Findings()
        return order(
            of: PatternPart(pattern), joinsLeft: canJoin ? Self.joinCountMax : 0, &findings)
    }

    private var canJoin: Bool {
        planner.rules.contains(.hashJoins) && foreign != nil
            && pattern.steps.count <= Self.stepCountMax
            && pattern.conditions.allSatisfy(\.isDeterministic)
    }

    private func order(
        of part: PatternPart, joinsLeft: Int, _ findings: inout Findings
    ) -> PatternOrder {
        let question = Findings.Question(part: part, joinsLeft: joinsLeft)
        if let known = findings.orders[question] { return known }
        let plain = PatternPlanner(
            pattern: pattern, estimates: estimates(pattern.conditions), part: part,
            inputRowCount: inputRowCount, wantedStarts: planner.wantedStarts
        ).order()
        var best = plain
        let isEager = planner.rules.contains(.eagerJoins)
        var least = plain.cost(forRows: inputRowCount)
        let mayGain = joinsLeft > 0 && (isEager || least > Self.plainCostMin)
        if isEager { least = .infinity }
        for (build, isCut) in mayGain ? builds(of: part) : [] {
            guard let join = join(build, with: part, least: least, joinsLeft, &findings) else {
                continue
            }
            var cost = join.cost(forRows: inputRowCount)
            if !isEager { cost = cost * (isCut ? Self.cutMargin : Self.margin) + Self.leastGain }
            if cost < least { (best, least) = (join, cost) }
        }
        findings.orders[question] = best
        return best
    }

    private func estimates(_ conditions: [LogicalPattern.Condition]) -> PatternEstimates {
        PatternEstimates(
            catalog: planner.catalog, statistics: planner.statistics, conditions: conditions)
    }

    /// The parts that could be put into a table.
    private func builds(of part: PatternPart) -> [(PatternPart, isCut: Bool)] {
        let components = part.components(in: pattern)
        var builds: [(PatternPart, isCut: Bool)] = []
        if components.count > 1 || hasInput { builds += components.map { ($0, false) } }
        for component in components where component.steps.count > 1 {
            for node in pattern.nodeOrder
            where component.nodes.contains(node) && pattern.introduced.contains(node) {
                let parts = component.components(in: pattern, cut: node)
                if parts.count > 1 { builds += parts.map { ($0, true) } }
            }
        }
        return builds.filter { isIndependent($0.0) }
    }

    private var hasInput: Bool { foreign?.isEmpty == false }

    /// Whether a part can be searched without the rest and without clauses before the pattern.
    private func isIndependent(_ part: PatternPart) -> Bool {
        let own = part.variables(in: pattern)
        return part.isUnanchored(in: pattern)
            && walkProperties(of: part).allSatisfy { isKnown($0, in: own) }
    }

    /// What walks of a part look at on the way: it must be there before them.
    private func walkProperties(of part: PatternPart) -> [Set<VariableID>] {
        part.steps.compactMap { index in
            let step = pattern.steps[index].pattern
            return step.length == nil ? nil : step.properties?.variables
        }
    }

    /// Whether all variables that a clause before or the pattern has bound are among some.
    private func isKnown(_ variables: Set<VariableID>, in own: Set<VariableID>) -> Bool {
        variables.intersection(pattern.introduced).isSubset(of: own)
            && variables.isDisjoint(with: foreign ?? [])
    }

    /// The part joined with the rest; nil where nothing says which rows belong together, or where
    /// the table alone costs too much.
    private func join(
        _ build: PatternPart, with part: PatternPart, least: Double, _ joinsLeft: Int,
        _ findings: inout Findings
    ) -> PatternOrder? {
        let rest = part.subtracting(build, in: pattern)
        guard hasInput || !rest.isEmpty else { return nil }
        let shared = pattern.nodeOrder.filter {
            rest.nodes.contains($0) && build.nodes.contains($0)
        }
        let own = build.variables(in: pattern)
        let outer = rest.variables(in: pattern)
        let keys = keys(own, outer)
        guard !shared.isEmpty || !keys.isEmpty else { return nil }
        let hasAll = walkProperties(of: rest).allSatisfy {
            $0.intersection(pattern.introduced).isSubset(of: outer)
        }
        guard hasAll else { return nil }
        let inner = table(build, own, &findings)
        let buildCost =
            inner.cost(forRows: 1) + inner.rowCount * PatternPlanner.tableCost
        guard buildCost < least, inner.rowCount < Self.tableRowCountMax else { return nil }
        var order = order(of: rest, joinsLeft: joinsLeft - 1, &findings)
        order.payOnce(buildCost)
        let estimates = estimates(pattern.conditions)
        var share = 1.0
        for node in shared {
            share /= estimates.nodeCount(pattern.nodes[node]!, found: part.steps, in: pattern)
        }
        for _ in keys { share *= PatternEstimates.equalitySelectivity }
        order.take(
            .join(PatternJoin(part: build, order: inner, shared: shared, keys: keys)),
            inner.rowCount * share, work: 1)
        return order
    }

    /// How a part is searched by itself, with the conditions that can be looked at within it.
    private func table(
        _ part: PatternPart, _ own: Set<VariableID>, _ findings: inout Findings
    ) -> PatternOrder {
        if let known = findings.tables[part] { return known }
        let conditions = pattern.conditions.filter { belongs($0, to: own) }
        let order = PatternPlanner(
            pattern: pattern, estimates: estimates(conditions), part: part, inputRowCount: 1
        ).order()
        findings.tables[part] = order
        return order
    }

    /// Whether a condition can be looked at within a part.
    func belongs(_ condition: LogicalPattern.Condition, to own: Set<VariableID>) -> Bool {
        !condition.variables.isEmpty && isKnown(condition.mentioned, in: own)
    }

    /// The equations between a part and the rest.
    private func keys(_ own: Set<VariableID>, _ rest: Set<VariableID>) -> [PatternJoin.Key] {
        pattern.conditions.compactMap { condition in
            guard let (left, right, span) = condition.equation else { return nil }
            for (probe, build) in [(left, right), (right, left)] {
                let outer = probe.variables.intersection(pattern.introduced)
                let inner = build.variables.intersection(pattern.introduced)
                guard !inner.isEmpty, isKnown(build.variables, in: own),
                    outer.isSubset(of: rest), !outer.isSubset(of: own) || outer.isEmpty
                else { continue }
                // A value that every row compares with is no key.
                guard !outer.isEmpty || !probe.variables.isDisjoint(with: foreign ?? []) else {
                    continue
                }
                return PatternJoin.Key(probe: probe, build: build, span: span)
            }
            return nil
        }
    }
}

extension LogicalPattern.Condition {
    /// The sides of an equation, and where it stands.
    fileprivate var equation: (BoundExpression, BoundExpression, SourceSpan)? {
        switch kind {
        case .expression(let expression):
            guard case .comparison(let left, let steps) = expression.kind, steps.count == 1,
                steps[0].operator == .equal
            else { return nil }
            return (left, steps[0].operand, expression.span)
        case .property(let variable, let key, let value):
            let entity = BoundExpression(
                kind: .variable(variable), type: value.type, span: key.span)
            let property = BoundExpression(
                kind: .property(entity, key: key), type: value.type, span: key.span)
            return (property, value, key.span.joined(with: value.span))
        case .labels: return nil
        }
    }
}
