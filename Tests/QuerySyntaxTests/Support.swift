import Diagnostics

@testable import QuerySyntax

/// Parses, for tests that expect success.
func parse(_ text: String) throws -> Statement {
    try QueryParser.parse(SourceText(text))
}

/// The diagnostics of a text that is refused; empty if it is taken.
func diagnostics(_ text: String) -> [Diagnostic] {
    do throws(QueryError) {
        _ = try QueryParser.parse(SourceText(text))
        return []
    } catch {
        return error.diagnostics
    }
}
