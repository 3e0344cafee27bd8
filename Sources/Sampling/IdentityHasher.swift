/// Makes the identity of a row out of the entities and values in it.
///
/// Every item is a header word and, for some, words after it. An item tells its own length, so two
/// sequences of items are equal where their words are. The words, little-endian, are a message to
/// SipHash-1-3 with a result of 128 bits and a key of zeros: any program can make the same
/// identities.
///
/// **Layout**, the header's tag in the top byte:
///
/// | item | tag | low 56 bits | words after it |
/// |---|---|---|---|
/// | null | 1 | 0 | |
/// | boolean | 2 | 0 or 1 | |
/// | integer | 3 | 0 | its two's complement |
/// | float | 4 | 0 | IEEE 754 bits; −0 as 0, every NaN as `7FF8000000000000` |
/// | string | 5 | bytes of UTF-8 | the bytes, zeros up to a whole word |
/// | list | 6 | number of items | the items follow |
/// | map | 7 | number of entries | key and value items follow, by the bytes of the keys |
/// | node | 8 | 0 | its own identity, the high word first |
/// | relationship | 9 | 0 | its own identity, the high word first |
/// | path | 10 | number of items | its nodes and relationships follow |
///
/// The identity of a node or a relationship is made by a hasher of its own, of what tells it apart.
///
/// The integer 1 and the float 1.0 are different items; strings are compared by their bytes.
///
/// A hasher is a value: hash what the rows of a group share once, and go on from a copy.
///
/// **Complexity**: one round for each word, eight for the end.
@usableFromInline
package struct IdentityHasher: Sendable {
    @usableFromInline var state: SipHash
    @usableFromInline var wordCount: UInt64

    @inlinable
    package init() {
        state = SipHash(key: (0, 0))
        wordCount = 0
    }

    /// Adds a node by its identity.
    @inlinable
    package mutating func combine(node identity: RowIdentity) { combine(8, identity) }

    /// Adds a relationship by its identity.
    @inlinable
    package mutating func combine(relationship identity: RowIdentity) { combine(9, identity) }

    @inlinable
    package mutating func combineNull() { combineHeader(1, 0) }

    @inlinable
    package mutating func combine(_ boolean: Bool) { combineHeader(2, boolean ? 1 : 0) }

    @inlinable
    package mutating func combine(_ integer: Int64) {
        combineHeader(3, 0)
        combine(word: UInt64(bitPattern: integer))
    }

    @inlinable
    package mutating func combine(_ float: Double) {
        combineHeader(4, 0)
        if float.isNaN {
            combine(word: 0x7FF8_0000_0000_0000)
        } else {
            combine(word: float == 0 ? 0 : float.bitPattern)
        }
    }

    /// Begins a list: its items are the next `count` that are added.
    @inlinable
    package mutating func combineList(count: Int) { combineHeader(6, UInt64(count)) }

    /// Begins a map: `count` keys follow in the order of their bytes, each before its value.
    @inlinable
    package mutating func combineMap(count: Int) { combineHeader(7, UInt64(count)) }

    /// Begins a path: `count` nodes and relationships follow, from its start to its end.
    @inlinable
    package mutating func combinePath(count: Int) { combineHeader(10, UInt64(count)) }

    /// Adds a string.
    package mutating func combine(_ string: String) { combine(utf8: string.utf8.span) }

    /// Adds the string that has these bytes.
    package mutating func combine(utf8 bytes: Span<UInt8>) {
        combineHeader(5, UInt64(bytes.count))
        var word: UInt64 = 0
        for index in bytes.indices {
            word |= UInt64(bytes[index]) &<< (UInt64(index & 7) &* 8)
            if index & 7 == 7 {
                combine(word: word)
                word = 0
            }
        }
        if bytes.count & 7 != 0 { combine(word: word) }
    }

    /// The identity of what was added so far. The hasher itself can go on.
    @inlinable
    package func identity() -> RowIdentity { finished() }

    @inlinable @inline(__always)
    func finished() -> RowIdentity {
        var end = state
        let result = end.finish(lastBlock: lastBlock, compressionRounds: 1, finalRounds: 3)
        return RowIdentity(high: result.first, low: result.second)
    }

    /// What ends the message.
    @inlinable @inline(__always)
    var lastBlock: UInt64 { (wordCount &* 8) &<< 56 }

    @inlinable @inline(__always)
    mutating func combineHeader(_ tag: UInt64, _ payload: UInt64) {
        precondition(payload &>> 56 == 0, "counts are below 2⁵⁶")
        combine(word: tag &<< 56 | payload)
    }

    @inlinable @inline(__always)
    mutating func combine(_ tag: UInt64, _ identity: RowIdentity) {
        combineHeader(tag, 0)
        combine(word: identity.high)
        combine(word: identity.low)
    }

    @inlinable @inline(__always)
    mutating func combine(word: UInt64) {
        state.compress(word, rounds: 1)
        wordCount &+= 1
    }
}
