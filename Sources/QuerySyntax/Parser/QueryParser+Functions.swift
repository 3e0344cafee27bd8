import Diagnostics

extension QueryParser {
    /// `FunctionName "(" ("*" | [DISTINCT] [Expression {"," Expression}]) ")"`
    mutating func functionCall(nameTokenCount: Int) throws(SyntaxAbort) -> Expression {
        let first = cursor
        let name = try functionName(tokenCount: nameTokenCount)
        let nameSpan = span(from: first)
        if let feature = UnsupportedFeature.function(name) {
            throw fail(.unsupported(feature, nameSpan))
        }
        let opening = token.span
        advance()
        let isDistinct = take(.distinct)
        let isStar = name.lowercased() == "count" && !isDistinct && take(.star)
        var arguments: [Expression] = []
        if !isStar, isDistinct || !at(.rightParenthesis) {
            let takesPattern = name.lowercased() == "exists"
            repeat {
                arguments.append(try takesPattern ? condition() : expression())
            } while take(.comma)
        }
        try close(.rightParenthesis, ")", opening: opening)
        let call = FunctionCall(
            name: name, nameSpan: nameSpan, isDistinct: isDistinct, isStar: isStar,
            arguments: arguments)
        return Expression(kind: .function(call), span: span(from: first))
    }

    /// A name, or several with points between them. `exists` and `all` are reserved words,
    /// and yet functions.
    private mutating func functionName(tokenCount: Int) throws(SyntaxAbort) -> String {
        if let keyword = token.keyword, keyword.isReserved, keyword != .exists, keyword != .all {
            if Keyword.clauseStarts.contains(keyword) { throw unexpected("an expression") }
            throw fail(.reservedWord(token.span, text(token), expected: "an expression"))
        }
        var name = nameText(token)
        advance()
        for _ in 0..<tokenCount / 2 {
            advance()
            name += "." + nameText(token)
            advance()
        }
        return name
    }
}
