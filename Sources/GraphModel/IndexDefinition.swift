/// A property index: the nodes of one label, ordered by the value of one property.
///
/// Nodes that lack the property are not in it.
public struct IndexDefinition: Hashable, Sendable {
    public let id: IndexID
    /// The name by which a query drops it; unique among the indexes of a graph.
    public let name: String
    public let label: LabelID
    public let key: KeyID
    public let kind: IndexKind

    public init(id: IndexID, name: String, label: LabelID, key: KeyID, kind: IndexKind) {
        self.id = id
        self.name = name
        self.label = label
        self.key = key
        self.kind = kind
    }
}

/// What an index promises beside order. The raw value stands in the file.
public enum IndexKind: UInt8, Hashable, Sendable, CaseIterable {
    /// Any number of nodes may have the same value.
    case plain = 0
    /// No two nodes of the label have the same value.
    case unique = 1
    /// Unique, and the value is what imports identify nodes of this label by. A label has at most
    /// one such index.
    case identity = 2

    public var isUnique: Bool { self != .plain }
}
