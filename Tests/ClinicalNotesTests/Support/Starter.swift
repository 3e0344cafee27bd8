import ClinicalNotes
import DatasetImport
import Foundation
import JSONRecords
import MedGraph
import PromptGeneration

/// The starter graph in a database, loaded once for all tests, and records sampled from it.
enum Starter {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Datasets/starter")

    static let database = Result {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-notes-\(UUID().uuidString).mdb").path
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
