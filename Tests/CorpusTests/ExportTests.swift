import Diagnostics
import Foundation
import JSONRecords
import Testing

@testable import Corpus

@Suite struct ExportTests {
    private static let texts = ["First \"note\"\nwith two lines", "Вторая запись 😀"]

    private func lines(_ format: TrainingFormat, _ folder: URL) throws -> [JSONValue] {
        let corpus = try Corpus.filled(Self.texts, in: folder)
        let output = folder.appending(path: "out")
        #expect(try CorpusExport(of: corpus, as: format).run(into: output.path) == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: output.path) == ["notes.jsonl"])
        return try String(contentsOf: output.appending(path: "notes.jsonl"), encoding: .utf8)
            .split(separator: "\n").map { try JSONParser.parse(String($0)) }
    }

    private func keys(_ value: JSONValue) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.map(\.key)
    }

    @Test func `note records have the keys of all note records, in their order`() throws {
        try withFolder { folder in
            let lines = try lines(.jsonl, folder)
            #expect(
                keys(lines[0]).prefix(8) == [
                    "id", "context", "icd10", "language", "text", "spans", "generator", "scores",
                ])
            #expect(lines.map { $0["text"] } == Self.texts.map { .string($0) })
            #expect(lines[1]["context"] == .string("G43-1"))
            #expect(lines[0]["generator"] == offline.json)
        }
    }

    @Test func `messages end with the note as the assistant's`() throws {
        try withFolder { folder in
            let lines = try lines(.messages, folder)
            #expect(keys(lines[0]) == ["messages", "id"])
            let expected = [
                ChatMessage(role: "system", content: "You write notes."),
                ChatMessage(role: "user", content: "Note 1"),
                ChatMessage(role: "assistant", content: Self.texts[1]),
            ]
            #expect(lines[1]["messages"] == .array(expected.map(\.json)))
        }
    }

    @Test func `conversations name their speakers system, human and gpt`() throws {
        try withFolder { folder in
            let lines = try lines(.sharegpt, folder)
            guard case .array(let turns)? = lines[0]["conversations"] else {
                Issue.record("no turns")
                return
            }
            #expect(turns.map { $0["from"] } == ["system", "human", "gpt"].map { .string($0) })
            #expect(
                turns.map { $0["value"] }
                    == ["You write notes.", "Note 0", Self.texts[0]].map { .string($0) })
        }
    }

    @Test func `instructions hold all messages`() throws {
        try withFolder { folder in
            let lines = try lines(.alpaca, folder)
            #expect(keys(lines[0]) == ["instruction", "input", "output", "id"])
            #expect(lines[0]["instruction"] == .string("You write notes.\n\nNote 0"))
            #expect(lines[0]["input"] == .string(""))
            #expect(lines[0]["output"] == .string(Self.texts[0]))
        }
    }

    @Test func `notes stand in the order of their prompts, whenever their answers came`() throws {
        try withFolder { folder in
            let corpus = try Corpus.open(folder.corpusPath, for: .writing)
            let file = try folder.prompts((0..<3).map { record("G43-\($0)", says: "Note \($0)") })
            let work = try corpus.enlist(file, for: offline)
            for index in [2, 0, 1] {
                try corpus.store(
                    [
                        WorkOutcome(
                            prompt: work.open[index], requestCount: 1,
                            result: .note(newNote("text \(index)")))
                    ], of: work.generator)
            }
            var texts: [String] = []
            try corpus.forEachNote { texts.append($0.text) }
            #expect(texts == ["text 0", "text 1", "text 2"])
        }
    }

    @Test func `what a killed export left does not stand in the way of the next`() throws {
        try withFolder { folder in
            let corpus = try Corpus.filled(Self.texts, in: folder)
            let output = folder.appending(path: "out")
            try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
            try Data("half".utf8).write(to: output.appending(path: ".notes.jsonl.part"))
            #expect(try CorpusExport(of: corpus, as: .jsonl).run(into: output.path) == 2)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: output.path) == ["notes.jsonl"])
        }
    }

    @Test func `a folder that has something in it is left as it is`() throws {
        try withFolder { folder in
            let corpus = try Corpus.filled(Self.texts, in: folder)
            #expect(throws: InputError.self) {
                try CorpusExport(of: corpus, as: .jsonl).run(into: folder.path)
            }
            #expect(throws: InputError.self) {
                try CorpusExport(of: corpus, as: .jsonl).run(into: folder.corpusPath)
            }
            #expect(
                !FileManager.default.fileExists(atPath: folder.appending(path: "notes.jsonl").path))
        }
    }
}
