import Diagnostics
import LanguageTestSupport
import Testing

@testable import QuerySyntax

@Suite(
    "queries of the openCypher Technology Compatibility Kit",
    .enabled(
        if: TCKScenario.folder != nil,
        "the feature files lie beside the checkout, which is alone here"))
struct TCKTests {
    /// What the parser decides; the rest needs names and types.
    private static let details: Set<ErrorDetail> = [
        .unexpectedSyntax, .invalidNumberLiteral, .integerOverflow, .floatingPointOverflow,
        .invalidUnicodeLiteral, .invalidUnicodeCharacter, .invalidRelationshipPattern,
        .noSingleRelationshipType, .creatingVarLength, .requiresDirectedRelationship,
        .invalidClauseComposition, .invalidParameterUse, .invalidDelete,
    ]

    @Test("every query that must succeed parses, unless it uses what is refused by name")
    func positive() throws {
        var parsed = 0
        var refused = 0
        for scenario in try TCKScenario.all() {
            for query in scenario.queries {
                let problems = diagnostics(query)
                if problems.isEmpty {
                    parsed += 1
                } else if problems.allSatisfy({ $0.classification == .unsupported }) {
                    refused += 1
                    let isLater =
                        scenario.file.hasPrefix("Temporal") || scenario.file.hasPrefix("Call")
                        || query.contains(/date|time|duration|CALL/)
                    #expect(isLater, "\(scenario.file) \(scenario.name)\n\(query)\n\(problems)")
                } else {
                    Issue.record(
                        "\(scenario.file) \(scenario.name)\n\(query)\n\(problems[0].message)")
                }
            }
        }
        print("TCK: \(parsed) queries parsed, \(refused) refused as unsupported")
        #expect(parsed > 1900)
    }

    @Test("every query that must fail by its syntax fails so")
    func negative() throws {
        var decided = 0
        for scenario in try TCKScenario.all() {
            guard let failure = scenario.failure, let query = scenario.failingQuery else {
                continue
            }
            let first = diagnostics(query).first?.classification
            let title = "\(scenario.file) \(scenario.name)\n\(query)"
            if first == .unsupported {
                #expect(query.contains(/date|time|duration|CALL/), "\(title)")
            } else if failure.type == "SyntaxError", failure.phase == "compile time",
                Self.details.contains(where: { $0.rawValue == failure.detail })
            {
                decided += 1
                #expect(first?.type.rawValue == "SyntaxError", "\(title)")
                #expect(first?.detail?.rawValue == failure.detail, "\(title)")
            } else {
                #expect(first == nil, "\(title)")
            }
        }
        print("TCK: \(decided) queries refused by their syntax")
        #expect(decided > 30)
    }
}
