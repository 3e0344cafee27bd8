package import Diagnostics

/// Rows joined with those of another plan that agree with them, which are found by a table.
///
/// ```
/// HashJoin on b.x = d.x          rows of the first input, each with the rows of the second that
///   Expand (a)-->(b)             have the same keys; the second plan is run once, by the row that
///     NodeScan a                 the whole plan is run with
///       Expand (c)-->(d)
///         NodeScan c
/// ```
///
/// Keys are compared by equivalence, so that a join gives too much and never too little: conditions
/// are looked at again behind it.
package struct PhysicalJoin: Sendable {
    /// Expressions of the rows that come and of those in the table that are equal.
    package struct Key: Sendable {
        package let probe: PlanExpression
        package let build: PlanExpression
        /// What the query says, for people; nil for a node that both have.
        package let span: SourceSpan?
    }

    /// A relationship, or a list of them, of the table that must be none of those of the rows.
    package struct Difference: Sendable {
        package let build: Int
        package let probes: [Int]
    }

    package let keys: [Key]
    package let differences: [Difference]
    /// What the second plan writes.
    package let slots: [Int]
}
