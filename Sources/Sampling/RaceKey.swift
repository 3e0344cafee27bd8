/// When a row arrives in a race, as words that compare like the time they stand for:
/// first `time`, then `rest`.
///
/// A race has keys of one form: of weights, or of logarithms.
struct RaceKey: Sendable {
    /// The time, in an order-preserving form.
    let time: UInt64
    /// What rounding took from the time, in an order-preserving form.
    let rest: UInt64

    /// The arrival after `elapsed` for a clock of rate `weight`: `elapsed` / `weight`.
    ///
    /// The quotient's IEEE 754 bits with 256 more in the exponent, and as many bits of exponent
    /// as it takes: no weight is too small or too large, and the common case is one division.
    ///
    /// - Precondition: both are positive and finite.
    @inline(__always) @_noLocks
    init(elapsed: Double, weight: Double) {
        rest = 0
        if Self.isUsual(weight) {
            time = (elapsed / weight).bitPattern &+ 256 &<< 52
        } else if weight < 1 {
            time = (elapsed / (weight * 0x1p192)).bitPattern &+ (256 + 192) &<< 52
        } else {
            time = (elapsed / (weight * 0x1p-192)).bitPattern &+ (256 - 192) &<< 52
        }
    }

    /// Whether a time divided by a weight is a normal number.
    @inline(__always) @_noLocks
    static func isUsual(_ weight: Double) -> Bool { weight >= 0x1p-900 && weight <= 0x1p900 }

    /// The logarithm of that arrival: ln `elapsed` − `logWeight`.
    ///
    /// The difference is kept exactly, as its rounded value and the error of the rounding. So
    /// logarithms of 10²⁰, whose last place is thousands, still leave equal rows equal chances.
    ///
    /// **Source**: D. E. Knuth, The Art of Computer Programming 2, 3rd edition, section 4.2.2,
    /// theorem B.
    ///
    /// - Precondition: `elapsed` is positive, `logWeight` is finite.
    @inline(__always) @_noLocks
    init(elapsed: Double, logWeight: Double) {
        let logarithm = naturalLogarithm(elapsed)
        let sum = logarithm - logWeight
        let part = sum - logarithm
        let error = (logarithm - (sum - part)) - (logWeight + part)
        time = Self.ordered(sum)
        rest = Self.ordered(error)
    }

    /// The time as a normal number that is not below it, for the form made of weights.
    @inline(__always) @_noLocks
    func seconds() -> Double {
        if time < 257 &<< 52 { return .leastNormalMagnitude }
        let bits = time &- 256 &<< 52
        return bits < Double.infinity.bitPattern ? Double(bitPattern: bits) : .infinity
    }

    /// The rounded logarithm of the time, for the form made of logarithms.
    @inline(__always) @_noLocks
    func logSeconds() -> Double {
        Double(bitPattern: time &>> 63 == 1 ? time ^ 1 &<< 63 : ~time)
    }

    /// Bits that compare as unsigned integers like the numbers; −0 as 0.
    @inline(__always) @_noLocks
    private static func ordered(_ number: Double) -> UInt64 {
        let bits = (number + 0).bitPattern
        return bits &>> 63 == 1 ? ~bits : bits | 1 &<< 63
    }
}
