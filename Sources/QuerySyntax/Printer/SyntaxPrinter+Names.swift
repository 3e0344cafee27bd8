extension SyntaxPrinter {
    /// Writes a name where any word may stand.
    mutating func writeSchemaName(_ name: String) {
        write(isWord(name) ? name : quoted(name))
    }

    /// Writes a variable. All keywords are quoted, also those that need it only here and there.
    mutating func writeVariable(_ name: String) {
        write(isWord(name) && keyword(name) == nil ? name : quoted(name))
    }

    /// Writes the parts of a dotted name.
    mutating func writeFunctionName(_ name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        for (index, part) in parts.enumerated() {
            if index > 0 { write(".") }
            let isTaken: Bool
            switch keyword(part) {
            case .exists?, .all?, nil: isTaken = false
            case let keyword?: isTaken = keyword.isReserved && index == 0
            }
            write(isWord(part) && !isTaken ? part : quoted(part))
        }
    }

    func quoted(_ name: String) -> String {
        var result = "`"
        for scalar in name.unicodeScalars {
            result.unicodeScalars.append(scalar)
            if scalar == "`" { result.unicodeScalars.append(scalar) }
        }
        return result + "`"
    }

    private func keyword(_ name: String) -> Keyword? {
        let bytes = Array(name.utf8)
        return KeywordTable.shared.keyword(in: bytes.span, 0..<bytes.count)
    }

    /// Whether the lexer reads the name as one word.
    private func isWord(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first else { return false }
        var lexer = Lexer(bytes.span)
        guard CharacterClass.of(first) == .letter || first >= 0x80 && lexer.isNameStart(at: 0)
        else { return false }
        lexer.skipNameCharacters()
        return lexer.position == bytes.count
    }
}
