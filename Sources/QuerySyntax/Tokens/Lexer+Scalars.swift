extension Lexer {
    /// The character at `offset`, or nil if the bytes there are not UTF-8.
    func scalar(at offset: Int) -> (scalar: Unicode.Scalar, byteCount: Int)? {
        let first = bytes[offset]
        let byteCount: Int
        var value: UInt32
        switch first {
        case ..<0x80: (byteCount, value) = (1, UInt32(first))
        case 0xC2...0xDF: (byteCount, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (byteCount, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (byteCount, value) = (4, UInt32(first & 0x07))
        default: return nil
        }
        guard offset + byteCount <= bytes.count else { return nil }
        for index in offset + 1..<max(offset + byteCount, offset + 1) {
            guard bytes[index] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        let isOverlong = byteCount == 3 && value < 0x800 || byteCount == 4 && value < 0x10000
        guard !isOverlong, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, byteCount)
    }
}
