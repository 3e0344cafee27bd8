/// A draw of rows.
package struct PhysicalSample: Sendable {
    package enum Method: Sendable {
        case count(PlanExpression, hasReplacement: Bool)
        /// Each row by the probability that is its weight.
        case bernoulli
    }

    package let method: Method
    package let groups: [PlanExpression]
    /// Nil where all rows are equally likely.
    package let weight: PlanExpression?
    /// Whether `weight` gives the logarithm of the weight.
    package let isLogarithm: Bool
    package let seed: PlanExpression?
    /// Tells apart the draws of one query.
    package let stage: Int
    /// The slots of the columns.
    package let items: [Int]
    /// What rows that are equal in their columns may differ in.
    package let ties: [PlanExpression]
    /// The slot of a node, one of the groups, whose rows come one behind the other: a group is over
    /// when the next node comes. Nil where its rows may come at any time. See
    /// ``PartitionedDrawRule``.
    package var partition: Int?
}
