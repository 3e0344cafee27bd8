import Diagnostics

extension QueryParser {
    var token: Token { tokens[cursor] }

    /// The token `distance` behind the current one; the last one where there is none.
    func peek(_ distance: Int) -> Token {
        tokens[min(cursor + distance, tokens.count - 1)]
    }

    func at(_ kind: TokenKind) -> Bool { tokens[cursor].kind == kind }
    func at(_ keyword: Keyword) -> Bool { tokens[cursor].keyword == keyword }

    mutating func advance() {
        if cursor < tokens.count - 1 { cursor += 1 }
    }

    /// Goes past the token if it is of this kind.
    mutating func take(_ kind: TokenKind) -> Bool {
        guard at(kind) else { return false }
        advance()
        return true
    }

    /// Goes past the token if it is this keyword.
    mutating func take(_ keyword: Keyword) -> Bool {
        guard at(keyword) else { return false }
        advance()
        return true
    }

    /// Goes past both tokens, or neither.
    mutating func take(_ first: Keyword, _ second: Keyword) -> Bool {
        guard at(first), peek(1).keyword == second else { return false }
        cursor += 2
        return true
    }

    mutating func expect(_ kind: TokenKind, _ what: String) throws(SyntaxAbort) {
        guard take(kind) else { throw unexpected(what) }
    }

    mutating func expect(_ keyword: Keyword) throws(SyntaxAbort) {
        guard take(keyword) else { throw unexpected("`\(keyword.spelling)`", or: [keyword]) }
    }

    /// Expects the sign that closes what `opening` opened.
    mutating func close(
        _ kind: TokenKind, _ sign: String, opening: SourceSpan
    ) throws(SyntaxAbort) {
        guard take(kind) else { throw unexpected("`\(sign)`", opening: opening) }
    }

    /// From the first byte of a token to the last byte that was taken.
    func span(from first: Int) -> SourceSpan {
        let start = tokens[first].start
        return SourceSpan(start: start, end: max(start, tokens[max(cursor - 1, 0)].end))
    }

    func text(_ token: Token) -> String { source.text(token.span) }

    /// Notes a problem that ends the clause.
    mutating func fail(_ diagnostic: Diagnostic) -> SyntaxAbort {
        diagnostics.append(diagnostic)
        return SyntaxAbort()
    }

    /// Notes a problem after which parsing goes on.
    mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    /// The current token cannot stand where it stands.
    mutating func unexpected(
        _ expected: String, or keywords: [Keyword] = [], opening: SourceSpan? = nil
    ) -> SyntaxAbort {
        if token.kind.isInvalid { return fail(.invalid(token, in: source)) }
        if let feature = UnsupportedFeature.sign(at: self) {
            return fail(.unsupported(feature, token.span))
        }
        return fail(
            .unexpected(
                token, expected: expected, suggestion: suggestion(among: keywords),
                opening: opening, in: source))
    }

    /// The keyword that the current word, or the word before it, was probably meant to be.
    private func suggestion(among keywords: [Keyword]) -> KeywordSuggestion? {
        for place in [cursor, cursor - 1] where place >= 0 {
            let word = tokens[place]
            guard word.kind == .word, word.keyword == nil else { continue }
            let candidates = (keywords + Keyword.continuations).map(\.spelling)
            if let spelling = NearMiss.suggestion(for: text(word), among: candidates) {
                return KeywordSuggestion(written: text(word), meant: spelling)
            }
        }
        return nil
    }

    /// Counts one level of nesting; paired with ``leave()``.
    mutating func enter() throws(SyntaxAbort) {
        depth += 1
        try checkDepth()
    }

    mutating func leave() { depth -= 1 }

    /// Refuses a tree that is `further` levels deeper than the current nesting.
    mutating func checkDepth(further: Int = 0) throws(SyntaxAbort) {
        guard depth + further <= limits.depthMax else {
            throw fail(.nestedTooDeep(token.span, limit: limits.depthMax))
        }
    }
}

/// A word that looks like a slip for a keyword.
struct KeywordSuggestion {
    let written: String
    let meant: String
}

extension Keyword {
    /// What can follow a complete expression or pattern, or begin a clause.
    static let continuations: [Keyword] =
        clauseStarts + [
            .and, .or, .xor, .not, .in, .contains, .starts, .ends, .is, .as, .asc, .desc, .where,
            .order, .by, .skip, .limit, .sample, .union, .distinct, .on, .optional,
        ]

    /// The words that begin a clause.
    static let clauseStarts: [Keyword] = [
        .match, .optional, .unwind, .with, .return, .create, .merge, .set, .remove, .delete,
        .detach, .foreach,
    ]
}
