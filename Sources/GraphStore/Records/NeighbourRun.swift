package import GraphModel

/// Neighbours of one segment that lie together: a whole segment, or one chunk of it.
///
/// **Shape**: three columns of the same length, ascending by neighbour, then by relationship.
///
/// **Lifetime**: as long as the record it was made from.
package struct NeighbourRun: ~Escapable {
    package let neighbours: Span<UInt32>
    private let relationships: RawSpan
    private let relationshipsAreWide: Bool
    private let weights: RawSpan?

    /// - Precondition: the columns have one entry for each neighbour.
    @_lifetime(copy neighbours, copy relationships, copy weights)
    init(
        neighbours: Span<UInt32>, relationships: RawSpan, relationshipsAreWide: Bool,
        weights: RawSpan?
    ) {
        self.neighbours = neighbours
        self.relationships = relationships
        self.relationshipsAreWide = relationshipsAreWide
        self.weights = weights
    }

    package var count: Int { neighbours.count }

    /// Whether the type of the relationships has a declared weight.
    package var isWeighted: Bool { weights != nil }

    package func neighbour(_ index: Int) -> NodeID { NodeID(rawValue: neighbours[index]) }

    /// The relationship to the neighbour at `index`.
    package func relationship(_ index: Int) -> RelationshipID {
        RelationshipID(
            rawValue: relationshipsAreWide
                ? relationships.value(UInt64.self, at: 8 * index)
                : UInt64(relationships.value(UInt32.self, at: 4 * index)))
    }

    /// The weight of the relationship at `index`; ``Weight/elsewhere`` when the run has none.
    package func weight(_ index: Int) -> Weight {
        guard let weights else { return .elsewhere }
        return Weight(bitPattern: weights.value(UInt64.self, at: 8 * index))
    }
}
