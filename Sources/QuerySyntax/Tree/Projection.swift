package import Diagnostics

/// What `WITH` and `RETURN` share: items, then sampling, order and bounds.
package struct Projection: Sendable {
    package let isDistinct: Bool
    /// `*` at the head of the items: all variables in scope.
    package let includesAll: Bool
    /// May be empty only after `*`.
    package let items: [ProjectionItem]
    package let sample: Sample?
    package let order: [SortItem]
    package let skip: Expression?
    package let limit: Expression?
    /// From `DISTINCT` or the first item on; the keyword of the clause is not in it.
    package let span: SourceSpan
}

/// `expression [AS alias]`
package struct ProjectionItem: Sendable {
    package let expression: Expression
    package let alias: Name?
    /// The alias, or the text of the expression exactly as written.
    package let columnName: String
    package let span: SourceSpan
}

/// `expression [ASC | DESC]`
package struct SortItem: Sendable {
    package let expression: Expression
    package let isDescending: Bool
    package let span: SourceSpan
}
