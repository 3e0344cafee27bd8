package import Diagnostics

/// `WITH projection [WHERE condition]`
package struct WithClause: Sendable {
    package let projection: Projection
    package let condition: Expression?
    package let span: SourceSpan
}
