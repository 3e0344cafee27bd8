import Foundation
import GraphTestSupport
import JSONRecords
import Testing

@testable import PromptGeneration

/// The prompts of every template in both languages, as they are read by a model.
///
/// `MEDGRAPH_REWRITE_EXPECTATIONS=1` writes them anew; the difference is to be read.
@Suite struct GoldenPromptTests {
    private static let folder = Starter.repository
        .appending(path: "Tests/PromptGenerationTests/Golden")
    private static let codes = ["G43.1", "J45", "O14", "P59", "F17.2"]

    @Test(arguments: ["symptoms", "example", "code", "entity", "pair"], Language.allCases)
    func `prompts read as they were approved`(template: String, language: Language) throws {
        var text = try Self.prompts(Starter.settings(template, language, seed: 4))
        if template == "symptoms" || template == "example" {
            text += try Self.prompts(Starter.settings(template, language, seed: 4, hidden: true))
        }
        let place = Self.folder.appending(path: "\(template).\(language.rawValue).txt")
        if ProcessInfo.processInfo.environment["MEDGRAPH_REWRITE_EXPECTATIONS"] == "1" {
            try text.write(to: place, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: place, encoding: .utf8) == text)
    }

    private static func prompts(_ settings: PromptSettings) throws -> String {
        var settings = settings
        settings.examples = try Starter.examples()
        let generator = try PromptGenerator(
            Starter.database.get(), Starter.pack.get(), settings,
            .exactly(codes.flatMap { code in (1...2).map { Assignment(code: code, ordinal: $0) } }))
        var text = ""
        for (index, line) in try Starter.lines(generator).enumerated() {
            guard case .array(let messages)? = try JSONParser.parse(line)["messages"] else {
                continue
            }
            let assignment = generator.assignments[index]
            let hidden = settings.hidesDiagnosis ? ", diagnosis hidden" : ""
            text += "=== \(assignment.code) \(assignment.ordinal)\(hidden)\n"
            for message in messages {
                guard case .string(let role)? = message["role"],
                    case .string(let content)? = message["content"],
                    // The system message is the same for all.
                    role != "system" || index == 0
                else { continue }
                text += "--- \(role)\n\(content)\n"
            }
        }
        return text
    }
}
