import Diagnostics

extension QueryParser {
    /// The text that the string token `token` stands for.
    mutating func stringValue(_ token: Token) throws(SyntaxAbort) -> String {
        let inner = source.bytes[token.start + 1..<token.end - 1]
        guard inner.contains(UInt8(ascii: "\\")) else {
            return String(decoding: inner, as: UTF8.self)
        }
        var result: [UInt8] = []
        result.reserveCapacity(inner.count)
        var offset = inner.startIndex
        while offset < inner.endIndex {
            if inner[offset] != UInt8(ascii: "\\") {
                result.append(inner[offset])
                offset += 1
            } else {
                offset = try appendEscape(at: offset, end: inner.endIndex, to: &result)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Adds what the escape at `offset` means, and gives the offset behind it.
    private mutating func appendEscape(
        at offset: Int, end: Int, to result: inout [UInt8]
    ) throws(SyntaxAbort) -> Int {
        switch source.bytes[offset + 1] {
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
            result.append(source.bytes[offset + 1])
        case UInt8(ascii: "b"), UInt8(ascii: "B"): result.append(0x08)
        case UInt8(ascii: "f"), UInt8(ascii: "F"): result.append(0x0C)
        case UInt8(ascii: "n"), UInt8(ascii: "N"): result.append(0x0A)
        case UInt8(ascii: "r"), UInt8(ascii: "R"): result.append(0x0D)
        case UInt8(ascii: "t"), UInt8(ascii: "T"): result.append(0x09)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            return try appendUnicodeEscape(at: offset, end: end, to: &result)
        default:
            let width = source.text(SourceSpan(start: offset + 1, end: end)).first?.utf8.count ?? 1
            throw fail(.unknownEscape(SourceSpan(start: offset, end: offset + 1 + width)))
        }
        return offset + 2
    }

    /// `\uXXXX` or `\UXXXXXXXX`; two of the first kind may be halves of one character.
    private mutating func appendUnicodeEscape(
        at offset: Int, end: Int, to result: inout [UInt8]
    ) throws(SyntaxAbort) -> Int {
        let digitCount = source.bytes[offset + 1] == UInt8(ascii: "u") ? 4 : 8
        var next = offset + 2 + digitCount
        var value = hexadecimal(offset + 2, digitCount, end: end)
        let isPair =
            digitCount == 4 && next + 1 < end && source.bytes[next] == UInt8(ascii: "\\")
            && source.bytes[next + 1] == UInt8(ascii: "u")
        if let high = value, (0xD800...0xDBFF) ~= high, isPair,
            let low = hexadecimal(next + 2, 4, end: end), (0xDC00...0xDFFF) ~= low
        {
            value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
            next += 6
        }
        guard let value, let scalar = Unicode.Scalar(value) else {
            let written = SourceSpan(start: offset, end: min(next, end))
            throw fail(.invalidUnicodeEscape(written, digitCount: digitCount))
        }
        result.append(contentsOf: String(Character(scalar)).utf8)
        return next
    }

    private func hexadecimal(_ start: Int, _ digitCount: Int, end: Int) -> UInt32? {
        guard start + digitCount <= end else { return nil }
        var value: UInt32 = 0
        for byte in source.bytes[start..<start + digitCount] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
