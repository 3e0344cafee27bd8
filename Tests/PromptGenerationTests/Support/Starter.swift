import Foundation
import MedGraph

@testable import DatasetImport
@testable import PromptGeneration

/// The starter graph in a database, loaded once for all tests.
enum Starter {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let folder = repository.appending(path: "Datasets/starter")
    static let pack = Result { try PackReader.shipped() }

    static let database = Result {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-prompts-\(UUID().uuidString).mdb").path
        var options = Database.Options()
        options.isDurable = false
        options.byteCountMax = 1 << 30
        let database = try Database.open(path: path, options: options)
        // The file lives as long as the process that has it open.
        for name in [path, path + "-lock"] { try? FileManager.default.removeItem(atPath: name) }
        let mapping = folder.appending(path: "mapping.yaml")
        let candidates = try SourceFiles.candidates([folder.path])
        let rules = try Mapping(yaml: try SourceFiles.text(mapping.path), file: "mapping.yaml")
        let importer = Importer(rules, try SourceMatch(rules, candidates: candidates))
        _ = try DatabaseLoad(importer).run(into: database)
        return database
    }

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
