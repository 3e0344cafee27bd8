package import Diagnostics
package import QuerySyntax

/// An expression whose names are resolved, with what is known of its value.
///
/// Aggregations are gone: their place is taken by the variable of a
/// ``BoundProjection/Aggregate``.
package struct BoundExpression: Sendable {
    /// An operator and what stands to its right.
    package struct ArithmeticStep: Sendable {
        package let `operator`: ArithmeticOperator
        package let operatorSpan: SourceSpan
        package let operand: BoundExpression
    }

    /// An operator and what stands to its right.
    package struct ComparisonStep: Sendable {
        package let `operator`: ComparisonOperator
        package let operatorSpan: SourceSpan
        package let operand: BoundExpression
    }

    /// `WHEN condition THEN value`
    package struct Branch: Sendable {
        package let condition: BoundExpression
        package let value: BoundExpression
    }

    /// What the expression is, with its parts.
    package indirect enum Kind: Sendable {
        case literal(Literal)
        case parameter(String)
        case variable(VariableID)
        case list([BoundExpression])
        case map([(key: Name, value: BoundExpression)])
        case property(BoundExpression, key: Name)
        case index(BoundExpression, BoundExpression)
        case slice(BoundExpression, lower: BoundExpression?, upper: BoundExpression?)
        case labels(BoundExpression, [Name])
        case unary(UnaryOperator, BoundExpression)
        case arithmetic(BoundExpression, [ArithmeticStep])
        case boolean(BooleanOperator, [BoundExpression])
        case comparison(BoundExpression, [ComparisonStep])
        case membership(BoundExpression, list: BoundExpression)
        case stringPredicate(StringPredicate, BoundExpression, BoundExpression)
        case nullPredicate(BoundExpression, isNegated: Bool)
        case function(Function, [BoundExpression])
        case caseExpression(
            subject: BoundExpression?, branches: [Branch], otherwise: BoundExpression?)
        case listComprehension(
            VariableID, list: BoundExpression, condition: BoundExpression?,
            value: BoundExpression?)
        case patternComprehension(
            BoundPath, condition: BoundExpression?, value: BoundExpression)
        case quantifier(
            Quantifier.Kind, VariableID, list: BoundExpression, condition: BoundExpression)
        case reduce(
            accumulator: VariableID, initial: BoundExpression, variable: VariableID,
            list: BoundExpression, value: BoundExpression)
        case patternPredicate(BoundPath)
        case exists(BoundSubquery)
        case count(BoundSubquery)
    }

    package let kind: Kind
    package let type: StaticType
    package let span: SourceSpan

    package init(kind: Kind, type: StaticType, span: SourceSpan) {
        self.kind = kind
        self.type = type
        self.span = span
    }
}

/// What stands in the braces of `EXISTS` and `COUNT`.
package enum BoundSubquery: Sendable {
    case pattern([BoundPath], condition: BoundExpression?)
    case query(BoundQuery)
}
