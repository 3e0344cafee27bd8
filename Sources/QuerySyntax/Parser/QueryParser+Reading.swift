import Diagnostics

extension QueryParser {
    /// `[OPTIONAL] MATCH Pattern [WHERE Condition]`
    mutating func matchClause() throws(SyntaxAbort) -> MatchClause {
        let first = cursor
        let isOptional = take(.optional)
        try expect(.match)
        let pattern = try pattern(in: .match)
        let condition = try whereCondition()
        return MatchClause(
            isOptional: isOptional, pattern: pattern, condition: condition,
            span: span(from: first))
    }

    /// `UNWIND Expression AS Variable`
    mutating func unwindClause() throws(SyntaxAbort) -> UnwindClause {
        let first = cursor
        advance()
        let list = try expression()
        try expect(.as)
        let variable = try variable()
        return UnwindClause(list: list, variable: variable, span: span(from: first))
    }

    /// `[WHERE Condition]`
    mutating func whereCondition() throws(SyntaxAbort) -> Expression? {
        take(.where) ? try condition() : nil
    }
}
