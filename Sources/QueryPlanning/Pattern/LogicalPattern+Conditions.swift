import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax

extension LogicalPattern.Condition {
    /// The key and the value if the condition is `variable.key = value`.
    func equality(on variable: VariableID) -> (Name, BoundExpression)? {
        switch kind {
        case .property(variable, let key, let value): return (key, value)
        case .property(let other, let key, let value):
            // `{key: variable.own}` on another entity, the other way round.
            guard case .property(let base, let own) = value.kind,
                case .variable(variable) = base.kind
            else { return nil }
            let entity = BoundExpression(
                kind: .variable(other), type: base.type, span: key.span)
            return (
                own,
                BoundExpression(kind: .property(entity, key: key), type: value.type, span: key.span)
            )
        case .expression(let expression): return expression.equality(on: variable)
        case .labels: return nil
        }
    }

    /// The condition as it is evaluated.
    func expression(_ planner: inout Planner) throws(QueryError) -> PlanExpression? {
        switch kind {
        case .expression(let expression): return try planner.plan(expression)
        case .labels(let variable, let names, let span):
            guard !names.isEmpty else { return nil }
            let slot = PlanExpression(.slot(variable.rawValue), span)
            return PlanExpression(.labels(slot, names.map { planner.symbols.label($0.text) }), span)
        case .property(let variable, let key, let value):
            let slot = PlanExpression(.slot(variable.rawValue), key.span)
            let property = PlanExpression(.property(slot, planner.symbols.key(key.text)), key.span)
            let equality = PlanExpression.Comparison(
                operator: .equal, operand: try planner.plan(value), span: key.span)
            return PlanExpression(
                .comparison(property, [equality]), key.span.joined(with: value.span))
        }
    }
}
