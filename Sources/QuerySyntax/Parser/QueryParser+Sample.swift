import Diagnostics

extension QueryParser {
    /// `SAMPLE Expression [PER …] [WEIGHTED BY …] [WITH REPLACEMENT] [SEED …]` or
    /// `SAMPLE BERNOULLI Expression [SEED …]`
    mutating func sample(isWith: Bool) throws(SyntaxAbort) -> Sample {
        let first = cursor
        advance()
        let method = try isBernoulli ? bernoulli() : countedSample(isWith: isWith)
        let seed = take(.seed) ? try expression() : nil
        return Sample(method: method, seed: seed, span: span(from: first))
    }

    private mutating func bernoulli() throws(SyntaxAbort) -> Sample.Method {
        advance()
        return .bernoulli(try expression())
    }

    private mutating func countedSample(isWith: Bool) throws(SyntaxAbort) -> Sample.Method {
        let count = try expression()
        var groups: [Expression] = []
        if take(.per) {
            repeat { groups.append(try expression()) } while take(.comma)
        }
        var weight: Expression?
        if take(.weighted) {
            try expect(.by)
            weight = try expression()
        }
        let hasReplacement = try isReplacement(isWith: isWith) && take(.with, .replacement)
        return .count(count, groups: groups, weight: weight, hasReplacement: hasReplacement)
    }

    /// Whether `BERNOULLI` at the cursor is the keyword, and not a variable of that name.
    private var isBernoulli: Bool {
        guard at(.bernoulli) else { return false }
        let next = peek(1)
        switch next.keyword {
        case .weighted where peek(2).keyword == .by: return false
        // `BERNOULLI seed SEED 1`: a keyword stands where an expression may end.
        case .per, .seed:
            if peek(2).keyword == .seed { return beginsExpression(peek(3)) }
            return continuesExpression(peek(2)) || !beginsExpression(peek(2))
        default: return beginsExpression(next)
        }
    }

    /// Whether behind a variable the sign rather goes on than begins a seed or a group.
    private func continuesExpression(_ token: Token) -> Bool {
        switch token.kind {
        case .plus, .minus, .leftBracket: true
        default: false
        }
    }

    private func beginsExpression(_ token: Token) -> Bool {
        switch token.kind {
        case .word:
            switch token.keyword {
            case .case, .true, .false, .null, .not, .exists, .all: true
            default: isVariable(token)
            }
        case .quotedName, .parameter, .integer, .float, .string, .leftParenthesis, .leftBracket,
            .leftBrace, .plus, .minus:
            true
        default: false
        }
    }

    /// Whether `WITH REPLACEMENT` at the cursor belongs to the sample.
    ///
    /// Behind a sample in `WITH` the same words can begin the next clause, with a variable of
    /// that name; the sign behind them tells.
    private func isReplacement(isWith: Bool) throws(SyntaxAbort) -> Bool {
        guard at(.with), peek(1).keyword == .replacement else { return false }
        let next = peek(2)
        guard isWith else { return true }
        switch next.kind {
        case .word:
            switch next.keyword {
            case .as, .and, .or, .xor, .in, .is, .contains, .starts, .ends, .sample: return false
            default: return true
            }
        case .endOfText, .semicolon, .rightBrace: return true
        default: return false
        }
    }
}
