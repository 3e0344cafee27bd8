package import Diagnostics

/// The `SAMPLE` part of a ``Projection``.
package struct Sample: Sendable {
    /// How rows are drawn.
    package enum Method: Sendable {
        /// `count [PER …] [WEIGHTED BY …] [WITH REPLACEMENT]`
        case count(
            Expression, groups: [Expression], weight: Expression?, hasReplacement: Bool)
        /// `BERNOULLI probability`
        case bernoulli(Expression)
    }

    package let method: Method
    package let seed: Expression?
    package let span: SourceSpan
}
