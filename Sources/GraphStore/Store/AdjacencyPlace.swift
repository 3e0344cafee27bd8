/// Where the neighbours of one node lie in memory, in one word: all that a search over any type in
/// either direction needs to know of a node.
///
/// **Layout**: an eighth of the address in the low 45 bits; the number of neighbours in the 18
/// above; the top bit is set when there are more neighbours than those. 0 stands for a node that
/// was not looked at.
package struct AdjacencyPlace {
    /// The node has no neighbours.
    static let empty = AdjacencyPlace(rawValue: 1)

    private static let addressBits: UInt64 = 45
    private static let countMax = 1 << 18 - 1
    private static let moreFlag: UInt64 = 1 << 63

    package let rawValue: UInt64

    @usableFromInline
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The place of neighbours that lie at an address that 8 divides.
    init(_ neighbours: Span<UInt32>, at address: UInt, hasMore: Bool) {
        let address = UInt64(address)
        guard neighbours.count > 0, neighbours.count <= Self.countMax, address < 1 << 48 else {
            // Whoever reads this asks the record for everything.
            rawValue = neighbours.count == 0 && !hasMore ? 1 : Self.moreFlag
            return
        }
        precondition(address % 8 == 0, "neighbours lie at a multiple of 8")
        let more = hasMore ? Self.moreFlag : 0
        rawValue = address / 8 | UInt64(neighbours.count) << Self.addressBits | more
    }

    /// The address of the neighbours in the record; meaningless when `count` is 0.
    @inlinable
    package var address: UInt { UInt(rawValue & (1 << 45 - 1)) << 3 }

    /// The number of neighbours at `address`.
    @inlinable
    package var count: Int { Int(rawValue >> 45 & (1 << 18 - 1)) }

    /// Whether the record has chunks, or neighbours that are not counted here, to be asked for.
    @inlinable
    package var hasMore: Bool { rawValue >> 63 != 0 }
}
