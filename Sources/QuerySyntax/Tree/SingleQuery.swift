package import Diagnostics

/// A sequence of clauses, each fed with the rows of the one before.
///
/// The parser has checked the order: `RETURN` only at the end, `WITH` between writing and
/// reading, and an end that returns or writes something (inside `EXISTS` and `COUNT` a
/// query may end anywhere).
package struct SingleQuery: Sendable {
    package let clauses: [Clause]
    package let span: SourceSpan
}
