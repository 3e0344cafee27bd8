package import Diagnostics
package import GraphModel
package import QuerySyntax

/// How a query, or a part of one, is carried out: a printable value.
///
/// ```
/// Filter                       each step takes the rows of its first input;
///   Expand                     `argument` is the row that the plan is run with
///     NodeScan
///       Argument
/// ```
package struct PhysicalPlan: Sendable {
    package let step: PhysicalStep
    /// The plan whose rows the step takes, then what it runs for each of them.
    package let inputs: [PhysicalPlan]
    /// How many rows the step is thought to give, for each row of the argument.
    package let estimatedRowCount: Double

    package init(_ step: PhysicalStep, _ inputs: [PhysicalPlan], estimatedRowCount: Double) {
        self.step = step
        self.inputs = inputs
        self.estimatedRowCount = estimatedRowCount
        stepCount = inputs.reduce(1) { $0 + $1.stepCount }
    }

    /// The steps of the plan, its own included.
    package let stepCount: Int

    /// The row that the plan is run with.
    package static let argument = PhysicalPlan(.argument, [], estimatedRowCount: 1)
}

/// What one step of a plan does.
package indirect enum PhysicalStep: Sendable {
    /// Gives the row that the plan is run with.
    case argument
    case nodeScan(PhysicalNodeScan)
    case relationshipSeek(PhysicalExpand)
    case expand(PhysicalExpand)
    case variableExpand(PhysicalVariableExpand)
    /// The nodes that walks lead to, each once.
    case reach(PhysicalVariableExpand)
    case reachCount(PhysicalReachCount)
    case statisticsCount(PhysicalStatisticsCount)
    case shortestPath(PhysicalShortestPath)
    /// The rows of the first input with those of the second that agree with them.
    case join(PhysicalJoin)
    case path(PhysicalPath)
    /// Rows for which all conditions hold; they are looked at in turn.
    case filter([PlanExpression])
    /// The rows of the second input, or one row with null in the slots.
    case optional(slots: [Int])
    case unwind(PlanExpression, slot: Int)
    case project([PhysicalProjection])
    case aggregate(PhysicalAggregation)
    /// Groups of walks along a chain. The second input gives the same groups row by row, for the rows
    /// of the first, where the graph does not let walks be counted.
    case countedChain(PhysicalCountedChain)
    case distinct(slots: [Int])
    case sample(PhysicalSample)
    /// `limit` and `skip` tell how many of the sorted rows are needed at most.
    case sort([PhysicalOrder], limit: PlanExpression?, skip: PlanExpression?)
    case skip(PlanExpression)
    case limit(PlanExpression)
    /// The rows of all inputs, their columns moved to common slots.
    case union(columns: [[Int]], slots: [Int])
    case write([PhysicalWrite])
}

/// Nodes found without a neighbour.
package struct PhysicalNodeScan: Sendable {
    /// Where nodes are looked for.
    package enum Access: Sendable {
        case all
        case label(LabelSymbol)
        /// Nodes whose indexed property equals a value.
        case index(IndexDefinition, name: String, equalTo: PlanExpression)
        case indexRange(
            IndexDefinition, name: String, lower: IndexBound?, upper: IndexBound?)
        case indexPrefix(IndexDefinition, name: String, PlanExpression)
        /// Nodes whose indexed property can be a disease code under a parent.
        case indexCodes(IndexDefinition, name: String, parent: PlanExpression)
        /// Nodes of a label, or all, whose property equals a value that differs from row to row: a
        /// table of the nodes is made for it.
        case table(LabelSymbol?, key: KeySymbol, equalTo: PlanExpression)
        /// Nodes whose indexed property equals an element of a list.
        case indexSet(IndexDefinition, name: String, PlanExpression)
    }

    /// One end of a range of values.
    package struct IndexBound: Sendable {
        package let value: PlanExpression
        package let isIncluded: Bool
    }

    package let slot: Int
    package let access: Access
    package let name: String
}

/// A step along one relationship.
package struct PhysicalExpand: Sendable {
    package let from: Int
    package let relationship: Int
    package let to: Int
    /// Seen from `from`.
    package let direction: RelationshipPattern.Direction
    /// Empty for any.
    package let types: [TypeSymbol]
    /// Whether `to` is known before, so that the relationship must lead there.
    package let isInto: Bool
    /// Whether `from` is known before; only a seek of a relationship may not know it.
    package let isFromBound: Bool
    /// Relationships, and lists of them, of the same clause that could be the same one. Where the
    /// types tell them apart there are none.
    package let differentFrom: [Int]
    /// Whether there are other relationships of the clause, none of which can be the same one.
    package var isProvedDifferent = false
    /// `(a)-[r:T]->(b)`, for people.
    package let text: String
}

/// A walk along relationships, none twice.
package struct PhysicalVariableExpand: Sendable {
    package let expand: PhysicalExpand
    package let lower: Int
    package let upper: Int?
    /// Whether the walk runs against the pattern, so that its list is turned round.
    package let isReversed: Bool
    /// Whether the list of relationships is known before.
    package let isListBound: Bool
    /// What every relationship of the walk has.
    package let properties: [(key: KeySymbol, value: PlanExpression)]
    /// What every node of the walk behind the first and before the last satisfies.
    package let innerNodes: PhysicalElementCondition?
    /// What every relationship of the walk satisfies.
    package let relationships: PhysicalElementCondition?
}

/// A condition on one element of a walk, which is put into a slot to look.
package struct PhysicalElementCondition: Sendable {
    package let slot: Int
    package let condition: PlanExpression
}

/// The shortest walks between two known nodes.
package struct PhysicalShortestPath: Sendable {
    package let walk: PhysicalVariableExpand
    package let isAll: Bool
    /// Where the path goes, for the condition.
    package let path: PhysicalPath?
    /// What a path must satisfy; shorter paths that do not are passed over.
    package let condition: PlanExpression?
}

/// A path made of the values of its elements.
package struct PhysicalPath: Sendable {
    package let slot: Int
    /// The slot of the first node.
    package let start: Int
    /// The slots of relationships and lists of them, in order.
    package let relationships: [Int]
}

/// A value put into a slot.
package struct PhysicalProjection: Sendable {
    package let slot: Int
    package let expression: PlanExpression
    /// Empty for what no one named.
    package let name: String
}

/// Rows made of groups of rows.
package struct PhysicalAggregation: Sendable {
    package let groupings: [PhysicalProjection]
    package let aggregates: [PhysicalAggregate]
}

/// A value made of the rows of a group.
package struct PhysicalAggregate: Sendable {
    package let slot: Int
    package let function: AggregateFunction
    package let isStar: Bool
    package let isDistinct: Bool
    package let arguments: [PlanExpression]
    package let span: SourceSpan
}

/// A key to sort by.
package struct PhysicalOrder: Sendable {
    package let expression: PlanExpression
    package let isDescending: Bool
}
