import Diagnostics
import QuerySyntax

extension Binder {
    /// What the grouping around the expression makes of it, if anything.
    mutating func grouped(_ expression: Expression) -> BoundExpression? {
        guard let frame = grouping else { return nil }
        if expression.isAggregate {
            guard let id = frame.aggregates[expression.canonicalText] else { return nil }
            return variable(id, expression.span)
        }
        let isLocal = locals.contains { expression.mentions(variable: variables[$0.rawValue].name) }
        if !isLocal, !frame.texts.isEmpty, let id = frame.texts[expression.canonicalText] {
            return variable(id, expression.span)
        }
        guard case .variable(let name) = expression.kind else { return nil }
        switch frame.stage {
        case .items:
            guard let id = scope[name], !locals.contains(id), !outer.contains(id) else {
                return nil
            }
            if let group = frame.groupedVariables[id] { return variable(group, expression.span) }
            report(.ambiguousAggregation(expression.span))
            return variable(id, expression.span)
        case .after:
            guard scope[name] == nil, frame.hidden[name] != nil, frame.isAggregating,
                frame.groupings.contains(where: { $0.mentions(variable: name) })
            else { return nil }
            report(.ambiguousAggregation(expression.span))
            return BoundExpression(kind: .literal(.null), type: .any, span: expression.span)
        }
    }

    /// Binds an aggregation, and gives the variable that takes its place.
    mutating func bindAggregate(
        _ call: FunctionCall, _ function: Function, _ expression: Expression
    ) -> BoundExpression {
        switch aggregationRefusal {
        case .misplaced?: report(.misplacedAggregation(expression.span, call.name))
        case .nested?: report(.nestedAggregation(expression.span))
        case nil: break
        }
        let saved = (grouping, aggregationRefusal)
        let isAfter = saved.0?.stage == .after
        (grouping, aggregationRefusal) = (nil, .nested)
        let errorCount = errors.count
        let arguments = call.arguments.map { bind($0) }
        (grouping, aggregationRefusal) = saved
        if isAfter, saved.1 == nil, errors.count == errorCount {
            report(.misplacedAggregation(expression.span, call.name))
        }
        for argument in call.arguments {
            if let found = argument.first(where: { $0.isRandom }) {
                report(.randomAggregation(found.span))
            }
        }
        let id = introduce("", function.result, expression.span)
        grouping?.aggregates[expression.canonicalText] = id
        grouping?.newAggregates.append(
            BoundProjection.Aggregate(
                variable: id, function: function, isStar: call.isStar,
                isDistinct: call.isDistinct, arguments: arguments))
        return variable(id, expression.span)
    }

    func variable(_ id: VariableID, _ span: SourceSpan) -> BoundExpression {
        BoundExpression(kind: .variable(id), type: type(of: id), span: span)
    }
}

extension Expression {
    /// A call that gives another value each time.
    var isRandom: Bool {
        guard case .function(let call) = kind else { return false }
        return Function.named(call.name).map { !$0.isDeterministic } ?? false
    }
}
