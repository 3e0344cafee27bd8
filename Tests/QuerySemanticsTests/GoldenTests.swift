import Diagnostics
import GraphModel
import LanguageTestSupport
import QuerySyntax
import Testing

@testable import QuerySemantics

/// Compares what is said of names and types with the files in `Golden`: errors, or the warnings
/// of a query that is taken.
@Suite("golden renderings of names and types")
struct GoldenTests {
    @Test("queries get the answers of the file", arguments: GoldenFile.names(beside: #filePath))
    func golden(file: String) throws {
        var catalog = Catalog()
        for label in ["Disease", "Symptom", "Drug"] { catalog.labels.intern(label) }
        for key in ["icd10", "name", "since"] { catalog.keys.intern(key) }
        for type in ["HAS_SYMPTOM", "TREATED_BY"] { catalog.types.intern(type) }
        try GoldenFile.check(file, beside: #filePath) { query in
            let source = SourceText(query)
            do throws(QueryError) {
                let bound = try Binder.bind(try QueryParser.parse(source), catalog: catalog)
                guard !bound.warnings.isEmpty else { return "bound\n" }
                return DiagnosticRenderer().render(bound.warnings, in: source)
            } catch {
                return DiagnosticRenderer().render(error.diagnostics, in: source)
            }
        }
    }
}
