/// Random numbers that are pure functions of their address: seed, stage, identity, draw.
///
/// | word | of | holds |
/// |---|---|---|
/// | 0 | key | the seed |
/// | 1 | key | the stage (high 32 bits) and the index of the draw (low 32 bits) |
/// | 0, 1 | counter | the identity of what is drawn |
///
/// The address is not folded: two draws share their bits only where seed, stage, draw and identity
/// are all equal. Nothing depends on the order in which numbers are asked for.
@usableFromInline
package struct RandomStream: Hashable, Sendable {
    /// What the user repeats to get the same rows.
    @usableFromInline package let seed: Int64
    /// Tells apart the uses of one seed, such as the `SAMPLE` clauses of one query.
    @usableFromInline package let stage: UInt32

    @inlinable
    package init(seed: Int64, stage: UInt32 = 0) {
        self.seed = seed
        self.stage = stage
    }

    /// 128 random bits.
    @inlinable @inline(__always) @_noLocks
    package func block(for identity: RowIdentity, draw: UInt32 = 0) -> Threefry.Block {
        Threefry.block(
            at: Threefry.Block(identity.high, identity.low),
            key: Threefry.Block(UInt64(bitPattern: seed), UInt64(stage) &<< 32 | UInt64(draw)))
    }

    /// A number that is evenly distributed over the odd multiples of 2⁻⁵³ below 1.
    ///
    /// Never 0 and never 1, and `1 - uniform` is exact and distributed in the same way.
    @inlinable @inline(__always) @_noLocks
    package func uniform(for identity: RowIdentity, draw: UInt32 = 0) -> Double {
        // The top 52 bits become the significand of a number in 1 ..< 2. The difference is exact.
        let bits = block(for: identity, draw: draw).first &>> 12
        return Double(bitPattern: bits | 0x3FF0_0000_0000_0000) - (1 - 0x1p-53)
    }

    /// An integer in `0 ..< bound`, each with the same probability.
    ///
    /// **Source**: D. Lemire, Fast Random Integer Generation in an Interval, ACM Transactions on
    /// Modeling and Computer Simulation 29 (2019), algorithm 5. A rejected block is the counter of
    /// the next one.
    ///
    /// **Complexity**: one block; a second one with a probability below `bound` / 2⁶⁴.
    ///
    /// - Precondition: `bound` is not 0.
    package func integer(
        below bound: UInt64, for identity: RowIdentity, draw: UInt32 = 0
    ) -> UInt64 {
        precondition(bound > 0, "an integer below 0 does not exist")
        var word = block(for: identity, draw: draw)
        var product = bound.multipliedFullWidth(by: word.first)
        if product.low < bound {
            let rejected = (0 &- bound) % bound
            while product.low < rejected {
                word = block(
                    for: RowIdentity(high: word.first, low: word.second), draw: draw)
                product = bound.multipliedFullWidth(by: word.first)
            }
        }
        return product.high
    }

    /// Writes the uniform number of each row.
    ///
    /// **Shape**: one number for each identity, in their order.
    ///
    /// - Precondition: `numbers` has room for them.
    @_noLocks
    package func uniforms(
        for identities: Span<RowIdentity>, draw: UInt32 = 0,
        into numbers: inout OutputSpan<Double>
    ) {
        for index in identities.indices {
            numbers.append(uniform(for: identities[index], draw: draw))
        }
    }
}
