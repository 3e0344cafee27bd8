public import GraphModel

/// Neighbours of one segment that lie together: a whole segment, or one chunk of it.
///
/// **Shape**: three columns of the same length, ascending by neighbour, then by relationship.
///
/// **Lifetime**: as long as the record it was made from.
@usableFromInline
package struct NeighbourRun: ~Escapable {
    @usableFromInline package let neighbours: Span<UInt32>
    @usableFromInline let relationships: RawSpan
    @usableFromInline let relationshipsAreWide: Bool
    @usableFromInline let weights: RawSpan?

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

    @inlinable
    package var count: Int { neighbours.count }

    /// Whether the type of the relationships has a declared weight.
    package var isWeighted: Bool { weights != nil }

    @inlinable
    package func neighbour(_ index: Int) -> NodeID { NodeID(rawValue: neighbours[index]) }

    /// The relationship to the neighbour at `index`.
    @inlinable
    package func relationship(_ index: Int) -> RelationshipID {
        RelationshipID(
            rawValue: relationshipsAreWide
                ? relationships.value(UInt64.self, at: 8 * index)
                : UInt64(relationships.value(UInt32.self, at: 4 * index)))
    }

    /// The weight of the relationship at `index`; ``Weight/elsewhere`` when the run has none.
    @inlinable
    package func weight(_ index: Int) -> Weight {
        guard let weights else { return .elsewhere }
        return Weight(bitPattern: weights.value(UInt64.self, at: 8 * index))
    }

    /// The index of the first neighbour that is not before a node.
    ///
    /// - Complexity: O(log *n*).
    @inlinable
    package func firstIndex(atLeast node: NodeID) -> Int {
        var low = 0
        var high = neighbours.count
        while low < high {
            let middle = (low + high) / 2
            if neighbours[middle] < node.rawValue { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The index of the first neighbour that is not before a node, looked for around an index.
    ///
    /// - Precondition: `0 <= start <= count`.
    /// - Complexity: O(log *d*), *d* being how far the index is from `start`.
    @inlinable
    package func firstIndex(atLeast node: NodeID, near start: Int) -> Int {
        var low = 0
        var high = neighbours.count
        var step = 1
        if start > 0, neighbours[start - 1] >= node.rawValue {
            // Before `start`, in steps that double.
            high = start - 1
            while high > low, neighbours[max(low, high - step)] >= node.rawValue {
                high = max(low, high - step)
                step *= 2
            }
            low = max(low, high - step)
        } else {
            low = start
            while low < high, neighbours[min(high - 1, low + step - 1)] < node.rawValue {
                low = min(high, low + step)
                step *= 2
            }
            high = min(high, low + step - 1)
        }
        while low < high {
            let middle = (low + high) / 2
            if neighbours[middle] < node.rawValue { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
