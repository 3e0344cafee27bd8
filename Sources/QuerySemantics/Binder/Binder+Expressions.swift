import Diagnostics
import QuerySyntax

extension Binder {
    mutating func bind(_ expression: Expression) -> BoundExpression {
        if let grouped = grouped(expression) { return grouped }
        switch expression.kind {
        case .literal(let literal): return bind(literal, expression.span)
        case .parameter(let name):
            if !parameters.contains(where: { ScalarText($0) == ScalarText(name) }) {
                parameters.append(name)
            }
            return BoundExpression(kind: .parameter(name), type: .any, span: expression.span)
        case .variable(let name):
            let id = resolve(Name(text: name, span: expression.span))
            return variable(id, expression.span)
        case .function(let call): return bind(call, expression)
        default:
            let (kind, type) = bindCompound(expression)
            return BoundExpression(kind: kind, type: type, span: expression.span)
        }
    }

    mutating func bindCondition(_ expression: Expression) -> BoundExpression {
        let bound = bind(expression)
        requireBoolean(bound)
        return bound
    }

    mutating func requireBoolean(_ bound: BoundExpression) {
        if !bound.type.mayBe(.boolean) { report(.invalidArgument(bound, expected: "a condition")) }
    }

    private mutating func requireNumber(_ bound: BoundExpression) {
        if !bound.type.mayBe(.number) { report(.invalidArgument(bound, expected: "a number")) }
    }

    private func bind(_ literal: Literal, _ span: SourceSpan) -> BoundExpression {
        let kinds: StaticType.Kinds
        switch literal {
        case .null: kinds = .null
        case .boolean: kinds = .boolean
        case .integer: kinds = .integer
        case .float: kinds = .float
        case .string: kinds = .string
        }
        return BoundExpression(kind: .literal(literal), type: StaticType(kinds), span: span)
    }

    private mutating func bindCompound(
        _ expression: Expression
    ) -> (BoundExpression.Kind, StaticType) {
        let condition = StaticType([.boolean, .null])
        switch expression.kind {
        case .list(let elements):
            let bound = elements.map { bind($0) }
            let kinds = bound.reduce(StaticType.Kinds()) { $0.union($1.type.kinds) }
            return (.list(bound), .list(of: kinds))
        case .map(let entries):
            return (.map(entries.map { ($0.key, bind($0.value)) }), StaticType([.map]))
        case .property(let base, let key):
            let bound = bind(base)
            checkPropertyAccess(bound)
            warnUnknown(property: key, of: bound)
            return (.property(bound, key: key), .any)
        case .index(let base, let index): return (.index(bind(base), bind(index)), .any)
        case .slice(let base, let lower, let upper):
            let bound = bind(base)
            let kind = BoundExpression.Kind.slice(
                bound, lower: lower.map { bind($0) }, upper: upper.map { bind($0) })
            return (kind, bound.type.orNull)
        case .labels(let base, let labels):
            let bound = bind(base)
            if !bound.type.mayBe([.node, .relationship]) {
                report(.invalidArgument(bound, expected: "a node or a relationship"))
            }
            return (.labels(bound, labels), condition)
        case .unary(.not, let operand): return (.unary(.not, bindCondition(operand)), condition)
        case .unary(let sign, let operand):
            let bound = bind(operand)
            requireNumber(bound)
            return (.unary(sign, bound), bound.type)
        case .arithmetic(let first, let steps): return bindArithmetic(first, steps)
        case .boolean(let word, let operands):
            return (.boolean(word, operands.map { bindCondition($0) }), condition)
        case .comparison(let first, let steps):
            let left = bind(first)
            let bound = steps.map { step in
                BoundExpression.ComparisonStep(
                    operator: step.operator, operatorSpan: step.operatorSpan,
                    operand: bind(step.operand))
            }
            return (.comparison(left, bound), condition)
        case .membership(let element, let list):
            let bound = (bind(element), bind(list))
            if !bound.1.type.mayBe(.list) {
                report(.invalidArgument(bound.1, expected: "a list"))
            }
            return (.membership(bound.0, list: bound.1), condition)
        case .stringPredicate(let test, let text, let part):
            return (.stringPredicate(test, bind(text), bind(part)), condition)
        case .nullPredicate(let base, let isNegated):
            return (.nullPredicate(bind(base), isNegated: isNegated), StaticType([.boolean]))
        default: return bindWorded(expression)
        }
    }

    private mutating func bindArithmetic(
        _ first: Expression, _ steps: [ArithmeticStep]
    ) -> (BoundExpression.Kind, StaticType) {
        let left = bind(first)
        var type = left.type
        var bound: [BoundExpression.ArithmeticStep] = []
        for (index, step) in steps.enumerated() {
            let operand = bind(step.operand)
            if step.operator == .add {
                type = sum(type, operand.type)
            } else {
                if index == 0 { requireNumber(left) }
                requireNumber(operand)
                let isWhole = type.kinds == [.integer] && operand.type.kinds == [.integer]
                type = StaticType(
                    step.operator == .power
                        ? [.float, .null] : isWhole ? .integer : [.integer, .float, .null])
            }
            bound.append(
                BoundExpression.ArithmeticStep(
                    operator: step.operator, operatorSpan: step.operatorSpan, operand: operand))
        }
        return (.arithmetic(left, bound), type)
    }

    /// Numbers add, strings and lists join; a list takes a value of any kind at either end.
    private func sum(_ left: StaticType, _ right: StaticType) -> StaticType {
        let kinds = left.kinds.union(right.kinds)
        if kinds == [.integer] { return left }
        if kinds.isSubset(of: .number) { return StaticType(.number) }
        return .any
    }

    private mutating func checkPropertyAccess(_ base: BoundExpression) {
        guard !base.type.mayBe([.node, .relationship, .map]) else { return }
        report(
            base.type.kinds.subtracting(.null) == [.path]
                ? .invalidArgument(base, expected: "a node, a relationship or a map")
                : .propertyOfValue(base))
    }

    private mutating func bind(_ call: FunctionCall, _ expression: Expression) -> BoundExpression {
        guard let function = Function.named(call.name) else {
            report(.unknownFunction(call))
            let arguments = call.arguments.map { bind($0) }
            return arguments.first
                ?? BoundExpression(kind: .literal(.null), type: .any, span: expression.span)
        }
        if !call.isStar {
            let count = call.arguments.count
            let isTooMany = function.argumentCountMax.map { count > $0 } ?? false
            if count < function.argumentCountMin || isTooMany {
                report(.argumentCount(call, function))
            }
        }
        if function.isAggregate { return bindAggregate(call, function, expression) }
        if call.isDistinct { report(.misplacedDistinct(call)) }
        let arguments = call.arguments.map { bind($0) }
        if let first = arguments.first, !first.type.mayBe(function.firstArgument) {
            report(.invalidArgument(first, of: function))
        }
        let kind = BoundExpression.Kind.function(function, arguments)
        return BoundExpression(
            kind: kind, type: resultType(of: function, arguments), span: expression.span)
    }

    private func resultType(of function: Function, _ arguments: [BoundExpression]) -> StaticType {
        switch function.name {
        case "tail", "reverse": arguments.first?.type.orNull ?? .any
        default: function.result
        }
    }
}
