package import Diagnostics

/// What the words of a text tell that need not be a whole query yet, as it is while it is typed.
package enum QueryWords {
    /// The names that can only be variables, each once, in their order: those that are neither
    /// keywords nor labels, types, keys, parameters or functions.
    ///
    /// **Complexity** Linear in the text.
    package static func variables(in source: SourceText) -> [String] {
        let tokens = Lexer.tokens(of: source)
        var names: [String] = []
        var known: Set<String> = []
        var brackets: [TokenKind] = []
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .leftParenthesis, .leftBracket, .leftBrace: brackets.append(token.kind)
            case .rightParenthesis, .rightBracket, .rightBrace: _ = brackets.popLast()
            case .quotedName,
                .word where token.keyword == nil:
                guard
                    isVariable(
                        before: index > 0 ? tokens[index - 1].kind : nil,
                        behind: tokens[index + 1].kind, isInBraces: brackets.last == .leftBrace)
                else { continue }
                let name = token.nameText(in: source)
                if known.insert(name).inserted { names.append(name) }
            default: break
            }
        }
        return names
    }

    /// Whether a name between two tokens is that of a variable.
    private static func isVariable(
        before: TokenKind?, behind: TokenKind, isInBraces: Bool
    ) -> Bool {
        switch before {
        // A key; a label or a type, or the value of a key in a map.
        case .dot: return false
        case .colon where !isInBraces: return false
        // What else a pipe stands before, an element of a list, was named before it.
        case .pipe: return false
        default: break
        }
        switch behind {
        case .leftParenthesis: return false
        case .colon: return !isInBraces
        default: return true
        }
    }

    /// Whether a name stands anywhere without backticks.
    package static func isPlain(_ name: SourceText) -> Bool {
        let tokens = Lexer.tokens(of: name)
        return tokens[0].kind == .word && tokens[0].span.byteCount == name.bytes.count
            && !(tokens[0].keyword?.isReserved ?? false)
    }

    /// A query without the `EXPLAIN` or `PROFILE` that it may begin with.
    package static func withoutPlanWord(_ source: SourceText) -> String {
        guard let first = Lexer.tokens(of: source).first,
            first.keyword == .explain || first.keyword == .profile
        else { return source.text(SourceSpan(start: 0, end: source.bytes.count)) }
        let rest = source.text(SourceSpan(start: first.end, end: source.bytes.count))
        return String(rest.drop { $0.isWhitespace })
    }
}
