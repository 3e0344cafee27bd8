extension Lexer {
    /// A string in single or double quotes. What its escapes mean is found out when it is read.
    mutating func string() -> Token {
        let start = position
        let quote = bytes[start]
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            if byte == quote {
                position += 1
                return Token(.string, start..<position)
            }
            position += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        position = bytes.count
        return Token(.unterminatedString, start..<start + 1)
    }
}
