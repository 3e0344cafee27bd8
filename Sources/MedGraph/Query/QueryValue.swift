public import GraphModel

/// A value of a query's result, or of a parameter.
public enum QueryValue: Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
    case list([QueryValue])
    case map(QueryMap)
    // Boxed, so that results of numbers and text stay small.
    indirect case node(QueryNode)
    indirect case relationship(QueryRelationship)
    indirect case path(QueryPath)
}

/// Names with values, in the order of their UTF-8, each name once.
///
/// Names are told apart by their Unicode scalars, which a dictionary of strings would not do.
public struct QueryMap: Sendable {
    public private(set) var entries: [(key: String, value: QueryValue)] = []

    public init() {}

    /// Of equal keys the last one counts.
    public init(_ entries: [(key: String, value: QueryValue)]) {
        for (key, value) in entries { self[key] = value }
    }

    /// The value of a key; nil when the map lacks it.
    public subscript(key: String) -> QueryValue? {
        get { entries.first { $0.key.utf8.elementsEqual(key.utf8) }?.value }
        set {
            let index = entries.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?):
                let place =
                    entries.firstIndex { key.utf8.lexicographicallyPrecedes($0.key.utf8) }
                    ?? entries.endIndex
                entries.insert((key, value), at: place)
            case (nil, nil): break
            }
        }
    }
}

/// A node of a result, with all that it has.
public struct QueryNode: Sendable {
    public let id: NodeID
    /// Empty, as the properties, for a node that the query deleted.
    public let labels: [String]
    public let properties: QueryMap
}

/// A relationship of a result, with all that it has.
public struct QueryRelationship: Sendable {
    public let id: RelationshipID
    public let type: String
    public let start: NodeID
    public let end: NodeID
    /// The dataset that says so; nil for a relationship that no import made.
    public let source: Source?
    public let properties: QueryMap
}

/// A path of a result: relationship `i` joins the nodes `i` and `i + 1`.
public struct QueryPath: Sendable {
    public let nodes: [QueryNode]
    public let relationships: [QueryRelationship]
}

extension QueryValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral,
    ExpressibleByArrayLiteral
{
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .float(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(nilLiteral: ()) { self = .null }
    public init(arrayLiteral elements: QueryValue...) { self = .list(elements) }
}
