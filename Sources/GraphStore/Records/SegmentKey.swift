package import GraphModel

/// What the neighbours of one segment have in common: the type of the relationship and the end of
/// it that the node stands at. Ordered by type, outgoing first.
package struct SegmentKey: RawRepresentable, Hashable, Comparable, Sendable {
    /// Twice the type id, plus 1 when the node is the end.
    package let rawValue: UInt32

    @inlinable
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// - Precondition: the type id is below 2³¹.
    @inlinable
    package init(_ type: TypeID, _ direction: Direction) {
        precondition(type.rawValue < 1 << 31, "a type id has 31 bits")
        rawValue = type.rawValue << 1 | UInt32(direction.rawValue)
    }

    @inlinable
    package var type: TypeID { TypeID(rawValue: rawValue >> 1) }

    @inlinable
    package var direction: Direction { rawValue & 1 == 0 ? .outgoing : .incoming }

    @inlinable
    package static func < (left: SegmentKey, right: SegmentKey) -> Bool {
        left.rawValue < right.rawValue
    }
}
