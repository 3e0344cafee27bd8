package import GraphModel

/// What the neighbours of one segment have in common: the type of the relationship and the end of
/// it that the node stands at. Ordered by type, outgoing first.
package struct SegmentKey: RawRepresentable, Hashable, Comparable, Sendable {
    /// Twice the type id, plus 1 when the node is the end.
    package let rawValue: UInt32

    /// The highest id of a type that a key can hold.
    static let typeMax: UInt32 = 1 << 31 - 1

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// - Precondition: the type id is below 2³¹.
    package init(_ type: TypeID, _ direction: Direction) {
        precondition(type.rawValue <= Self.typeMax, "a type id has 31 bits")
        rawValue = type.rawValue << 1 | UInt32(direction.rawValue)
    }

    package var type: TypeID { TypeID(rawValue: rawValue >> 1) }

    package var direction: Direction { rawValue & 1 == 0 ? .outgoing : .incoming }

    package static func < (left: SegmentKey, right: SegmentKey) -> Bool {
        left.rawValue < right.rawValue
    }
}
