/// Where the neighbours of one node in one segment lie in memory, in one word: all that a walk along
/// one type in one direction needs to know of a node.
///
/// **Layout**: a quarter of the address in the low 46 bits; the number of neighbours in the 17
/// above; the top bit is set when the record has to be asked, because the segment stands in chunks.
/// 0 stands for a node that was not looked at.
@usableFromInline
package struct SegmentPlace: Sendable {
    /// The node has no such neighbours.
    static let empty = SegmentPlace(rawValue: 1)
    /// Whoever reads this asks the record.
    static let elsewhere = SegmentPlace(rawValue: moreFlag)

    private static let addressBits: UInt64 = 46
    private static let countMax = 1 << 17 - 1
    private static let moreFlag: UInt64 = 1 << 63

    @usableFromInline
    package let rawValue: UInt64

    @inlinable @inline(__always)
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The place of `count` neighbours that lie at an address that 4 divides.
    init(count: Int, at address: UInt) {
        let address = UInt64(address)
        guard count > 0 else {
            self = .empty
            return
        }
        guard count <= Self.countMax, address < 1 << 48 else {
            self = .elsewhere
            return
        }
        precondition(address % 4 == 0, "neighbours lie at a multiple of 4")
        rawValue = address / 4 | UInt64(count) << Self.addressBits
    }

    /// The address of the neighbours; meaningless when `count` is 0.
    @inlinable @inline(__always)
    package var address: UInt { UInt(rawValue & (1 << 46 - 1)) << 2 }

    /// The number of neighbours at `address`.
    @inlinable @inline(__always)
    package var count: Int { Int(rawValue >> 46 & (1 << 17 - 1)) }

    /// Whether the record has to be asked for the neighbours.
    @inlinable @inline(__always)
    package var isElsewhere: Bool { rawValue >> 63 != 0 }
}
