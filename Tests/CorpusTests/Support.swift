import ClinicalNotes
import Foundation
import JSONRecords

@testable import Corpus

/// Lends a new folder to `body`, and removes it.
func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "medgraph-corpus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
}

/// A context record on one line.
func record(_ id: String, says message: String, language: String = "en") -> String {
    """
    {"id": "\(id)", "icd10": "G43", "disease": "Migraine", "language": "\(language)", \
    "patient": {"sex": "female", "age": 34}, "symptoms": [], "denied": [], "drugs": [], \
    "side_effects": [], "comorbidities": [], "template": "symptoms", "messages": \
    [{"role": "system", "content": "You write notes."}, {"role": "user", "content": "\(message)"}], \
    "seed": 1, "snapshot": "00"}
    """
}

extension URL {
    /// A file of prompts in the folder.
    func prompts(_ lines: [String], _ name: String = "p.jsonl") throws -> PromptFile {
        let file = appending(path: name)
        try lines.map { $0 + "\n" }.joined().write(to: file, atomically: true, encoding: .utf8)
        return try PromptFile(path: file.path)
    }

    var corpusPath: String { appending(path: "c.sqlite").path }
}

let offline = GeneratorDescription(
    name: "offline", model: "m", settings: .object([.init(key: "seed", value: .integer(1))]))

func newNote(_ text: String, spans: [GoldSpan] = []) -> NewNote {
    NewNote(
        text: text, labels: nil, finishReason: "stop", promptTokenCount: 10,
        completionTokenCount: 5, spans: spans,
        scores: .object([.init(key: "symptom_recall", value: .float(1))]))
}

extension Corpus {
    /// Makes a corpus with these notes.
    static func filled(_ texts: [String], in folder: URL) throws -> Corpus {
        let corpus = try Corpus.open(folder.corpusPath, for: .writing)
        let file = try folder.prompts(
            texts.indices.map { record("G43-\($0)", says: "Note \($0)") })
        let work = try corpus.enlist(file, for: offline)
        try corpus.store(
            zip(work.open, texts).map { prompt, text in
                WorkOutcome(prompt: prompt, requestCount: 1, result: .note(newNote(text)))
            }, of: work.generator)
        return corpus
    }
}
