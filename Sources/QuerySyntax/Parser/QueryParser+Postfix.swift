import Diagnostics

extension QueryParser {
    /// `Postfix`: `Atom {"." Key | "[" Index "]"} {":" Label}`
    mutating func postfix() throws(SyntaxAbort) -> Expression {
        let first = cursor
        var base = try atom()
        var links = 0
        while at(.dot) || at(.leftBracket) {
            refusePattern(base)
            links += 1
            try checkDepth(further: links)
            let kind: Expression.Kind
            if take(.dot) {
                kind = .property(base, key: try schemaName("a property key"))
            } else {
                kind = try subscripted(base)
            }
            base = Expression(kind: kind, span: span(from: first))
        }
        guard at(.colon) else { return base }
        refusePattern(base)
        let labels = try expressionLabels()
        return Expression(kind: .labels(base, labels), span: span(from: first))
    }

    /// `[index]`, `[lower..upper]`, either bound left out at will.
    private mutating func subscripted(
        _ base: Expression
    ) throws(SyntaxAbort) -> Expression.Kind {
        let opening = token.span
        advance()
        let lower = at(.dotDot) ? nil : try expression()
        if take(.dotDot) {
            let upper = at(.rightBracket) ? nil : try expression()
            try close(.rightBracket, "]", opening: opening)
            return .slice(base, lower: lower, upper: upper)
        }
        try close(.rightBracket, "]", opening: opening)
        guard let lower else { throw unexpected("an index") }
        return .index(base, lower)
    }

    /// `:Label:…`. A `|` behind it may belong to a comprehension, so it is left alone.
    private mutating func expressionLabels() throws(SyntaxAbort) -> [Name] {
        var labels: [Name] = []
        while take(.colon) {
            let isExpression =
                at(.percent) || at(.leftParenthesis) || at(.colon)
                || at(.strayCharacter) && text(token) == "!"
            if isExpression { throw fail(.unsupported(.labelExpression, token.span)) }
            labels.append(try schemaName("the name of a label"))
        }
        if at(.strayCharacter), text(token) == "&" {
            throw fail(.unsupported(.labelExpression, token.span))
        }
        return labels
    }
}
