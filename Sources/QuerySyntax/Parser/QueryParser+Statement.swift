import Diagnostics

extension QueryParser {
    /// `Statement`: `[EXPLAIN | PROFILE] (Query | SchemaCommand) [;]`
    mutating func statement() throws(SyntaxAbort) -> Statement {
        let first = cursor
        guard !at(.endOfText) else { throw fail(.emptyStatement(token.span)) }
        let mode: Statement.Mode =
            take(.explain) ? .explain : take(.profile) ? .profile : .run
        let kind: Statement.Kind
        if let command = try schemaCommand() {
            kind = command
        } else {
            kind = .query(try query(in: .statement))
        }
        let span = span(from: first)
        if take(.semicolon) {
            while take(.semicolon) {}
            guard at(.endOfText) else { throw fail(.secondStatement(token.span)) }
        }
        guard at(.endOfText) else { throw unexpected("the end of the query") }
        return Statement(mode: mode, kind: kind, span: span)
    }
}
