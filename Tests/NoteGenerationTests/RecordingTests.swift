import Corpus
import Diagnostics
import Foundation
import JSONRecords
import Testing

@testable import NoteGeneration

/// What is written down, and what is answered from it.
@Suite struct RecordingTests {
    /// Answers by what the messages say.
    private struct Scripted: NoteGenerator {
        let description = GeneratorDescription(
            name: "http://h/v1", model: "m", settings: .object([]))
        let batchCount = 1

        func tokenCountMax(_ request: NoteRequest) -> Int { 1 }

        func answer(_ request: NoteRequest) throws(AttemptFailure) -> NoteAnswer {
            let text = request.prompt.messages[1].content
            guard text != "fail" else {
                throw AttemptFailure(.cutOff, "the note was cut off", tokenCount: 42)
            }
            return NoteAnswer(
                text: "Note of \(text)\n", labels: .object([.init(key: "a", value: .null)]),
                finishReason: "stop", promptTokenCount: 3, completionTokenCount: nil)
        }
    }

    @Test func `a replay answers and fails as the recording did, and refuses what is not in it`()
        throws
    {
        try withFolder { folder in
            let path = folder.appending(path: "r.jsonl").path
            let recorder = try RecordingGenerator(Scripted(), path: path)
            for text in ["one", "fail", "two"] {
                _ = outcome(recorder, try request(says: text))
            }
            let replay = try ReplayingGenerator(Scripted().description, path: path)
            for text in ["two", "fail", "one"] {
                let request = try request(says: text)
                #expect(outcome(replay, request) == outcome(Scripted(), request))
            }
            #expect(failure(replay, try request(says: "three"))?.kind == .unrecorded)
            let other = try ReplayingGenerator(
                GeneratorDescription(name: "http://h/v1", model: "n", settings: .object([])),
                path: path)
            #expect(failure(other, try request(says: "one"))?.kind == .unrecorded)
        }
    }

    @Test func `a recording goes on behind what it has, without a line that was torn off`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "r.jsonl")
            _ = outcome(
                try RecordingGenerator(Scripted(), path: file.path), try request(says: "one"))
            var text = try String(contentsOf: file, encoding: .utf8)
            let whole = text
            text += #"{"request": "half of a li"#
            try text.write(to: file, atomically: true, encoding: .utf8)
            let torn = try ReplayingGenerator(Scripted().description, path: file.path)
            #expect(failure(torn, try request(says: "one")) == nil)
            _ = outcome(
                try RecordingGenerator(Scripted(), path: file.path), try request(says: "two"))
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 2 && lines[0] + "\n" == whole)
        }
    }

    @Test(arguments: ["{}\n", "x\n", "{\"request\": \"a\", \"failure\": {\"kind\": \"b\"}}\n"])
    func `a file that is no recording is refused by its line`(text: String) throws {
        try withFolder { folder in
            let file = folder.appending(path: "r.jsonl")
            try text.write(to: file, atomically: true, encoding: .utf8)
            do throws(InputError) {
                _ = try ReplayingGenerator(Scripted().description, path: file.path)
                Issue.record("it was read")
            } catch { #expect(error.place?.line == 1) }
        }
    }
}
