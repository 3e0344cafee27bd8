package import Diagnostics

/// An expression with its place in the text.
///
/// Chains of operators of one precedence are one flat node, so a sum of ten thousand terms is
/// no deeper than one of two. Parentheses leave no node.
package struct Expression: Sendable {
    /// What the expression is, with its parts.
    package indirect enum Kind: Sendable {
        case literal(Literal)
        /// `$name`; the name without `$`.
        case parameter(String)
        case variable(String)
        case list([Expression])
        case map([MapEntry])

        /// `base.key`
        case property(Expression, key: Name)
        /// `base[index]`
        case index(Expression, Expression)
        /// `base[lower..upper]`
        case slice(Expression, lower: Expression?, upper: Expression?)
        /// `base:Label:…`, true if the node has all of the labels, or the relationship the type.
        case labels(Expression, [Name])

        /// `+base`, `-base`, `NOT base`
        case unary(UnaryOperator, Expression)
        /// `first + second - …`: from left to right, operators of one precedence.
        case arithmetic(Expression, [ArithmeticStep])
        /// `first AND second AND …`: one operator throughout.
        case boolean(BooleanOperator, [Expression])
        /// `first < second <= …`: true if each neighbouring pair compares so.
        case comparison(Expression, [ComparisonStep])
        /// `element IN list`
        case membership(Expression, list: Expression)
        /// `text STARTS WITH part` and its like.
        case stringPredicate(StringPredicate, Expression, Expression)
        /// `base IS [NOT] NULL`
        case nullPredicate(Expression, isNegated: Bool)

        case function(FunctionCall)
        case caseExpression(CaseExpression)
        case listComprehension(ListComprehension)
        case patternComprehension(PatternComprehension)
        case quantifier(Quantifier)
        case reduce(Reduction)
        /// A path as a condition: whether there is one. Introduces no variables.
        case patternPredicate(PathPattern)
        /// `EXISTS { … }`
        case exists(Subquery)
        /// `COUNT { … }`
        case count(Subquery)
    }

    package let kind: Kind
    package let span: SourceSpan

    package init(kind: Kind, span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}

/// `key: value` in a map.
package struct MapEntry: Sendable {
    package let key: Name
    package let value: Expression
}
