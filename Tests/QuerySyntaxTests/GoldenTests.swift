import Diagnostics
import LanguageTestSupport
import Testing

@testable import QuerySyntax

/// Compares what the parser says with the files in `Golden`: the rendered diagnostics of a query
/// that is refused, the canonical text of one that is taken.
@Suite("golden renderings of the syntax")
struct GoldenTests {
    @Test("queries get the answers of the file", arguments: GoldenFile.names(beside: #filePath))
    func golden(file: String) throws {
        try GoldenFile.check(file, beside: #filePath) { query in
            let source = SourceText(query)
            do throws(QueryError) {
                return SyntaxPrinter.text(of: try QueryParser.parse(source)) + "\n"
            } catch {
                return DiagnosticRenderer().render(error.diagnostics, in: source)
            }
        }
    }
}
