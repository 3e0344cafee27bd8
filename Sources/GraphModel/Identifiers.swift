/// A node of one graph. Dense: ids count up from 0 and are never given to another node.
///
/// The highest value is reserved, so a graph holds at most 2³² − 1 nodes in its whole life.
public struct NodeID: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt32

    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    public static func < (left: NodeID, right: NodeID) -> Bool { left.rawValue < right.rawValue }
}

/// A relationship of one graph. Ids count up from 0 and are never given to another relationship.
public struct RelationshipID: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt64

    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable
    public static func < (left: RelationshipID, right: RelationshipID) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The interned name of a node label.
public struct LabelID: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt32

    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    public static func < (left: LabelID, right: LabelID) -> Bool { left.rawValue < right.rawValue }
}

/// The interned name of a relationship type.
public struct TypeID: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt32

    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    public static func < (left: TypeID, right: TypeID) -> Bool { left.rawValue < right.rawValue }
}

/// The interned name of a property key.
public struct KeyID: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt32

    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    public static func < (left: KeyID, right: KeyID) -> Bool { left.rawValue < right.rawValue }
}

/// An interned ``Source``. ``none`` marks what no import made.
public struct SourceID: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt32

    /// The source of relationships that were made by a query, not by an import.
    public static let none = SourceID(rawValue: 0)

    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    public static func < (left: SourceID, right: SourceID) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A property index of one graph. Never given to another index.
public struct IndexID: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt32

    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    public static func < (left: IndexID, right: IndexID) -> Bool { left.rawValue < right.rawValue }
}

/// Which end of a relationship a node stands at.
public enum Direction: UInt8, Hashable, Sendable, CaseIterable {
    /// The node is the start: the relationship leaves it.
    case outgoing = 0
    /// The node is the end: the relationship enters it.
    case incoming = 1

    @inlinable
    public var reversed: Direction { self == .outgoing ? .incoming : .outgoing }
}
