/// What is drawn, as 128 bits: the same for the same row in every plan, process and machine.
///
/// Made by ``IdentityHasher`` from the entities and values of a row. Draws of one stream at
/// different identities are independent; at the same identity they are the same draw.
///
/// Two different rows share an identity with a probability of 2⁻¹²⁸ (2⁻⁸⁹ for any two of a
/// million). Rows that are equal in everything are told apart by ``copy(_:)``.
@usableFromInline
package struct RowIdentity: Hashable, Comparable, Sendable {
    @usableFromInline package let high: UInt64
    @usableFromInline package let low: UInt64

    @inlinable @_noLocks
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The identity of the row that is equal to `ordinal` rows before it.
    ///
    /// Copies are interchangeable, so which of them comes first does not matter. Without this they
    /// would be drawn all together or not at all.
    ///
    /// - Returns: the identity itself for 0.
    package func copy(_ ordinal: UInt64) -> RowIdentity {
        if ordinal == 0 { return self }
        let block = Threefry.block(
            at: Threefry.Block(ordinal, 0), key: Threefry.Block(high, low))
        return RowIdentity(high: block.first, low: block.second)
    }

    @inlinable @_noLocks
    package static func < (left: RowIdentity, right: RowIdentity) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}
