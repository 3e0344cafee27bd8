import Diagnostics

extension QueryParser {
    /// `Atom`: what operators are applied to.
    mutating func atom() throws(SyntaxAbort) -> Expression {
        switch token.kind {
        case .word: return try wordAtom()
        case .quotedName: return try nameAtom()
        case .integer, .float: return try number()
        case .string: return try string()
        case .parameter:
            let kind = Expression.Kind.parameter(nameText(token))
            return leaf(kind)
        case .leftParenthesis: return try parenthesised()
        case .leftBracket: return try bracketed()
        case .leftBrace: return try map()
        default: throw unexpected("an expression", or: [])
        }
    }

    /// An expression of the one token at the cursor.
    private mutating func leaf(_ kind: Expression.Kind) -> Expression {
        let expression = Expression(kind: kind, span: token.span)
        advance()
        return expression
    }

    private mutating func wordAtom() throws(SyntaxAbort) -> Expression {
        switch token.keyword {
        case .true: return leaf(.literal(.boolean(true)))
        case .false: return leaf(.literal(.boolean(false)))
        case .null: return leaf(.literal(.null))
        case .case: return try caseExpression()
        case .exists where peek(1).kind == .leftBrace: return try existsSubquery()
        case .count where peek(1).kind == .leftBrace: return try countSubquery()
        case .all?, .any?, Keyword.none?, .single?:
            return try isQuantifier ? quantifier() : nameAtom()
        case .reduce: return try isReduction ? reduction() : nameAtom()
        default: return try nameAtom()
        }
    }

    /// A variable or a function call; only the parenthesis behind the name tells.
    private mutating func nameAtom() throws(SyntaxAbort) -> Expression {
        var next = 1
        while peek(next).kind == .dot, isSchemaName(peek(next + 1)) { next += 2 }
        if peek(next).kind == .leftParenthesis { return try functionCall(nameTokenCount: next) }
        if let feature = UnsupportedFeature.expression(at: self) {
            throw fail(.unsupported(feature, token.span))
        }
        if let keyword = token.keyword, keyword.isReserved, token.kind == .word {
            if Keyword.clauseStarts.contains(keyword) { throw unexpected("an expression") }
            throw fail(.reservedWord(token.span, text(token), expected: "an expression"))
        }
        return leaf(.variable(nameText(token)))
    }

    private mutating func number() throws(SyntaxAbort) -> Expression {
        if at(.float) { return leaf(.literal(.float(try floatValue(token)))) }
        let value = try integerValue(token, isNegative: false, span: token.span)
        return leaf(.literal(.integer(value)))
    }

    /// A number with the minus sign at the cursor.
    mutating func negativeNumber() throws(SyntaxAbort) -> Expression {
        let first = cursor
        advance()
        let literal: Literal
        if at(.float) {
            literal = .float(-(try floatValue(token)))
        } else {
            let whole = tokens[first].span.joined(with: token.span)
            literal = .integer(try integerValue(token, isNegative: true, span: whole))
        }
        advance()
        return Expression(kind: .literal(literal), span: span(from: first))
    }

    private mutating func string() throws(SyntaxAbort) -> Expression {
        leaf(.literal(.string(try stringValue(token))))
    }

    /// A path pattern, or an expression in parentheses.
    private mutating func parenthesised() throws(SyntaxAbort) -> Expression {
        if isPathPattern() {
            let path = try pathPattern(in: .expression)
            return Expression(kind: .patternPredicate(path), span: path.span)
        }
        let opening = token.span
        advance()
        let inner = try condition()
        try close(.rightParenthesis, ")", opening: opening)
        return inner
    }

    /// A list or a comprehension.
    private mutating func bracketed() throws(SyntaxAbort) -> Expression {
        if isPatternComprehension { return try patternComprehension() }
        if isListComprehension { return try listComprehension() }
        let first = cursor
        advance()
        var elements: [Expression] = []
        if !at(.rightBracket) {
            repeat { elements.append(try expression()) } while take(.comma)
        }
        try close(.rightBracket, "]", opening: tokens[first].span)
        return Expression(kind: .list(elements), span: span(from: first))
    }

    /// `Map`: `"{" [Key ":" Expression {"," Key ":" Expression}] "}"`
    mutating func map() throws(SyntaxAbort) -> Expression {
        let first = cursor
        advance()
        var entries: [MapEntry] = []
        if !at(.rightBrace) {
            repeat {
                let key = try mapKey()
                try expect(.colon, "`:` and the value of the key")
                entries.append(MapEntry(key: key, value: try expression()))
            } while take(.comma)
        }
        try close(.rightBrace, "}", opening: tokens[first].span)
        return Expression(kind: .map(entries), span: span(from: first))
    }

    private mutating func mapKey() throws(SyntaxAbort) -> Name {
        if at(.malformedNumber) || at(.integer) || at(.string) {
            throw fail(.invalidMapKey(token.span, isString: at(.string)))
        }
        return try schemaName("a key")
    }
}
