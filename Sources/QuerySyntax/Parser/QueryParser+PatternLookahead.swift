extension QueryParser {
    /// Whether a path of at least one relationship begins at the parenthesis at the cursor.
    ///
    /// `(a)-[r]-(b)` could also be read as arithmetic; a pattern it is wherever it can be one.
    /// Looks at signs only, so that a mistake inside the pattern is reported as such.
    /// **Complexity** Linear in the labels of the node.
    func isPathPattern(at offset: Int = 0) -> Bool {
        guard peek(offset).kind == .leftParenthesis else { return false }
        var next = offset + 1
        if isVariable(peek(next)) { next += 1 }
        while peek(next).kind == .colon, isSchemaName(peek(next + 1)) { next += 2 }
        if peek(next).kind == .parameter {
            next += 1
        } else if peek(next).kind == .leftBrace {
            next = offsetBehindBrackets(at: next)
        }
        guard peek(next).kind == .rightParenthesis else { return false }
        return isRelationship(at: next + 1)
    }

    private func isRelationship(at offset: Int) -> Bool {
        var next = offset
        if peek(next).kind == .less { next += 1 }
        guard peek(next).kind == .minus else { return false }
        next += 1
        if peek(next).kind == .minus { return isArrowEnd(at: next) }
        guard peek(next).kind == .leftBracket else { return false }
        next += 1
        if isVariable(peek(next)) { next += 1 }
        switch peek(next).kind {
        case .rightBracket: return isArrowEnd(at: next + 1)
        case .colon, .star, .leftBrace: return true
        default: return false
        }
    }

    /// `"-" [">"] "("`
    private func isArrowEnd(at offset: Int) -> Bool {
        guard peek(offset).kind == .minus else { return false }
        let isPointed = peek(offset + 1).kind == .greater
        return peek(offset + (isPointed ? 2 : 1)).kind == .leftParenthesis
    }

    /// The offset behind the bracket that closes the one at `offset`; that of the end of the
    /// text if none does. **Complexity** Constant, or nested brackets would be scanned again
    /// and again.
    func offsetBehindBrackets(at offset: Int) -> Int {
        min(Int(peek(offset).partner) + 1, tokens.count - 1) - cursor
    }

    /// Whether `WHERE` at the cursor stands inside a node or relationship, and not behind one
    /// that nobody closed.
    var isInlineCondition: Bool {
        guard at(.where) else { return false }
        var next = 1
        while true {
            switch peek(next).kind {
            case .leftParenthesis, .leftBracket, .leftBrace: next = offsetBehindBrackets(at: next)
            case .rightParenthesis, .rightBracket, .rightBrace: return true
            case .endOfText: return false
            default:
                if let keyword = peek(next).keyword, Keyword.clauseStarts.contains(keyword),
                    keyword != .with
                {
                    return false
                }
                next += 1
            }
        }
    }

    /// Whether the bracket at the cursor opens a list comprehension.
    ///
    /// `[x IN list]` is one; a comma makes it a list whose first element is a condition.
    var isListComprehension: Bool {
        guard isVariable(peek(1)), peek(2).keyword == .in else { return false }
        var next = 3
        while true {
            switch peek(next).kind {
            case .leftParenthesis, .leftBracket, .leftBrace: next = offsetBehindBrackets(at: next)
            case .comma: return false
            case .pipe, .rightBracket, .rightParenthesis, .rightBrace, .endOfText: return true
            default:
                if peek(next).keyword == .where { return true }
                next += 1
            }
        }
    }

    /// Whether the bracket at the cursor opens a pattern comprehension.
    ///
    /// `[(a)-->(b) AND c]` is a list of a condition, so what follows the path decides.
    var isPatternComprehension: Bool {
        let isNamed = isVariable(peek(1)) && peek(2).kind == .equal
        let start = isNamed ? 3 : 1
        guard isPathPattern(at: start) else { return false }
        let next = peek(offsetBehindPath(at: start))
        return next.kind == .pipe || next.keyword == .where
    }

    /// The offset behind the nodes and relationships from `offset` on.
    private func offsetBehindPath(at offset: Int) -> Int {
        var next = offsetBehindBrackets(at: offset)
        while isRelationship(at: next) {
            while peek(next).kind != .leftParenthesis, peek(next).kind != .endOfText {
                next = peek(next).kind == .leftBracket ? offsetBehindBrackets(at: next) : next + 1
            }
            next = offsetBehindBrackets(at: next)
        }
        return next
    }
}
