extension Lexer {
    /// Skips spaces and comments; an unterminated comment comes back as a token.
    mutating func skipBlanks() -> Token? {
        while position < bytes.count {
            let byte = bytes[position]
            if CharacterClass.of(byte) == .blank {
                position += 1
            } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
                skipLine()
            } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                if let broken = skipBlockComment() { return broken }
            } else if byte >= 0x80, let found = scalar(at: position),
                found.scalar.properties.isWhitespace || found.scalar.value == 0xFEFF
            {
                position += found.byteCount
            } else {
                return nil
            }
        }
        return nil
    }

    private mutating func skipLine() {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n"),
            bytes[position] != UInt8(ascii: "\r")
        {
            position += 1
        }
    }

    private mutating func skipBlockComment() -> Token? {
        let start = position
        position += 2
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                position += 2
                return nil
            }
            position += 1
        }
        return Token(.unterminatedComment, start..<start + 2)
    }
}
