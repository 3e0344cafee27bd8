package import QuerySyntax

/// Groups made of the walks along a chain of steps, without a row for each walk.
///
/// ```
/// start ──step 1── node 1 ──step 2── node 2 ── … ── end
///   1               2                 7              number of walks that lead to each node
/// ```
///
/// Each node of a level carries the number of walks that lead to it; only the first and the last
/// node may be told apart by the groups.
package struct PhysicalCountedChain: Sendable {
    /// Where walks begin.
    package enum Source: Sendable {
        /// At the node that each row of the input has in the slot of the first node.
        case rows
        /// At all nodes, for each row of the input.
        case all
        /// At all nodes of a label, for each row of the input.
        case label(LabelSymbol)
    }

    /// A node of the chain, and what it has to satisfy.
    package struct Node: Sendable {
        package let slot: Int
        /// They are looked at in turn.
        package let conditions: [Condition]
    }

    /// A condition on one node, and perhaps the first one.
    package struct Condition: Sendable {
        package let expression: PlanExpression
        package let usesStart: Bool
        package let test: Test
    }

    /// The form of a condition, where it is one that need not be evaluated row by row.
    package enum Test: Sendable {
        /// The node has all of the labels.
        case labels([LabelSymbol])
        /// A property of the node stands in a relation to a value that does not depend on it.
        case comparison(KeySymbol, ComparisonOperator, PlanExpression)
        case other
    }

    /// A step from one node of the chain to the next.
    package struct Step: Sendable {
        package let relationship: Int
        package let direction: RelationshipPattern.Direction
        /// Empty for any.
        package let types: [TypeSymbol]
        /// Whether the relationship could be the one of the step before, which is forbidden: such
        /// walks lead back to where the step before began, and are subtracted there.
        package let mayTurnBack: Bool
    }

    /// What rows are grouped by.
    package struct Grouping: Sendable {
        package let slot: Int
        package let expression: PlanExpression
        package let usesStart: Bool
        package let usesEnd: Bool
        package let identity: Identity
    }

    /// Why a value tells the nodes apart, if it does.
    package enum Identity: Sendable {
        /// It is the node.
        case node
        /// It is a property that no two nodes of a label share, unless they lack it.
        case unique(LabelSymbol, KeySymbol)
        case none
    }

    /// What is computed for each group.
    package struct Aggregate: Sendable {
        package enum Kind: Sendable {
            case walkCount
            /// The number of last nodes.
            case endCount
            /// A function of the declared weights of the relationships of the only step.
            case weight(AggregateFunction, KeySymbol)
        }

        package let kind: Kind
        package let source: PhysicalAggregate
        package var slot: Int { source.slot }
    }

    /// A condition `end.key > start.key` on nodes of a label, by its place among those of the end.
    package struct Order: Sendable {
        package let key: KeySymbol
        package let label: LabelSymbol
        package let condition: Int
    }

    /// How many groups are asked for, by what.
    package struct Top: Sendable {
        package let aggregate: Int
        package let isDescending: Bool
        package let limit: PlanExpression
        package let skip: PlanExpression?
        /// What tells groups apart that have the same number, if it is a property of a node.
        package let tie: Tie?
    }

    /// A property of the first or the last node that groups are sorted by.
    package struct Tie: Sendable {
        package let key: KeySymbol
        package let isOfStart: Bool
        package let isDescending: Bool
    }

    package let source: Source
    /// One more than the steps.
    package let nodes: [Node]
    package let steps: [Step]
    package let groupings: [Grouping]
    package let aggregates: [Aggregate]
    /// Where the values of the last node ascend behind the first.
    package let order: Order?
    /// What the number of walks of a group must satisfy, in the slots of ``countSlots``.
    package var countConditions: [PlanExpression] = []
    /// The slots in which conditions look for the number of walks.
    package var countSlots: [Int] = []
    /// The slots that only the number of groups is put into, in one row.
    package var groupCountSlots: [Int] = []
    package var top: Top?

    package var start: Int { nodes[0].slot }
    package var end: Int { nodes[nodes.count - 1].slot }

    /// Whether the first node is told apart: by the groups, or by a condition behind it.
    package var isPerStart: Bool {
        usesStart || nodes.contains { $0.conditions.contains { $0.usesStart } }
    }

    /// Whether the groups tell the first node apart.
    package var usesStart: Bool { groupings.contains { $0.usesStart } }
    /// Whether the groups tell the last node apart.
    package var usesEnd: Bool { groupings.contains { $0.usesEnd } }

    var writtenSlots: [Int] {
        nodes.map(\.slot) + steps.map(\.relationship) + groupings.map(\.slot)
            + aggregates.map(\.slot) + countSlots + groupCountSlots
    }
}
