/// Rows that make or find nodes of one label.
public struct NodeBatch: Sendable {
    /// The label whose identity the keys are.
    public let label: String
    /// The property that holds the key.
    public let keyProperty: String
    /// One key a row; the same key twice is the same node.
    public let keys: KeyColumn
    /// Labels that each node gets besides `label`.
    public let otherLabels: [String]
    /// Columns as long as `keys`.
    public let properties: [PropertyColumn]
    /// The line of each row in the file it came from, counted from 1.
    public let lines: [UInt32]

    /// - Precondition: all columns have the same number of rows.
    public init(
        label: String, keyProperty: String, keys: KeyColumn, otherLabels: [String] = [],
        properties: [PropertyColumn], lines: [UInt32]
    ) {
        precondition(lines.count == keys.count, "one line for each row")
        precondition(properties.allSatisfy { $0.cells.count == keys.count }, "one cell a row")
        self.label = label
        self.keyProperty = keyProperty
        self.keys = keys
        self.otherLabels = otherLabels
        self.properties = properties
        self.lines = lines
    }

    public var count: Int { keys.count }
}

/// Rows that make or find nodes whose names hold over all labels of a file, or of a part of it.
///
/// Formats that describe themselves name a node once and speak of it by that name, not by label and
/// key.
public struct NamedNodeBatch: Sendable {
    /// Where relationships of the load find the nodes by their names alone.
    public let space: NameSpace
    /// One name a row; the same name twice is the same node.
    public let names: KeyColumn
    /// What makes the names keys that outlast the load. Without it they are not kept, and a node of
    /// an earlier load is never found again.
    public let identity: Identity?
    /// All labels of each node.
    public let labels: [String]
    /// Columns as long as `names`.
    public let properties: [PropertyColumn]
    /// The line of each row in the file it came from, counted from 1.
    public let lines: [UInt32]

    /// The label, which is one of the batch's, and the property by which names are kept.
    public struct Identity: Hashable, Sendable {
        public let label: String
        public let keyProperty: String

        public init(label: String, keyProperty: String) {
            self.label = label
            self.keyProperty = keyProperty
        }
    }

    /// - Precondition: all columns have the same number of rows, and `labels` has the identity's.
    public init(
        space: NameSpace, names: KeyColumn, identity: Identity?, labels: [String],
        properties: [PropertyColumn], lines: [UInt32]
    ) {
        precondition(lines.count == names.count, "one line for each row")
        precondition(properties.allSatisfy { $0.cells.count == names.count }, "one cell a row")
        precondition(
            identity.map { labels.contains($0.label) } ?? true, "a node has its key's label")
        self.space = space
        self.names = names
        self.identity = identity
        self.labels = labels
        self.properties = properties
        self.lines = lines
    }

    public var count: Int { names.count }
}

/// Names of nodes that are told apart from all other names of one load.
public struct NameSpace: Hashable, Sendable {
    public let name: String
    /// The label that a node gets of which nothing but the name is known. Named nodes are also
    /// looked for among the nodes of this label.
    public let stubLabel: String

    public init(name: String, stubLabel: String) {
        self.name = name
        self.stubLabel = stubLabel
    }
}

/// Rows that make or find relationships of one type between nodes of two labels.
///
/// The nodes come before: an end that no batch has made is dangling. Batches of one type and source
/// name the same identity properties; otherwise the same row is one relationship by one batch and
/// another by the other.
public struct RelationshipBatch: Sendable {
    public let type: String
    public let source: Source
    public let start: Endpoint
    public let end: Endpoint
    /// Whether A–B and B–A are the same fact. It is then stored once, from the smaller key to the
    /// larger.
    public let isSymmetric: Bool
    /// Properties that tell apart relationships between the same two nodes. Rows that agree in
    /// type, ends, source and these are the same relationship.
    public let identityProperties: [String]
    /// Whether equal rows of one load are as many relationships, which a later load of the same
    /// rows finds again. Identity properties do not matter then.
    public let countsRows: Bool
    /// Columns as long as the keys.
    public let properties: [PropertyColumn]
    /// The line of each row in the file it came from, counted from 1.
    public let lines: [UInt32]

    /// The nodes at one end of each row.
    public struct Endpoint: Sendable {
        public let label: String
        public let keyProperty: String
        public let keys: KeyColumn
        /// If it is given, the keys are names of this space. What the load has not named is looked
        /// for among all nodes that are identified by `keyProperty`; `label` is for stubs.
        public let space: NameSpace?

        public init(
            label: String, keyProperty: String, keys: KeyColumn, space: NameSpace? = nil
        ) {
            self.label = label
            self.keyProperty = keyProperty
            self.keys = keys
            self.space = space
        }
    }

    /// - Precondition: all columns have the same number of rows.
    public init(
        type: String, source: Source, start: Endpoint, end: Endpoint, isSymmetric: Bool = false,
        identityProperties: [String] = [], countsRows: Bool = false,
        properties: [PropertyColumn], lines: [UInt32]
    ) {
        precondition(start.keys.count == lines.count, "one start for each row")
        precondition(end.keys.count == lines.count, "one end for each row")
        precondition(properties.allSatisfy { $0.cells.count == lines.count }, "one cell a row")
        self.type = type
        self.source = source
        self.start = start
        self.end = end
        self.isSymmetric = isSymmetric
        self.identityProperties = identityProperties
        self.countsRows = countsRows
        self.properties = properties
        self.lines = lines
    }

    public var count: Int { lines.count }
}

/// The keys of a batch's rows.
public enum KeyColumn: Sendable {
    case integers([Int64])
    case strings(TextColumn)

    public var count: Int {
        switch self {
        case .integers(let keys): keys.count
        case .strings(let keys): keys.count
        }
    }

    /// The key of a row as a property value.
    public subscript(row: Int) -> PropertyValue {
        switch self {
        case .integers(let keys): .integer(keys[row])
        case .strings(let keys): .string(keys[row])
        }
    }
}
