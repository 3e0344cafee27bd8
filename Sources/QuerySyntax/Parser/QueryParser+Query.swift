import Diagnostics

/// Where a query stands, which decides how it may end and what it may do.
enum QueryPlace {
    case statement
    /// In the braces of `EXISTS` or `COUNT`.
    case subquery
}

extension QueryParser {
    /// `Query`: `SingleQuery { UNION [ALL] SingleQuery }`
    mutating func query(in place: QueryPlace) throws(SyntaxAbort) -> Query {
        try enter()
        let first = cursor
        var parts = [try singleQuery(in: place)]
        var union: (kind: Query.UnionKind, span: SourceSpan)?
        while at(.union) {
            let start = cursor
            advance()
            let kind: Query.UnionKind = take(.all) ? .all : .distinct
            let span = span(from: start)
            if let union, union.kind != kind {
                report(.mixedUnion(span, earlier: union.span))
            } else {
                union = (kind, span)
            }
            parts.append(try singleQuery(in: place))
        }
        leave()
        return Query(parts: parts, union: union?.kind, span: span(from: first))
    }

    private mutating func singleQuery(in place: QueryPlace) throws(SyntaxAbort) -> SingleQuery {
        let first = cursor
        let problemCount = diagnostics.count
        var clauses: [Clause] = []
        while !isAtEnd(of: place) {
            if case .statement = place {
                let start = cursor
                do { clauses.append(try clause(isFirst: clauses.isEmpty)) } catch {
                    guard diagnostics.count < Self.diagnosticCountMax else { throw error }
                    depth = 1
                    skipToClause(from: start)
                }
            } else {
                clauses.append(try clause(isFirst: clauses.isEmpty))
            }
        }
        if clauses.isEmpty, diagnostics.count == problemCount {
            throw unexpected("a clause such as `MATCH`", or: Keyword.clauseStarts)
        }
        let part = SingleQuery(clauses: clauses, span: span(from: first))
        if diagnostics.count == problemCount { checkComposition(of: part, in: place) }
        return part
    }

    /// Whoever sees more problems than this at once learns nothing from the rest.
    private static let diagnosticCountMax = 10

    private func isAtEnd(of place: QueryPlace) -> Bool {
        switch token.kind {
        case .endOfText, .semicolon: return true
        case .rightBrace: if case .subquery = place { return true } else { return false }
        default: return at(.union)
        }
    }

    private mutating func clause(isFirst: Bool) throws(SyntaxAbort) -> Clause {
        switch token.keyword {
        case .optional, .match: return .match(try matchClause())
        case .unwind: return .unwind(try unwindClause())
        case .with: return .with(try withClause())
        case .return: return .return(try returnClause())
        case .create: return .create(try createClause())
        case .merge: return .merge(try mergeClause())
        case .set: return .set(try setClause())
        case .remove: return .remove(try removeClause())
        case .detach, .delete: return .delete(try deleteClause())
        case .foreach: return .foreach(try foreachClause())
        default: throw noClause(isFirst: isFirst)
        }
    }

    private mutating func noClause(isFirst: Bool) -> SyntaxAbort {
        if let feature = UnsupportedFeature.clause(at: self) {
            return fail(.unsupported(feature, token.span))
        }
        if !isFirst, let misplaced = misplacedPart() { return fail(misplaced) }
        return unexpected(
            isFirst ? "a clause such as `MATCH`" : "the next clause, or the end of the query",
            or: Keyword.clauseStarts)
    }

    /// A part of a projection that stands after the parts it has to stand before.
    private func misplacedPart() -> Diagnostic? {
        switch token.keyword {
        case .sample, .order, .skip, .limit, .where:
            .misplacedPart(token.span, text(token).uppercased())
        default: nil
        }
    }

    /// Goes to the next clause, to look for further problems from there.
    ///
    /// Brackets that the failed clause has opened are closed on the way, so that what stands
    /// in them is not taken for clauses of the query.
    private mutating func skipToClause(from first: Int) {
        var open = 0
        for token in tokens[first..<cursor] { open += Self.nesting(of: token) }
        var isFirst = cursor == first
        while !at(.endOfText), !at(.semicolon) {
            let isClause = isClauseStart || at(.union)
            if open <= 0, isClause, !isFirst, !isNamePlace { return }
            isFirst = false
            open += Self.nesting(of: token)
            advance()
        }
    }

    private static func nesting(of token: Token) -> Int {
        switch token.kind {
        case .leftParenthesis, .leftBracket, .leftBrace: 1
        case .rightParenthesis, .rightBracket, .rightBrace: -1
        default: 0
        }
    }

    private var isClauseStart: Bool {
        guard let keyword = token.keyword, Keyword.clauseStarts.contains(keyword) else {
            return false
        }
        // `STARTS WITH` and `ENDS WITH` begin no clause, nor does `MATCH` behind `OPTIONAL`.
        let previous = cursor > 0 ? tokens[cursor - 1].keyword : nil
        return !(keyword == .with && (previous == .starts || previous == .ends))
            && !(keyword == .match && (previous == .optional || previous == .on))
            && !(keyword == .create && previous == .on)
            && !(keyword == .delete && previous == .detach)
            && !(keyword == .set && (previous == .create || previous == .match))
    }

    /// Whether the word is a name because of the sign beside it.
    private var isNamePlace: Bool {
        guard cursor > 0 else { return false }
        switch tokens[cursor - 1].kind {
        case .dot, .colon, .pipe: return true
        default: return peek(1).kind == .colon
        }
    }
}
