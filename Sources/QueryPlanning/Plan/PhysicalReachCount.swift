/// The number of nodes that walks lead to, counted without a row for each.
package struct PhysicalReachCount: Sendable {
    package let walk: PhysicalVariableExpand
    /// What a node must satisfy to be counted. They are looked at in turn.
    package let conditions: [PlanExpression]
    /// What the rows are grouped by before they are walked from; empty for one group of all.
    package let groupings: [PhysicalProjection]
    /// Where the number goes.
    package let slots: [Int]
}
