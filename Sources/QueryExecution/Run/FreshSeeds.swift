import Synchronization

/// Seeds for draws that name none.
///
/// The system is asked for randomness once: to ask it again for each query would cost more than a
/// small query. From there on SplitMix64 gives numbers that look independent.
///
/// **Source**: G. L. Steele, D. Lea, C. H. Flood, Fast Splittable Pseudorandom Number Generators,
/// OOPSLA 2014, figure 17.
enum FreshSeeds {
    private static let state = Atomic<UInt64>(UInt64.random(in: 0...UInt64.max))

    /// The next seed, at least 0.
    static func next() -> Int64 {
        let increment: UInt64 = 0x9E37_79B9_7F4A_7C15
        var word = state.wrappingAdd(increment, ordering: .relaxed).newValue
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return Int64((word ^ word >> 31) >> 1)
    }
}
