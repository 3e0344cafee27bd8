import Diagnostics

extension QueryParser {
    /// `EXISTS "{" Subquery "}"`
    mutating func existsSubquery() throws(SyntaxAbort) -> Expression {
        let first = cursor
        let subquery = try subquery()
        return Expression(kind: .exists(subquery), span: span(from: first))
    }

    /// `COUNT "{" Subquery "}"`
    mutating func countSubquery() throws(SyntaxAbort) -> Expression {
        let first = cursor
        let subquery = try subquery()
        return Expression(kind: .count(subquery), span: span(from: first))
    }

    /// `Subquery`: `Pattern [WHERE Condition] | Query`
    private mutating func subquery() throws(SyntaxAbort) -> Subquery {
        try enter()
        advance()
        let opening = token.span
        advance()
        let result: Subquery
        if at(.leftParenthesis) || peek(1).kind == .equal || pathSearch != nil {
            let pattern = try pattern(in: .match)
            result = .pattern(pattern, condition: try whereCondition())
        } else {
            result = .query(try query(in: .subquery))
        }
        try close(.rightBrace, "}", opening: opening)
        leave()
        return result
    }
}
