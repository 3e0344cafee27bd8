import QuerySyntax

/// What expressions mean where rows are grouped, or made distinct.
struct GroupingFrame {
    enum Stage {
        /// In an item that aggregates: variables must be grouped by.
        case items
        /// Behind the items: only columns are seen, and what equals an item is its column.
        case after
    }

    let stage: Stage
    /// Expressions that stand for a variable wherever they occur, by canonical text.
    var texts: [ScalarText: VariableID] = [:]
    /// Aggregations that are computed already, by canonical text.
    var aggregates: [ScalarText: VariableID] = [:]
    /// Of variables that are grouped by, the variable of the group.
    var groupedVariables: [VariableID: VariableID] = [:]
    /// The expressions that rows are grouped by.
    var groupings: [Expression] = []
    /// What was seen before the projection.
    var hidden = Scope()
    /// Whether the whole expression that is bound holds an aggregation.
    var isAggregating = true
    var newAggregates: [BoundProjection.Aggregate] = []
}
