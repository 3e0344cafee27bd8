extension Lexer {
    /// Goes on behind the letters, digits and underscores at the position.
    mutating func skipNameCharacters() {
        while position < bytes.count {
            switch CharacterClass.of(bytes[position]) {
            case .letter, .digit: position += 1
            case .high:
                guard let found = scalar(at: position), isNamePart(found.scalar) else { return }
                position += found.byteCount
            default: return
            }
        }
    }

    /// `` `any text` ``, a backtick inside written twice.
    mutating func quotedName() -> Token {
        let start = position
        return skipBackticks()
            ? Token(.quotedName, start..<position)
            : Token(.unterminatedName, start..<start + 1)
    }

    /// `$name`, `$0`, `` $`any text` ``.
    mutating func parameter() -> Token {
        let start = position
        position += 1
        if peek() == UInt8(ascii: "`") {
            let quote = position
            return skipBackticks()
                ? Token(.parameter, start..<position)
                : Token(.unterminatedName, quote..<quote + 1)
        }
        skipNameCharacters()
        return Token(position > start + 1 ? .parameter : .bareDollar, start..<position)
    }

    /// Whether a name can begin with the character at `offset`.
    func isNameStart(at offset: Int) -> Bool {
        guard let found = scalar(at: offset) else { return false }
        return found.scalar.properties.isXIDStart
            || found.scalar.properties.generalCategory == .connectorPunctuation
    }

    private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isXIDContinue
            || scalar.properties.generalCategory == .connectorPunctuation
    }

    private mutating func skipBackticks() -> Bool {
        position += 1
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "`") {
                position += 1
                guard peek() == UInt8(ascii: "`") else { return true }
            }
            position += 1
        }
        return false
    }
}
