package import Diagnostics

/// One or more parts whose rows are put together by `UNION`.
package struct Query: Sendable {
    /// How equal rows of several parts are treated.
    package enum UnionKind: Hashable, Sendable {
        /// `UNION`: equal rows are kept once.
        case distinct
        /// `UNION ALL`: all rows are kept.
        case all
    }

    /// At least one.
    package let parts: [SingleQuery]
    /// The same between all parts, which the parser checks; nil for a query of one part.
    package let union: UnionKind?
    package let span: SourceSpan
}
