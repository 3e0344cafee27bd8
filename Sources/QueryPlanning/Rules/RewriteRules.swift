/// The rules that a plan may be improved by.
///
/// A plan made without a rule has the same rows, so that each rule can be tested against its
/// absence. Whatever could not be right without it is no rule.
package struct RewriteRules: OptionSet, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Walks whose ends are wanted once are searched by levels: see ``ReachabilityRule``.
    package static let reachability = RewriteRules(rawValue: 1 << 0)
    /// Walks end at the first element that breaks a condition on all of them: see
    /// ``WalkConditions``.
    package static let walkConditions = RewriteRules(rawValue: 1 << 1)
    /// Reached nodes are counted without a row for each: see ``ReachCountRule``.
    package static let reachCount = RewriteRules(rawValue: 1 << 2)
    /// Counts that the graph keeps are read: see ``StatisticsCountRule``.
    package static let statisticsCount = RewriteRules(rawValue: 1 << 3)
    /// Rows that cannot be equal are not compared: see ``DistinctReachRule``.
    package static let distinctReach = RewriteRules(rawValue: 1 << 4)

    /// Walks that are only counted carry numbers instead of rows: see ``CountedChainRule``.
    package static let countedChains = RewriteRules(rawValue: 1 << 6)

    /// Nodes that agree with others in a property are found by a table: see
    /// ``PhysicalNodeScan/Access``. So are rows of a part of a pattern that agree with those of the
    /// rest: see ``PhysicalJoin``.
    package static let hashJoins = RewriteRules(rawValue: 1 << 5)

    /// Rows are drawn node by node where they come so: see ``PartitionedDrawRule``.
    package static let partitionedDraws = RewriteRules(rawValue: 1 << 7)

    /// Joins are taken wherever they can be, whatever they cost: so that tests on small graphs meet
    /// them.
    package static let eagerJoins = RewriteRules(rawValue: 1 << 31)

    /// Those there are, and those that are added.
    package static let all = RewriteRules(rawValue: .max).subtracting(.eagerJoins)
}
