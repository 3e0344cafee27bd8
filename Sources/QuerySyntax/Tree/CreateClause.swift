package import Diagnostics

/// `CREATE pattern, …`
///
/// Every relationship of the pattern has one direction and no length, and one type unless it has
/// a variable.
package struct CreateClause: Sendable {
    package let pattern: [PathPattern]
    package let span: SourceSpan
}
