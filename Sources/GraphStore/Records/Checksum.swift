/// A 32-bit checksum of a record: what tells a flipped byte from a fact.
///
/// It guards against accidents, not against an adversary: a record that was damaged at random is
/// taken for whole with a chance of 2⁻³².
///
/// **Layout**: the first four bytes of a record hold the checksum of all bytes behind them.
///
/// Two lanes of 64-bit multiplications, folded to 128 bits and back, take in 16 bytes a step; the
/// length and the rest go in last. Fixed for format version 1.
package enum Checksum {
    /// The bytes that a checksum takes at the head of a record.
    static let byteCount = MemoryLayout<UInt32>.size

    /// The checksum of `bytes`.
    ///
    /// - Complexity: O(*n*), about 5 bytes a nanosecond.
    static func of(_ bytes: RawSpan) -> UInt32 {
        var left: UInt64 = 0x2D35_8DCC_AA6C_78A5 ^ UInt64(bytes.byteCount)
        var right: UInt64 = 0x8BB8_4B93_962E_ACC9
        var offset = 0
        while offset &+ 16 <= bytes.byteCount {
            left = fold(left ^ bytes.value(UInt64.self, at: offset), 0x9E37_79B9_7F4A_7C15)
            right = fold(right ^ bytes.value(UInt64.self, at: offset &+ 8), 0xD6E8_FEB8_6659_FD93)
            offset &+= 16
        }
        var rest: UInt64 = 0
        var restCount = 0
        while offset < bytes.byteCount {
            rest = rest << 8 | UInt64(bytes.value(UInt8.self, at: offset))
            restCount += 1
            offset += 1
            if restCount == 8 {
                left = fold(left ^ rest, 0xA076_1D64_78BD_642F)
                rest = 0
                restCount = 0
            }
        }
        let mixed = fold(left ^ rest, right ^ 0xE703_7ED1_A0B4_28DB)
        return UInt32(truncatingIfNeeded: mixed ^ mixed >> 32)
    }

    /// Whether a record is as it was sealed.
    static func holds(_ record: RawSpan) -> Bool {
        guard record.byteCount >= byteCount else { return false }
        return record.value(UInt32.self, at: 0) == of(record.extracting(droppingFirst: byteCount))
    }

    /// Writes the checksum into the first four bytes of a finished record.
    static func seal(_ record: inout [UInt8]) {
        let checksum = of(record.rawSpan.extracting(droppingFirst: byteCount))
        record.store(checksum, at: 0)
    }

    /// Both halves of the 128-bit product, one laid over the other. A factor of zero would forget
    /// everything, so each half is also kept beside it.
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low ^ left.rotated(by: 23)
    }
}

extension UInt64 {
    fileprivate func rotated(by count: UInt64) -> UInt64 { self << count | self >> (64 - count) }
}
