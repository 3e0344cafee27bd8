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
    /// Columns as long as the keys.
    public let properties: [PropertyColumn]
    /// The line of each row in the file it came from, counted from 1.
    public let lines: [UInt32]

    /// The nodes at one end of each row.
    public struct Endpoint: Sendable {
        public let label: String
        public let keyProperty: String
        public let keys: KeyColumn

        public init(label: String, keyProperty: String, keys: KeyColumn) {
            self.label = label
            self.keyProperty = keyProperty
            self.keys = keys
        }
    }

    /// - Precondition: all columns have the same number of rows.
    public init(
        type: String, source: Source, start: Endpoint, end: Endpoint, isSymmetric: Bool = false,
        identityProperties: [String] = [], properties: [PropertyColumn], lines: [UInt32]
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
