import FoundationEssentials
import GraphTestSupport

@testable import PromptGeneration

extension Starter {
    static let pack = Result { try PackReader.shipped() }

    /// A generator of `count` records of some codes, or of all.
    static func generator(
        _ codes: [String] = [], count: Int, _ settings: PromptSettings = PromptSettings()
    ) throws -> PromptGenerator {
        try PromptGenerator(
            database.get(), pack.get(), settings,
            .shared(codes: codes.map { ICDRange($0)! }, count: count, .uniform))
    }

    /// All lines of a generator.
    static func lines(_ generator: PromptGenerator, threadCount: Int = 1) throws -> [String] {
        var text = ""
        try PromptWriter(generator, threadCount: threadCount).run { lines, _ in text += lines }
        return text.split(separator: "\n").map(String.init)
    }

    static func settings(
        _ template: String, _ language: Language = .english, seed: Int64 = 1, hidden: Bool = false
    ) -> PromptSettings {
        var settings = PromptSettings()
        settings.template = template
        settings.language = language
        settings.seed = seed
        settings.hidesDiagnosis = hidden
        return settings
    }

    /// The notes that serve tests as examples.
    static func examples() throws -> ExampleNotes {
        try ExampleNotes.read(
            path: repository.appending(path: "Tests/PromptGenerationTests/Fixtures/notes.jsonl")
                .path)
    }
}
