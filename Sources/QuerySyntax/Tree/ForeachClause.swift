package import Diagnostics

/// `FOREACH (variable IN list | clause …)`
package struct ForeachClause: Sendable {
    package let variable: Name
    package let list: Expression
    /// At least one; all of them change the graph.
    package let clauses: [Clause]
    package let span: SourceSpan
}
