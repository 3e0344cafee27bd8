package import Diagnostics

/// Turns the text of a statement into its syntax tree, by recursive descent.
///
/// Problems of a clause are collected, and parsing goes on with the next clause, so that one
/// run reports what can be reported together.
/// **Source** `Grammar/medgraph.ebnf`; functions are named after its rules.
package struct QueryParser {
    let source: SourceText
    let tokens: [Token]
    let limits: SyntaxLimits
    var cursor = 0
    var depth = 0
    var diagnostics: [Diagnostic] = []

    /// The tree of one statement.
    ///
    /// **Throws** What is wrong with the text: always at least one diagnostic of severity error.
    /// **Complexity** Linear in the text, times the depth of nesting at worst.
    package static func parse(
        _ source: SourceText, limits: SyntaxLimits = SyntaxLimits()
    ) throws(QueryError) -> Statement {
        guard source.bytes.count <= limits.byteCountMax else {
            throw QueryError([.textTooLong(source, limit: limits.byteCountMax)])
        }
        var parser = QueryParser(source, limits: limits)
        let statement: Statement?
        do { statement = try parser.statement() } catch { statement = nil }
        guard let statement, parser.diagnostics.isEmpty else {
            throw QueryError(parser.diagnostics.sortedByPlace())
        }
        return statement
    }

    private init(_ source: SourceText, limits: SyntaxLimits) {
        self.source = source
        self.limits = limits
        tokens = Lexer.tokens(of: source)
    }
}

/// Parsing of a clause has ended early; the reason is among the parser's diagnostics.
struct SyntaxAbort: Error {}

extension [Diagnostic] {
    /// In the order of the text; equal places stay in the order in which they were found.
    fileprivate func sortedByPlace() -> [Diagnostic] {
        enumerated()
            .sorted { ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset) }
            .map(\.element)
    }
}
