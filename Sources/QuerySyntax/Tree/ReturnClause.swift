package import Diagnostics

/// `RETURN projection`
package struct ReturnClause: Sendable {
    package let projection: Projection
    package let span: SourceSpan
}
