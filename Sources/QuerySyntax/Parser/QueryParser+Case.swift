import Diagnostics

extension QueryParser {
    /// `CASE [Expression] WHEN Condition THEN Expression {…} [ELSE Expression] END`
    mutating func caseExpression() throws(SyntaxAbort) -> Expression {
        let first = cursor
        advance()
        let subject = at(.when) ? nil : try expression()
        guard at(.when) else { throw unexpected("`WHEN`", or: [.when]) }
        var branches: [CaseExpression.Branch] = []
        while take(.when) {
            let condition = try subject == nil ? condition() : expression()
            guard take(.then) else { throw unexpected("`THEN`", or: [.then]) }
            branches.append(CaseExpression.Branch(condition: condition, value: try expression()))
        }
        let otherwise = take(.else) ? try expression() : nil
        guard take(.end) else {
            throw unexpected(
                "`WHEN`, `ELSE` or `END`", or: [.when, .else, .end], opening: tokens[first].span)
        }
        let node = CaseExpression(subject: subject, branches: branches, otherwise: otherwise)
        return Expression(kind: .caseExpression(node), span: span(from: first))
    }
}
