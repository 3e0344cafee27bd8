import Diagnostics

extension QueryParser {
    /// Whether the token can be a variable, and what else follows the rule of ``variable(_:)``.
    func isVariable(_ token: Token) -> Bool {
        token.kind == .quotedName
            || token.kind == .word && !(token.keyword?.isReserved ?? false)
    }

    /// Whether the token can be a label, type or key: any word.
    func isSchemaName(_ token: Token) -> Bool {
        token.kind == .word || token.kind == .quotedName
    }

    /// `Variable`: a word that is not reserved, or a name in backticks.
    mutating func variable(_ expected: String = "a variable") throws(SyntaxAbort) -> Name {
        if token.kind == .word, let keyword = token.keyword, keyword.isReserved {
            throw fail(.reservedWord(token.span, text(token), expected: expected))
        }
        return try schemaName(expected)
    }

    /// `SchemaName`: any word, or a name in backticks.
    mutating func schemaName(_ expected: String) throws(SyntaxAbort) -> Name {
        guard isSchemaName(token) else { throw unexpected(expected) }
        let name = Name(text: nameText(token), span: token.span)
        advance()
        return name
    }

    /// `:Label:Label…`, any number of them.
    mutating func labels() throws(SyntaxAbort) -> [Name] {
        var labels: [Name] = []
        while take(.colon) { labels.append(try schemaName("the name of a label")) }
        return labels
    }

    /// The name that a word, a name in backticks or a parameter stands for.
    func nameText(_ token: Token) -> String { token.nameText(in: source) }
}

extension Token {
    /// The name that a word, a name in backticks or a parameter stands for.
    func nameText(in source: SourceText) -> String {
        var start = start
        if kind == .parameter { start += 1 }
        guard source.bytes[start] == UInt8(ascii: "`") else {
            return source.text(SourceSpan(start: start, end: end))
        }
        let inner = source.bytes[start + 1..<end - 1]
        var isSecond = false
        return String(
            decoding: inner.filter { byte in
                let isBacktick = byte == UInt8(ascii: "`")
                defer { isSecond = isBacktick && !isSecond }
                return !(isBacktick && isSecond)
            }, as: UTF8.self)
    }
}
