/// Unsigned integers in as few bytes as they need: seven bits a byte, the lowest first, the top bit
/// set on all but the last (LEB128).
extension [UInt8] {
    mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func append(varint value: UInt32) { append(varint: UInt64(value)) }
}
