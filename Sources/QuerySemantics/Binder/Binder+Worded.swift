import Diagnostics
import QuerySyntax

extension Binder {
    /// Binds the expressions that have words or brackets of their own.
    mutating func bindWorded(_ expression: Expression) -> (BoundExpression.Kind, StaticType) {
        let condition = StaticType([.boolean, .null])
        switch expression.kind {
        case .caseExpression(let node): return bind(node)
        case .listComprehension(let node): return bind(node)
        case .patternComprehension(let node):
            return inPatternScope { binder in
                binder.bindInside(.misplaced) { binder in
                    let path = binder.bindPattern([node.path], in: .match)[0]
                    let condition = node.condition.map { binder.bindCondition($0) }
                    let value = binder.bind(node.value)
                    return (
                        .patternComprehension(path, condition: condition, value: value),
                        .list(of: value.type.kinds)
                    )
                }
            }
        case .quantifier(let node):
            let list = bind(node.list)
            return withLocal(node.variable, elementType(of: list)) { binder, id in
                binder.bindInside(.misplaced) { binder in
                    let test = binder.bindCondition(node.condition)
                    return (.quantifier(node.kind, id, list: list, condition: test), condition)
                }
            }
        case .reduce(let node): return bind(node)
        case .patternPredicate(let path):
            let bound = inPatternScope { $0.bindPattern([path], in: .predicate)[0] }
            return (.patternPredicate(bound), StaticType([.boolean]))
        case .exists(let subquery): return (.exists(bind(subquery)), StaticType([.boolean]))
        case .count(let subquery): return (.count(bind(subquery)), StaticType([.integer]))
        default: preconditionFailure("operators and names are bound elsewhere")
        }
    }

    /// Runs `body` where aggregations are refused for the given reason.
    private mutating func bindInside<Result>(
        _ refusal: AggregationRefusal, _ body: (inout Binder) -> Result
    ) -> Result {
        let saved = aggregationRefusal
        aggregationRefusal = refusal
        defer { aggregationRefusal = saved }
        return body(&self)
    }

    private func elementType(of list: BoundExpression) -> StaticType {
        list.type.kinds.subtracting(.null) == [.list] ? StaticType(list.type.elements) : .any
    }

    private mutating func bind(_ node: CaseExpression) -> (BoundExpression.Kind, StaticType) {
        let subject = node.subject.map { bind($0) }
        let branches = node.branches.map { branch in
            BoundExpression.Branch(
                condition: subject == nil
                    ? bindCondition(branch.condition) : bind(branch.condition),
                value: bind(branch.value))
        }
        let otherwise = node.otherwise.map { bind($0) }
        let start = otherwise?.type ?? StaticType([.null])
        let type = branches.reduce(start) { $0.union($1.value.type) }
        return (.caseExpression(subject: subject, branches: branches, otherwise: otherwise), type)
    }

    private mutating func bind(_ node: ListComprehension) -> (BoundExpression.Kind, StaticType) {
        let list = bind(node.list)
        return withLocal(node.variable, elementType(of: list)) { binder, id in
            binder.bindInside(.misplaced) { binder in
                let condition = node.condition.map { binder.bindCondition($0) }
                let value = node.value.map { binder.bind($0) }
                let elements = value?.type.kinds ?? binder.elementType(of: list).kinds
                return (
                    .listComprehension(id, list: list, condition: condition, value: value),
                    .list(of: elements).orNull
                )
            }
        }
    }

    private mutating func bind(_ node: Reduction) -> (BoundExpression.Kind, StaticType) {
        let initial = bind(node.initial)
        let list = bind(node.list)
        return withLocal(node.accumulator, .any) { binder, accumulator in
            binder.withLocal(node.variable, binder.elementType(of: list)) { binder, variable in
                binder.bindInside(.misplaced) { binder in
                    let value = binder.bind(node.value)
                    return (
                        .reduce(
                            accumulator: accumulator, initial: initial, variable: variable,
                            list: list, value: value), .any
                    )
                }
            }
        }
    }

    /// A subquery sees all that its place sees; what it introduces stays inside.
    private mutating func bind(_ subquery: Subquery) -> BoundSubquery {
        let saved = outer
        defer { outer = saved }
        return inPatternScope { binder in
            binder.bindInside(.misplaced) { binder in
                let frame = binder.grouping
                defer { binder.grouping = frame }
                (binder.outer, binder.grouping) = (binder.scope, nil)
                switch subquery {
                case .pattern(let pattern, let condition):
                    let paths = binder.bindPattern(pattern, in: .match)
                    let condition = condition.map { binder.bindCondition($0) }
                    return .pattern(paths, condition: condition)
                case .query(let query): return .query(binder.bind(query))
                }
            }
        }
    }

    /// Runs `body` in a scope of its own, for a pattern or subquery.
    ///
    /// Inside an item that aggregates, the scope holds only what rows are grouped by.
    private mutating func inPatternScope<Result>(_ body: (inout Binder) -> Result) -> Result {
        guard let frame = grouping else { return inNewScope(body) }
        let saved = (scope, hidden)
        defer { (scope, hidden, grouping) = (saved.0, saved.1, frame) }
        grouping = nil
        switch frame.stage {
        case .items:
            var names = HiddenNames(isBesideAggregation: true)
            for name in saved.0.names {
                guard let id = saved.0[name], !locals.contains(id), !outer.contains(id) else {
                    continue
                }
                let group = frame.groupedVariables[id]
                scope[name] = group
                if group == nil { names.scope[name] = id }
            }
            hidden = names
        case .after:
            var names = HiddenNames(isBesideAggregation: false)
            for name in frame.hidden.names where scope[name] == nil {
                names.scope[name] = frame.hidden[name]
            }
            hidden = names
        }
        return body(&self)
    }
}
