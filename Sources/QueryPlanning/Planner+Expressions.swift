import Diagnostics
import QuerySemantics
import QuerySyntax

extension Planner {
    /// The evaluated form of an expression; patterns inside become subplans.
    mutating func plan(_ expression: BoundExpression) throws(QueryError) -> PlanExpression {
        PlanExpression(try kind(of: expression), expression.span)
    }

    private mutating func plan(
        _ expressions: [BoundExpression]
    ) throws(QueryError) -> [PlanExpression] {
        try expressions.map { e throws(QueryError) in try plan(e) }
    }

    private mutating func plan(
        _ expression: BoundExpression?
    ) throws(QueryError) -> PlanExpression? {
        guard let expression else { return nil }
        return try plan(expression) as PlanExpression
    }

    private mutating func kind(
        of expression: BoundExpression
    ) throws(QueryError) -> PlanExpression.Kind {
        switch expression.kind {
        case .literal(let literal): return .literal(literal)
        case .parameter(let name):
            return .parameter(
                statement.parameters.firstIndex { $0.utf8.elementsEqual(name.utf8) }!)
        case .variable(let id): return .slot(id.rawValue)
        case .list(let elements): return .list(try plan(elements))
        case .map(let entries):
            return .map(
                try entries.map { entry throws(QueryError) in
                    (key: entry.key.text, value: try plan(entry.value) as PlanExpression)
                })
        case .property(let base, let key): return .property(try plan(base), symbols.key(key.text))
        case .index(let base, let index): return .index(try plan(base), try plan(index))
        case .slice(let base, let lower, let upper):
            return .slice(try plan(base), lower: try plan(lower), upper: try plan(upper))
        case .labels(let base, let names):
            return .labels(try plan(base), names.map { symbols.label($0.text) })
        case .unary(let sign, let operand): return .unary(sign, try plan(operand))
        case .arithmetic(let first, let steps):
            return .arithmetic(
                try plan(first),
                try steps.map { step throws(QueryError) in
                    PlanExpression.Arithmetic(
                        operator: step.operator, operand: try plan(step.operand),
                        span: step.operatorSpan)
                })
        case .boolean(let word, let operands): return .boolean(word, try plan(operands))
        case .comparison(let first, let steps):
            return .comparison(
                try plan(first),
                try steps.map { step throws(QueryError) in
                    PlanExpression.Comparison(
                        operator: step.operator, operand: try plan(step.operand),
                        span: step.operatorSpan)
                })
        case .membership(let element, let list):
            return .membership(try plan(element), list: try plan(list))
        case .stringPredicate(let predicate, let left, let right):
            return .stringPredicate(predicate, try plan(left), try plan(right))
        case .nullPredicate(let operand, let isNegated):
            return .nullPredicate(try plan(operand), isNegated: isNegated)
        case .function(let function, let arguments):
            guard let function = ScalarFunction(rawValue: function.name) else {
                preconditionFailure("every function of the language is planned")
            }
            return .function(function, try plan(arguments))
        case .caseExpression, .listComprehension, .quantifier, .reduce, .patternComprehension,
            .patternPredicate, .exists, .count:
            return try wordedKind(of: expression)
        }
    }

    private mutating func wordedKind(
        of expression: BoundExpression
    ) throws(QueryError) -> PlanExpression.Kind {
        switch expression.kind {
        case .caseExpression(let subject, let branches, let otherwise):
            return .conditional(
                subject: try plan(subject),
                try branches.map { branch throws(QueryError) in
                    PlanExpression.Branch(
                        condition: try plan(branch.condition), value: try plan(branch.value))
                }, otherwise: try plan(otherwise))
        case .listComprehension(let variable, let list, let condition, let value):
            return .listComprehension(
                slot: variable.rawValue, list: try plan(list), condition: try plan(condition),
                value: try plan(value))
        case .quantifier(let quantifier, let variable, let list, let condition):
            return .quantifier(
                quantifier, slot: variable.rawValue, list: try plan(list),
                condition: try plan(condition))
        case .reduce(let accumulator, let initial, let variable, let list, let value):
            return .reduce(
                accumulator: accumulator.rawValue, initial: try plan(initial),
                slot: variable.rawValue, list: try plan(list), value: try plan(value))
        case .patternComprehension(let path, let condition, let value):
            let subplan = try plan([path], condition, onto: .argument)
            return .collect(
                subplan: add(subplan: subplan, of: expression.span), value: try plan(value))
        case .patternPredicate(let path):
            let subplan = try plan([path], nil, onto: .argument)
            return .exists(
                subplan: add(subplan: improve(subplan, isSet: true), of: expression.span))
        case .exists(let subquery):
            return .exists(subplan: try add(subquery, of: expression.span, isSet: true))
        case .count(let subquery):
            return .count(subplan: try add(subquery, of: expression.span, isSet: false))
        default: preconditionFailure("operators and names are planned elsewhere")
        }
    }

    /// - Parameter isSet: whether it is only asked whether there is a row.
    private mutating func add(
        _ subquery: BoundSubquery, of span: SourceSpan, isSet: Bool
    ) throws(QueryError) -> Int {
        switch subquery {
        case .pattern(let paths, let condition):
            let subplan = try plan(paths, condition, onto: .argument)
            return add(subplan: improve(subplan, isSet: isSet), of: span)
        case .query(let query):
            let subplan = try plan(query, onto: .argument)
            return add(subplan: improve(subplan, isSet: isSet), of: span)
        }
    }
}
