import Diagnostics
import GraphModel
import LanguageTestSupport
import QuerySyntax
import Testing

@testable import QuerySemantics

@Suite(
    "names and types in queries of the openCypher Technology Compatibility Kit",
    .enabled(
        if: TCKScenario.folder != nil,
        "the feature files lie beside the checkout, which is alone here"))
struct TCKBindingTests {
    @Test("every query that must succeed, or fails only when it runs, is bound")
    func positive() throws {
        var bound = 0
        for scenario in try TCKScenario.all() {
            var queries = scenario.queries
            if let failure = scenario.failure, failure.phase == "runtime" {
                queries.append(scenario.failingQuery!)
            }
            for query in queries {
                let problems = problems(query)
                if problems.first?.classification == .unsupported { continue }
                if problems.isEmpty {
                    bound += 1
                } else {
                    Issue.record(
                        "\(scenario.file) \(scenario.name)\n\(query)\n\(problems[0].message)")
                }
            }
        }
        print("TCK: \(bound) queries bound")
        #expect(bound > 1900)
    }

    @Test("every query that must fail before it runs fails so")
    func negative() throws {
        var refused = 0
        for scenario in try TCKScenario.all() {
            guard let failure = scenario.failure, failure.phase == "compile time" else { continue }
            let query = scenario.failingQuery!
            let problems = problems(query)
            let first = problems.first?.classification
            if first == .unsupported { continue }
            let title =
                "\(scenario.file) \(scenario.name)\n\(query)\n\(problems.first?.message ?? "-")"
            #expect(first?.type.rawValue == failure.type, "\(title)")
            #expect(first?.detail?.rawValue == failure.detail, "\(title)")
            refused += 1
        }
        print("TCK: \(refused) queries refused before they run")
        #expect(refused > 300)
    }

    private func problems(_ query: String) -> [Diagnostic] {
        do throws(QueryError) {
            _ = try Binder.bind(try QueryParser.parse(SourceText(query)), catalog: Catalog())
            return []
        } catch {
            return error.diagnostics
        }
    }
}
