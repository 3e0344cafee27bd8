/// The natural logarithm, the same to the last bit on every machine.
///
/// Draws are ordered by logarithms. Libraries differ in the last bit of theirs, and one bit is
/// enough to change the rows that are drawn; this one is made of IEEE 754 additions,
/// multiplications and divisions, which are rounded alike everywhere. The compiler must not fuse
/// them, and Swift's does not.
///
/// `x` = 2ᵏ · (1 + f) with 1 + f between √½ and √2, and with s = f / (2 + f)
///
///     ln(1 + f) = 2 artanh s = 2s + s·R(s²) = f − (f²/2 − s·(f²/2 + R(s²)))
///
/// where the last form loses nothing: f is exact and the rest is at most a fifth of it. R is a
/// polynomial through Chebyshev nodes with a relative error below 2⁻⁵⁰, worth 2⁻⁵⁷ of the result.
///
/// The error is below one unit in the last place. So on the numbers that ``RandomStream`` makes,
/// whose logarithms lie at least two units apart, it never decreases.
///
/// **Source**: the reduction to s is in J.-M. Muller, Elementary Functions, 3rd edition (2016),
/// chapter 4; the coefficients were computed for this file with 200 bits.
///
/// - Returns: −∞ for 0, ∞ for ∞, NaN below 0 and for NaN.
/// - Complexity: one division, about 30 operations.
@inline(__always)
@_noLocks
package func naturalLogarithm(_ x: Double) -> Double {
    if x >= .leastNormalMagnitude && x < .infinity { return logarithm(normal: x, scale: 0) }
    if x > 0 && x < .infinity { return logarithm(normal: x * 0x1p54, scale: -54) }
    return x == 0 ? -.infinity : x == .infinity ? x : .nan
}

/// ln(`x` · 2^`scale`).
@inline(__always)
@_noLocks
private func logarithm(normal x: Double, scale: Int64) -> Double {
    // The bits of √½: the exponent that is left after them is k, and carries at √2.
    let k = (Int64(bitPattern: x.bitPattern) &- 0x3FE6_A09E_667F_3BCD) &>> 52
    let f = Double(bitPattern: x.bitPattern &- UInt64(bitPattern: k &<< 52)) - 1

    let s = f / (2 + f)
    let z = s * s
    let z2 = z * z
    let z4 = z2 * z2
    let first = 0x1.5555555555558p-1 + z * 0x1.99999999952e2p-2
    let second = 0x1.2492492df148dp-2 + z * 0x1.c71c62e5800a1p-3
    let third = 0x1.7462b4ab2ef6bp-3 + z * 0x1.39fe606542ddep-3
    let fourth = 0x1.2b584aae78a57p-3
    let r = z * ((first + z2 * second) + z4 * (third + z2 * fourth))

    // ln 2 in two parts. The first has 33 bits, so that its product with an exponent is exact.
    let ln2High = 0x1.62e42fef00000p-1
    let ln2Low = 0x1.473de6af278edp-34
    let halfSquare = 0.5 * f * f
    let exponent = Double(k &+ scale)
    let correction = s * (halfSquare + r) + exponent * ln2Low
    return exponent * ln2High - ((halfSquare - correction) - f)
}
