/// The state of SipHash with 128 bits of result, fed by words of eight bytes.
///
/// Only the mixing: what the words mean is said by ``IdentityHasher``.
///
/// **Source**: J.-P. Aumasson, D. J. Bernstein, SipHash: a Fast Short-Input PRF, INDOCRYPT 2012,
/// section 2; the result of 128 bits as in the authors' reference implementation, whose vectors
/// for 2 and 4 rounds are in the tests.
@usableFromInline
package struct SipHash: Sendable {
    @usableFromInline var v0: UInt64
    @usableFromInline var v1: UInt64
    @usableFromInline var v2: UInt64
    @usableFromInline var v3: UInt64

    @inlinable
    package init(key: (UInt64, UInt64)) {
        v0 = key.0 ^ 0x736F_6D65_7073_6575
        v1 = key.1 ^ 0x646F_7261_6E64_6F6D ^ 0xEE
        v2 = key.0 ^ 0x6C79_6765_6E65_7261
        v3 = key.1 ^ 0x7465_6462_7974_6573
    }

    /// Takes in the next eight bytes of the message, as a little-endian word.
    @inlinable @inline(__always)
    package mutating func compress(_ word: UInt64, rounds: Int) {
        v3 ^= word
        for _ in 0..<rounds { round() }
        v0 ^= word
    }

    /// Ends the message after its last block: the bytes beyond the last whole word, and the length
    /// modulo 256 in the top byte.
    @inlinable @inline(__always)
    package mutating func finish(
        lastBlock: UInt64, compressionRounds: Int, finalRounds: Int
    ) -> (first: UInt64, second: UInt64) {
        compress(lastBlock, rounds: compressionRounds)
        v2 ^= 0xEE
        for _ in 0..<finalRounds { round() }
        let first = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xDD
        for _ in 0..<finalRounds { round() }
        return (first, v0 ^ v1 ^ v2 ^ v3)
    }

    @inlinable @inline(__always)
    mutating func round() {
        v0 &+= v1
        v1 = Self.rotate(v1, 13) ^ v0
        v0 = Self.rotate(v0, 32)
        v2 &+= v3
        v3 = Self.rotate(v3, 16) ^ v2
        v0 &+= v3
        v3 = Self.rotate(v3, 21) ^ v0
        v2 &+= v1
        v1 = Self.rotate(v1, 17) ^ v2
        v2 = Self.rotate(v2, 32)
    }

    @inlinable @inline(__always)
    static func rotate(_ word: UInt64, _ distance: UInt64) -> UInt64 {
        (word &<< distance) | (word &>> (64 &- distance))
    }
}
