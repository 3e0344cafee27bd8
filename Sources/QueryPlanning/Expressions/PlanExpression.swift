package import Diagnostics
package import QuerySyntax

/// An expression as it is evaluated: variables are slots of the row, names are symbols of the
/// plan, patterns are subplans.
package struct PlanExpression: Sendable {
    /// `WHEN condition THEN value`
    package struct Branch: Sendable {
        package let condition: PlanExpression
        package let value: PlanExpression
    }

    /// An operator and what stands to its right.
    package struct Arithmetic: Sendable {
        package let `operator`: ArithmeticOperator
        package let operand: PlanExpression
        package let span: SourceSpan
    }

    /// An operator and what stands to its right.
    package struct Comparison: Sendable {
        package let `operator`: ComparisonOperator
        package let operand: PlanExpression
        package let span: SourceSpan
    }

    /// What the expression is, with its parts.
    package indirect enum Kind: Sendable {
        case literal(Literal)
        /// By its place among the parameters of the plan.
        case parameter(Int)
        case slot(Int)
        case list([PlanExpression])
        case map([(key: String, value: PlanExpression)])
        case property(PlanExpression, KeySymbol)
        case index(PlanExpression, PlanExpression)
        case slice(PlanExpression, lower: PlanExpression?, upper: PlanExpression?)
        case labels(PlanExpression, [LabelSymbol])
        case unary(UnaryOperator, PlanExpression)
        case arithmetic(PlanExpression, [Arithmetic])
        case boolean(BooleanOperator, [PlanExpression])
        case comparison(PlanExpression, [Comparison])
        case membership(PlanExpression, list: PlanExpression)
        case stringPredicate(StringPredicate, PlanExpression, PlanExpression)
        case nullPredicate(PlanExpression, isNegated: Bool)
        case function(ScalarFunction, [PlanExpression])
        case conditional(subject: PlanExpression?, [Branch], otherwise: PlanExpression?)
        case listComprehension(
            slot: Int, list: PlanExpression, condition: PlanExpression?, value: PlanExpression?)
        case quantifier(
            Quantifier.Kind, slot: Int, list: PlanExpression, condition: PlanExpression)
        case reduce(
            accumulator: Int, initial: PlanExpression, slot: Int, list: PlanExpression,
            value: PlanExpression)
        /// Whether a subplan has a row.
        case exists(subplan: Int)
        /// How many rows a subplan has.
        case count(subplan: Int)
        /// A value for each row of a subplan.
        case collect(subplan: Int, value: PlanExpression)
    }

    package let kind: Kind
    package let span: SourceSpan

    package init(_ kind: Kind, _ span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}
