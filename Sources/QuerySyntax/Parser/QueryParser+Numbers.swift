import Diagnostics

extension QueryParser {
    /// The value of the integer token `token`, its sign given by what stands before it.
    mutating func integerValue(
        _ token: Token, isNegative: Bool, span: SourceSpan
    ) throws(SyntaxAbort) -> Int64 {
        guard let magnitude = magnitude(of: token) else {
            throw fail(.integerOverflow(span))
        }
        let limit = UInt64(Int64.max) + (isNegative ? 1 : 0)
        guard magnitude <= limit else { throw fail(.integerOverflow(span)) }
        return isNegative ? Int64(truncatingIfNeeded: 0 &- magnitude) : Int64(magnitude)
    }

    /// The value of the float token `token`.
    mutating func floatValue(_ token: Token) throws(SyntaxAbort) -> Double {
        let value = Double(text(token)) ?? .infinity
        guard value.isFinite else { throw fail(.floatOverflow(token.span)) }
        return value
    }

    /// Nil if 64 bits do not hold it.
    private func magnitude(of token: Token) -> UInt64? {
        var digits = source.bytes[token.start..<token.end]
        var radix: UInt64 = 10
        if digits.count > 2, digits.first == UInt8(ascii: "0") {
            radix = digits[digits.startIndex + 1] | 0x20 == UInt8(ascii: "x") ? 16 : 8
            digits = digits.dropFirst(2)
        }
        var value: UInt64 = 0
        for byte in digits {
            let digit = byte <= UInt8(ascii: "9") ? byte - 0x30 : (byte | 0x20) - 0x61 + 10
            let (product, overflow) = value.multipliedReportingOverflow(by: radix)
            let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value
    }
}
