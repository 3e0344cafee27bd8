import ClinicalNotes
import GraphTestSupport
import JSONRecords
import PromptGeneration

extension Starter {
    /// The names of the starter graph.
    static let lexicon = Result { try Lexicon(database.get(), for: []) }

    /// Records of all diseases.
    static func contexts(
        _ language: Language, count: Int, seed: Int64 = 1, hidden: Bool = false,
        template: String = "symptoms"
    ) throws -> [NoteContext] {
        var settings = PromptSettings()
        settings.language = language
        settings.seed = seed
        settings.hidesDiagnosis = hidden
        settings.template = template
        let generator = try PromptGenerator(
            database.get(), PackReader.shipped(), settings,
            .shared(codes: [], count: count, .uniform))
        return try (0..<count).map { index in
            try NoteContext(record: JSONParser.parse(generator.line(index)))
        }
    }
}
