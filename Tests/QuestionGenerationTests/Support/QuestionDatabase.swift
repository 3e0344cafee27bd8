import DatasetImport
import Foundation
import MedGraph
import QuestionGeneration
import Testing

/// Databases of tests, in a folder that goes with the process.
enum QuestionDatabase {
    /// The starter graph, loaded once.
    static let starter = Result { () throws -> Database in
        let database = try open("starter")
        let mapping = NaiveGraph.folder.appending(path: "mapping.yaml").path
        try load(
            Mapping(yaml: String(contentsOfFile: mapping, encoding: .utf8), file: mapping),
            NaiveGraph.folder, into: database)
        return database
    }

    /// A database with the tables of a test, each a name with its lines.
    static func make(
        _ name: String, mapping: String, tables: [String: String]
    ) throws -> Database {
        let source = folder.appending(path: "\(name)-tables")
        try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
        for (name, text) in tables {
            try text.write(to: source.appending(path: name), atomically: true, encoding: .utf8)
        }
        let database = try open(name)
        try load(Mapping(yaml: mapping, file: "mapping.yaml"), source, into: database)
        return database
    }

    static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-questions-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }()

    private static func open(_ name: String) throws -> Database {
        var options = Database.Options()
        options.isDurable = false
        options.byteCountMax = 1 << 28
        return try Database.open(path: folder.appending(path: "\(name).mdb").path, options: options)
    }

    private static func load(_ mapping: Mapping, _ source: URL, into database: Database) throws {
        let candidates = try SourceFiles.candidates([source.path])
        let importer = Importer(mapping, try SourceMatch(mapping, candidates: candidates))
        let audit = try DatabaseLoad(importer).run(into: database)
        #expect(audit.outcome == .loaded)
    }
}

/// The kinds of the pack that ships; those that are named, or all.
func medicalKinds(_ names: [String] = []) throws -> [QuestionKind] {
    let pack = try #require(try QuestionPack.shipped("medical"))
    return names.isEmpty ? pack.kinds : pack.kinds.filter { names.contains($0.name) }
}

/// The lines that a generator makes, and its report.
func makeQuestions(
    _ database: Database, _ kinds: [QuestionKind], _ change: (inout QuestionOptions) -> Void
) throws -> (lines: [QuestionGenerator.Line], report: QuestionReport) {
    var options = QuestionOptions()
    change(&options)
    let generator = try QuestionGenerator(database, kinds: kinds, options: options)
    var lines: [QuestionGenerator.Line] = []
    let report = try generator.run { lines.append($0) }
    return (lines, report)
}

extension Tag {
    /// Asks for all kinds of questions about the whole starter graph.
    @Tag static var wholeGraph: Self
}
