extension Lexer {
    /// `12`, `1.5`, `.5`, `1e-3`, `0x1F`, `0o17`.
    ///
    /// A point belongs to the number only with a digit behind it, so `1..2` is a range.
    /// Letters that stick to a number make it malformed as a whole.
    mutating func number() -> Token {
        let start = position
        if peek() == UInt8(ascii: "0"), isRadixMark(peek(1)) { return radixNumber() }
        var kind = TokenKind.integer
        skipDigits()
        let hasLeadingZero = position - start > 1 && bytes[start] == UInt8(ascii: "0")
        if peek() == UInt8(ascii: "."), CharacterClass.of(peek(1)) == .digit {
            kind = .float
            position += 1
            skipDigits()
        }
        if peek() | 0x20 == UInt8(ascii: "e"), skipExponent() { kind = .float }
        let end = position
        skipNameCharacters()
        let isMalformed = position > end || (kind == .integer && hasLeadingZero)
        return Token(isMalformed ? .malformedNumber : kind, start..<position)
    }

    private mutating func radixNumber() -> Token {
        let start = position
        let isHexadecimal = peek(1) | 0x20 == UInt8(ascii: "x")
        position += 2
        let digits = position
        skipNameCharacters()
        var isValid = position > digits
        for index in digits..<position {
            let byte = bytes[index]
            isValid =
                isValid && (isHexadecimal ? isHexadecimalDigit(byte) : (0x30...0x37) ~= byte)
        }
        return Token(isValid ? .integer : .malformedNumber, start..<position)
    }

    private mutating func skipDigits() {
        while CharacterClass.of(peek()) == .digit { position += 1 }
    }

    /// Goes on behind `e5` or `e-5`; stays if no digit follows.
    private mutating func skipExponent() -> Bool {
        let isSigned = peek(1) == UInt8(ascii: "-") || peek(1) == UInt8(ascii: "+")
        let digits = isSigned ? 2 : 1
        guard CharacterClass.of(peek(digits)) == .digit else { return false }
        position += digits
        skipDigits()
        return true
    }

    private func isRadixMark(_ byte: UInt8) -> Bool {
        byte | 0x20 == UInt8(ascii: "x") || byte | 0x20 == UInt8(ascii: "o")
    }

    private func isHexadecimalDigit(_ byte: UInt8) -> Bool {
        CharacterClass.of(byte) == .digit
            || (UInt8(ascii: "a")...UInt8(ascii: "f")) ~= (byte | 0x20)
    }
}
