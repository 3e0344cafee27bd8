/// Exact counts of a graph, kept by every transaction: a plain value, taken with a snapshot.
///
/// A node with several labels counts once for each of them. A nil label stands for "any", so nodes
/// without labels are counted there.
public struct Statistics: Sendable, Equatable {
    /// The count behind each key; a key that is not there counts 0.
    public private(set) var counts: [StatisticsKey: UInt64] = [:]

    public init() {}

    public init(counts: [StatisticsKey: UInt64]) {
        self.counts = counts.filter { $0.value != 0 }
    }

    public subscript(key: StatisticsKey) -> UInt64 { counts[key] ?? 0 }

    /// The number of nodes with `label`, or of all nodes.
    public func nodeCount(label: LabelID? = nil) -> UInt64 { self[.nodes(label: label)] }

    /// The number of relationships of `type` from a node with `start` to a node with `end`.
    public func relationshipCount(
        start: LabelID? = nil, type: TypeID, end: LabelID? = nil
    ) -> UInt64 {
        self[.relationships(start: start, type: type, end: end)]
    }

    /// The number of all relationships.
    ///
    /// - Complexity: O(number of counts).
    public var relationshipCount: UInt64 {
        counts.reduce(0) { sum, entry in
            if case .relationships(nil, _, nil) = entry.key { sum + entry.value } else { sum }
        }
    }

    /// The number of different values in an index.
    public func distinctValueCount(index: IndexID) -> UInt64 { self[.distinctValues(index)] }

    /// Adds `change` to the count behind `key`.
    ///
    /// - Precondition: the count does not fall below 0.
    public mutating func add(_ change: Int64, to key: StatisticsKey) {
        guard change != 0 else { return }
        let (count, isImpossible) = Int64(self[key]).addingReportingOverflow(change)
        precondition(!isImpossible && count >= 0, "a count never falls below 0")
        counts[key] = count == 0 ? nil : UInt64(count)
    }
}

/// What is counted.
public enum StatisticsKey: Hashable, Sendable {
    case nodes(label: LabelID?)
    case relationships(start: LabelID?, type: TypeID, end: LabelID?)
    /// Relationships of a type that come from a source.
    case sourced(SourceID, type: TypeID)
    case distinctValues(IndexID)
    /// Nodes with `label` (or all) whose property `key` has a value of `type`.
    case nodeProperty(label: LabelID?, key: KeyID, type: PropertyType)
    /// Relationships of `type` whose property `key` has a value of `valueType`.
    case relationshipProperty(type: TypeID, key: KeyID, valueType: PropertyType)
}
