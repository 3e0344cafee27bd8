/// The value of one property of a node or a relationship. There is no null: a property without a
/// value is a property that is not there.
///
/// Two values are equal when they would be stored as the same bytes: an integer never equals a
/// float, a NaN equals any NaN, and `0.0` differs from `-0.0`. Comparison as the query language
/// defines it is not this type's business.
public enum PropertyValue: Sendable {
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
    /// A list whose elements all have the same type.
    case list(PropertyList)

    /// The type of the value, as `info` names it and statistics count it.
    public var type: PropertyType {
        switch self {
        case .boolean: .boolean
        case .integer: .integer
        case .float: .float
        case .string: .string
        case .list(let list): list.type
        }
    }
}

extension Double {
    /// The bits that are stored. All NaNs have the same: which one an operation gives differs between
    /// machines, and says nothing.
    package var storedPattern: UInt64 { isNaN ? Double.nan.bitPattern : bitPattern }
}

/// A homogeneous list. The empty list has no element type, so it has a case of its own.
public enum PropertyList: Sendable {
    case empty
    case booleans([Bool])
    case integers([Int64])
    case floats([Double])
    case strings([String])

    public var type: PropertyType {
        switch self {
        case .empty: .emptyList
        case .booleans(let elements): elements.isEmpty ? .emptyList : .booleanList
        case .integers(let elements): elements.isEmpty ? .emptyList : .integerList
        case .floats(let elements): elements.isEmpty ? .emptyList : .floatList
        case .strings(let elements): elements.isEmpty ? .emptyList : .stringList
        }
    }

    public var count: Int {
        switch self {
        case .empty: 0
        case .booleans(let elements): elements.count
        case .integers(let elements): elements.count
        case .floats(let elements): elements.count
        case .strings(let elements): elements.count
        }
    }
}

/// The types a property can have. The raw value is the tag that stands in the file.
public enum PropertyType: UInt8, Hashable, Comparable, Sendable, CaseIterable {
    case boolean = 1
    case integer = 2
    case float = 3
    case string = 4
    case emptyList = 5
    case booleanList = 6
    case integerList = 7
    case floatList = 8
    case stringList = 9

    public static func < (left: PropertyType, right: PropertyType) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension PropertyType: CustomStringConvertible {
    public var description: String {
        switch self {
        case .boolean: "boolean"
        case .integer: "integer"
        case .float: "float"
        case .string: "string"
        case .emptyList: "empty list"
        case .booleanList: "list of boolean"
        case .integerList: "list of integer"
        case .floatList: "list of float"
        case .stringList: "list of string"
        }
    }
}

extension PropertyValue: Hashable {
    public static func == (left: PropertyValue, right: PropertyValue) -> Bool {
        switch (left, right) {
        case (.boolean(let left), .boolean(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.float(let left), .float(let right)): left.storedPattern == right.storedPattern
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.list(let left), .list(let right)): left == right
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        switch self {
        case .boolean(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .float(let value): hasher.combine(value.storedPattern)
        case .string(let value): for byte in value.utf8 { hasher.combine(byte) }
        case .list(let list): hasher.combine(list.count)
        }
    }
}

extension PropertyList: Equatable {
    public static func == (left: PropertyList, right: PropertyList) -> Bool {
        guard left.type == right.type, left.count == right.count else { return false }
        switch (left, right) {
        case (.booleans(let left), .booleans(let right)): return left == right
        case (.integers(let left), .integers(let right)): return left == right
        case (.floats(let left), .floats(let right)):
            return zip(left, right).allSatisfy { $0.storedPattern == $1.storedPattern }
        case (.strings(let left), .strings(let right)):
            return zip(left, right).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
        default: return true  // Both are empty.
        }
    }
}

extension PropertyValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral
{
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .float(value) }
    public init(stringLiteral value: String) { self = .string(value) }
}
