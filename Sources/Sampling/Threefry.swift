/// The counter-based generator under every draw: Threefry with two words of 64 bits and 20 rounds.
///
/// For each key it is a permutation of the 2¹²⁸ blocks, so two rows never share a block within one
/// draw. It keeps no state: a number is computed from its address and can be computed again alone.
///
/// Chosen over Philox because the address of a draw fits without folding: a seed, a stage and the
/// index of the draw are a key of 128 bits, the identity of a row is a counter of 128 bits
/// (Philox of this width has a key of 64). 13 rounds already pass BigCrush; 20 are the margin that
/// the authors recommend. It needs only additions, rotations and exclusive ors, so it is the same
/// on every machine.
///
/// **Source**: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, Parallel Random Numbers: As
/// Easy as 1, 2, 3, SC 2011, section 4.2. Its known-answer vectors are in the tests.
@usableFromInline
package enum Threefry {
    /// A counter, a key, or the random bits made of them.
    @usableFromInline
    package struct Block: Hashable, Sendable {
        @usableFromInline package var first: UInt64
        @usableFromInline package var second: UInt64

        @inlinable @_noLocks
        package init(_ first: UInt64, _ second: UInt64) {
            self.first = first
            self.second = second
        }
    }

    /// 128 random bits at `counter` in the sequence of `key`.
    ///
    /// **Complexity**: 20 rounds, about 90 instructions.
    @inlinable @inline(__always) @_noLocks
    package static func block(at counter: Block, key: Block) -> Block {
        let third = key.first ^ key.second ^ 0x1BD1_1BDA_A9FC_1A22
        var block = Block(counter.first &+ key.first, counter.second &+ key.second)
        fourEvenRounds(&block)
        inject(key.second, third &+ 1, &block)
        fourOddRounds(&block)
        inject(third, key.first &+ 2, &block)
        fourEvenRounds(&block)
        inject(key.first, key.second &+ 3, &block)
        fourOddRounds(&block)
        inject(key.second, third &+ 4, &block)
        fourEvenRounds(&block)
        inject(third, key.first &+ 5, &block)
        return block
    }

    @inlinable @inline(__always) @_noLocks
    static func fourEvenRounds(_ block: inout Block) {
        round(16, &block)
        round(42, &block)
        round(12, &block)
        round(31, &block)
    }

    @inlinable @inline(__always) @_noLocks
    static func fourOddRounds(_ block: inout Block) {
        round(16, &block)
        round(32, &block)
        round(24, &block)
        round(21, &block)
    }

    @inlinable @inline(__always) @_noLocks
    static func round(_ distance: UInt64, _ block: inout Block) {
        block.first &+= block.second
        block.second = (block.second &<< distance) | (block.second &>> (64 &- distance))
        block.second ^= block.first
    }

    @inlinable @inline(__always) @_noLocks
    static func inject(_ first: UInt64, _ second: UInt64, _ block: inout Block) {
        block.first &+= first
        block.second &+= second
    }
}
