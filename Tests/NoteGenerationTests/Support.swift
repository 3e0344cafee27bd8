import ClinicalNotes
import Corpus
import Foundation
import JSONRecords
import MedGraph

@testable import NoteGeneration

/// Lends a new folder to `body`, and removes it.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "medgraph-generation-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// A context record on one line.
func record(_ id: String, says message: String) -> String {
    """
    {"id": "\(id)", "icd10": "G43", "disease": "Migraine", "language": "en", \
    "patient": {"sex": "female", "age": 34}, \
    "symptoms": [{"key": "headache", "name": "headache", "weight": 1.0, "probability": 1.0}], \
    "denied": [], "drugs": [], "side_effects": [], "comorbidities": [], "template": "symptoms", \
    "messages": [{"role": "system", "content": "You write notes."}, \
    {"role": "user", "content": "\(message)"}], "seed": 1, "snapshot": "00"}
    """
}

/// A request that says `message`, about a graph with nothing in it.
func request(says message: String = "Write a note.") throws -> NoteRequest {
    try withFolder { folder in
        let text = record("r-\(message)", says: message)
        let json = try JSONParser.parse(text)
        let context = try NoteContext(record: json)
        let graph = try Database.open(path: folder.appending(path: "g.mdb").path)
        return NoteRequest(
            prompt: try Prompt(record: json, text: text), context: context,
            lexicon: try Lexicon(graph, for: [context]))
    }
}

extension ChatSettings {
    /// Of a server of the tests.
    static func of(_ address: String) throws -> ChatSettings {
        var settings = ChatSettings(server: try ServerAddress(address), model: "tiny")
        settings.timeoutSeconds = 5
        return settings
    }
}

/// What became of asking once.
func outcome(_ generator: any NoteGenerator, _ request: NoteRequest) -> Result<
    NoteAnswer, AttemptFailure
> {
    do throws(AttemptFailure) { return .success(try generator.answer(request)) } catch {
        return .failure(error)
    }
}

func failure(_ generator: any NoteGenerator, _ request: NoteRequest) -> AttemptFailure? {
    if case .failure(let failure) = outcome(generator, request) { return failure }
    return nil
}
