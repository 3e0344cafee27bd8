import Diagnostics

/// Cuts a text into tokens. Never fails: what fits no rule becomes a token of an invalid kind.
///
/// **Complexity** One pass over the bytes; no memory but the array of tokens.
struct Lexer: ~Escapable {
    let bytes: Span<UInt8>
    var position = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
    }

    /// All tokens of a text, closed by one ``TokenKind/endOfText``.
    static func tokens(of source: SourceText) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(source.bytes.count / 4 + 8)
        var open: [Int] = []
        var lexer = Lexer(source.bytes.span)
        repeat {
            let token = lexer.next()
            switch token.kind {
            case .leftParenthesis, .leftBracket, .leftBrace: open.append(tokens.count)
            case .rightParenthesis, .rightBracket, .rightBrace:
                if let opening = open.popLast() { tokens[opening].partner = UInt32(tokens.count) }
            default: break
            }
            tokens.append(token)
        } while tokens[tokens.count - 1].kind != .endOfText
        for opening in open { tokens[opening].partner = UInt32(tokens.count - 1) }
        return tokens
    }

    /// The byte `distance` behind the position, or 0 behind the end of the text.
    func peek(_ distance: Int = 0) -> UInt8 {
        position + distance < bytes.count ? bytes[position + distance] : 0
    }

    private mutating func next() -> Token {
        if let broken = skipBlanks() { return broken }
        let start = position
        guard start < bytes.count else { return Token(.endOfText, start..<start) }
        let byte = bytes[start]
        switch CharacterClass.of(byte) {
        case .letter: return word()
        case .digit: return number()
        case .quote: return string()
        case .sign: return sign()
        case .high: return isNameStart(at: start) ? word() : strayUnicode()
        case .other, .blank: return sign(.strayCharacter, 1)
        }
    }

    private mutating func word() -> Token {
        let start = position
        skipNameCharacters()
        let range = start..<position
        return Token(.word, range, keyword: KeywordTable.shared.keyword(in: bytes, range))
    }

    private mutating func sign() -> Token {
        let following = peek(1)
        switch bytes[position] {
        case UInt8(ascii: "("): return sign(.leftParenthesis, 1)
        case UInt8(ascii: ")"): return sign(.rightParenthesis, 1)
        case UInt8(ascii: "["): return sign(.leftBracket, 1)
        case UInt8(ascii: "]"): return sign(.rightBracket, 1)
        case UInt8(ascii: "{"): return sign(.leftBrace, 1)
        case UInt8(ascii: "}"): return sign(.rightBrace, 1)
        case UInt8(ascii: ","): return sign(.comma, 1)
        case UInt8(ascii: ":"): return sign(.colon, 1)
        case UInt8(ascii: ";"): return sign(.semicolon, 1)
        case UInt8(ascii: "|"): return sign(.pipe, 1)
        case UInt8(ascii: "-"): return sign(.minus, 1)
        case UInt8(ascii: "*"): return sign(.star, 1)
        case UInt8(ascii: "/"): return sign(.slash, 1)
        case UInt8(ascii: "%"): return sign(.percent, 1)
        case UInt8(ascii: "^"): return sign(.caret, 1)
        case UInt8(ascii: "`"): return quotedName()
        case UInt8(ascii: "$"): return parameter()
        case UInt8(ascii: "."):
            if following == UInt8(ascii: ".") { return sign(.dotDot, 2) }
            return CharacterClass.of(following) == .digit ? number() : sign(.dot, 1)
        case UInt8(ascii: "+"):
            return following == UInt8(ascii: "=") ? sign(.plusEqual, 2) : sign(.plus, 1)
        case UInt8(ascii: "="):
            return following == UInt8(ascii: "~") ? sign(.matches, 2) : sign(.equal, 1)
        case UInt8(ascii: "<"):
            if following == UInt8(ascii: "=") { return sign(.lessOrEqual, 2) }
            return following == UInt8(ascii: ">") ? sign(.notEqual, 2) : sign(.less, 1)
        case UInt8(ascii: ">"):
            return following == UInt8(ascii: "=") ? sign(.greaterOrEqual, 2) : sign(.greater, 1)
        default: return sign(.strayCharacter, 1)
        }
    }

    private mutating func sign(_ kind: TokenKind, _ byteCount: Int) -> Token {
        let start = position
        position += byteCount
        return Token(kind, start..<position)
    }

    private mutating func strayUnicode() -> Token {
        let start = position
        position += max(1, scalar(at: start)?.byteCount ?? 1)
        return Token(.strayUnicode, start..<position)
    }
}
