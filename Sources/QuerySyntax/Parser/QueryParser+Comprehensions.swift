import Diagnostics

extension QueryParser {
    /// `"[" Variable IN Expression [WHERE Condition] ["|" Expression] "]"`
    mutating func listComprehension() throws(SyntaxAbort) -> Expression {
        let first = cursor
        advance()
        let variable = try variable()
        try expect(.in)
        let list = try expression()
        let condition = try whereCondition()
        let value = take(.pipe) ? try expression() : nil
        try close(.rightBracket, "]", opening: tokens[first].span)
        let node = ListComprehension(
            variable: variable, list: list, condition: condition, value: value)
        return Expression(kind: .listComprehension(node), span: span(from: first))
    }

    /// `"[" PathPattern [WHERE Condition] "|" Expression "]"`
    mutating func patternComprehension() throws(SyntaxAbort) -> Expression {
        let first = cursor
        advance()
        let path = try pathPattern(in: .expression)
        let condition = try whereCondition()
        guard take(.pipe) else {
            throw unexpected("`|` and a value for each path", opening: tokens[first].span)
        }
        let value = try expression()
        try close(.rightBracket, "]", opening: tokens[first].span)
        let node = PatternComprehension(path: path, condition: condition, value: value)
        return Expression(kind: .patternComprehension(node), span: span(from: first))
    }

    /// `all(x IN …`: not so for a function or a variable of that name.
    var isQuantifier: Bool {
        peek(1).kind == .leftParenthesis && isVariable(peek(2)) && peek(3).keyword == .in
    }

    /// `(ALL | ANY | NONE | SINGLE) "(" Variable IN Expression WHERE Condition ")"`
    mutating func quantifier() throws(SyntaxAbort) -> Expression {
        let first = cursor
        let kind: Quantifier.Kind
        switch token.keyword {
        case .all: kind = .all
        case .any: kind = .any
        case Keyword.none?: kind = .none
        default: kind = .single
        }
        advance()
        let opening = token.span
        advance()
        let variable = try variable()
        try expect(.in)
        let list = try expression()
        guard take(.where) else { throw unexpected("`WHERE`", or: [.where], opening: opening) }
        let condition = try condition()
        try close(.rightParenthesis, ")", opening: opening)
        let node = Quantifier(kind: kind, variable: variable, list: list, condition: condition)
        return Expression(kind: .quantifier(node), span: span(from: first))
    }

    /// `reduce(x = …`: not so for a variable of that name.
    var isReduction: Bool {
        peek(1).kind == .leftParenthesis && isVariable(peek(2)) && peek(3).kind == .equal
    }

    /// `REDUCE "(" Variable "=" Expression "," Variable IN Expression "|" Expression ")"`
    mutating func reduction() throws(SyntaxAbort) -> Expression {
        let first = cursor
        advance()
        let opening = token.span
        advance()
        let accumulator = try variable()
        advance()
        let initial = try expression()
        try expect(.comma, "`,` and what to go through")
        let variable = try variable()
        try expect(.in)
        let list = try expression()
        try expect(.pipe, "`|` and the next value")
        let value = try expression()
        try close(.rightParenthesis, ")", opening: opening)
        let node = Reduction(
            accumulator: accumulator, initial: initial, variable: variable, list: list,
            value: value)
        return Expression(kind: .reduce(node), span: span(from: first))
    }
}
