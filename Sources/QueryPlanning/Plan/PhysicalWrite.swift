package import Diagnostics

/// A change of the graph, made for each row in turn.
package indirect enum PhysicalWrite: Sendable {
    case create([PhysicalPattern])
    case merge(PhysicalMerge)
    case set([PhysicalSetItem])
    case remove([PhysicalRemoveItem])
    case delete([PlanExpression], isDetach: Bool)
    case foreach(slot: Int, list: PlanExpression, [PhysicalWrite])
}

/// A path that is made.
package struct PhysicalPattern: Sendable {
    package struct Node: Sendable {
        package let slot: Int
        /// Whether the row has it already.
        package let isBound: Bool
        package let labels: [LabelSymbol]
        package let properties: PlanExpression?
        package let span: SourceSpan
    }

    package struct Relationship: Sendable {
        package let slot: Int
        package let isIncoming: Bool
        package let type: TypeSymbol
        package let properties: PlanExpression?
        package let span: SourceSpan
    }

    /// One more than `relationships`.
    package let nodes: [Node]
    package let relationships: [Relationship]
    package let path: PhysicalPath?
}

/// A path that is found or made.
package struct PhysicalMerge: Sendable {
    /// Finds the path.
    package let match: Int
    package let pattern: PhysicalPattern
    package let onCreate: [PhysicalSetItem]
    package let onMatch: [PhysicalSetItem]
    package let span: SourceSpan
}

/// One change of `SET`.
package enum PhysicalSetItem: Sendable {
    case property(entity: PlanExpression, key: KeySymbol, value: PlanExpression)
    case replace(slot: Int, value: PlanExpression)
    case merge(slot: Int, value: PlanExpression)
    case labels(slot: Int, [LabelSymbol], SourceSpan)
}

/// One change of `REMOVE`.
package enum PhysicalRemoveItem: Sendable {
    case property(entity: PlanExpression, key: KeySymbol)
    case labels(slot: Int, [LabelSymbol], SourceSpan)
}
