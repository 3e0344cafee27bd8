/// `WITH` or `RETURN`.
///
/// Without aggregation: each item is computed on the incoming row; `sample`, `order`, `skip`,
/// `limit` and `condition` follow in this order and see the incoming variables and the items
/// (only the items after `DISTINCT`).
///
/// With aggregation: rows are grouped by `groupings`, `aggregates` are computed per group, and
/// items and all that follows see only the variables of groupings, aggregates and items.
package struct BoundProjection: Sendable {
    /// A column.
    package struct Item: Sendable {
        package let variable: VariableID
        package let name: String
        package let expression: BoundExpression
    }

    /// What rows are grouped by; computed on the incoming row.
    package struct Grouping: Sendable {
        package let variable: VariableID
        package let expression: BoundExpression
    }

    /// A value computed from the rows of a group.
    package struct Aggregate: Sendable {
        package let variable: VariableID
        package let function: Function
        /// `count(*)`.
        package let isStar: Bool
        package let isDistinct: Bool
        /// Computed on the incoming row.
        package let arguments: [BoundExpression]
    }

    /// A key to sort by.
    package struct Order: Sendable {
        package let expression: BoundExpression
        package let isDescending: Bool
    }

    package let isReturn: Bool
    package let isDistinct: Bool
    /// Whether rows are grouped; without groupings all rows are one group.
    package let isAggregated: Bool
    package let groupings: [Grouping]
    package let aggregates: [Aggregate]
    package let items: [Item]
    package let sample: BoundSample?
    package let order: [Order]
    package let skip: BoundExpression?
    package let limit: BoundExpression?
    package let condition: BoundExpression?
}

/// The draw of a projection.
package enum BoundSample: Sendable {
    case count(
        BoundExpression, groups: [BoundExpression], weight: BoundExpression?,
        hasReplacement: Bool, seed: BoundExpression?)
    case bernoulli(BoundExpression, seed: BoundExpression?)
}
