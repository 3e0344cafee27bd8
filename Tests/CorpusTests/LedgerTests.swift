import ClinicalNotes
import Diagnostics
import Foundation
import GRDB
import JSONRecords
import Testing

@testable import Corpus

/// What is to do, and what was done.
@Suite struct LedgerTests {
    private func done(_ id: PromptID, _ text: String) -> WorkOutcome {
        WorkOutcome(prompt: id, requestCount: 1, result: .note(newNote(text)))
    }

    private func failed(_ id: PromptID) -> WorkOutcome {
        WorkOutcome(
            prompt: id, requestCount: 3,
            result: .failure(.init(kind: "timeout", message: "there was no answer")))
    }

    @Test func `what has a note is done, and what failed is tried again`() throws {
        try withFolder { folder in
            let file = try folder.prompts((0..<3).map { record("r\($0)", says: "\($0)") })
            let corpus = try Corpus.open(folder.corpusPath, for: .writing)
            let work = try corpus.enlist(file, for: offline)
            #expect(work.open.count == 3 && work.doneCount == 0)
            try corpus.store([done(work.open[0], "a"), failed(work.open[1])], of: work.generator)
            let again = try corpus.enlist(file, for: offline)
            #expect(again.open == Array(work.open[1...]) && again.doneCount == 1)
            try corpus.store([done(work.open[1], "b")], of: work.generator)
            let statistics = try #require(try corpus.generatorStatistics().first)
            #expect(statistics.doneCount == 2 && statistics.waitingCount == 1)
            #expect(statistics.failedCount == 0 && statistics.requestCount == 5)
            #expect(statistics.promptTokenCount == 20 && statistics.completionTokenCount == 10)
        }
    }

    @Test func `another setting asks every prompt anew`() throws {
        try withFolder { folder in
            let file = try folder.prompts([record("r", says: "x")])
            let corpus = try Corpus.open(folder.corpusPath, for: .writing)
            var work = try corpus.enlist(file, for: offline)
            try corpus.store([done(work.open[0], "a")], of: work.generator)
            let other = GeneratorDescription(
                name: "offline", model: "m",
                settings: .object([.init(key: "seed", value: .integer(2))]))
            work = try corpus.enlist(file, for: other)
            #expect(work.open.count == 1)
            try corpus.store([done(work.open[0], "b")], of: work.generator)
            var texts: [String] = []
            try corpus.forEachNote { texts.append($0.text) }
            #expect(texts == ["a", "b"])
        }
    }

    @Test func `a prompt cannot get two notes of one generator`() throws {
        try withFolder { folder in
            let file = try folder.prompts([record("r", says: "x")])
            let corpus = try Corpus.open(folder.corpusPath, for: .writing)
            let work = try corpus.enlist(file, for: offline)
            try corpus.store([done(work.open[0], "a")], of: work.generator)
            #expect(throws: InputError.self) {
                try corpus.store([done(work.open[0], "b")], of: work.generator)
            }
            #expect(try corpus.note("1")?.text == "a")
            #expect(try corpus.note("2") == nil)
        }
    }

    @Test func `the same messages are one prompt, whatever else the records say`() throws {
        try withFolder { folder in
            let file = try folder.prompts([
                record("r0", says: "x"), record("r1", says: "x"), record("r2", says: "y"),
            ])
            let corpus = try Corpus.open(folder.corpusPath, for: .writing)
            let work = try corpus.enlist(file, for: offline)
            #expect(work.open.count == 2 && work.repeatedCount == 1)
            #expect(try corpus.promptCount() == 2)
        }
    }

    @Test(arguments: [
        ("{", "the line is no JSON from byte 2 on"), ("[]", "must be a JSON object"),
        (record("", says: "x"), "`id`"),
        (record("r", says: "x", language: "fr"), "`language`"),
        (
            record("r", says: "x").replacing("\"role\": \"user\"", with: "\"role\": 1"),
            "`messages`"
        ),
        (record("r0", says: "another"), "another prompt of the corpus has the id `r0`"),
    ])
    func `a bad line is told by its number, and nothing of the file is entered`(
        line: String, message: String
    ) throws {
        try withFolder { folder in
            let file = try folder.prompts([record("r0", says: "0"), "", line])
            let corpus = try Corpus.open(folder.corpusPath, for: .writing)
            do throws(InputError) {
                _ = try corpus.enlist(file, for: offline)
                Issue.record("it was entered")
            } catch {
                #expect(error.message.contains(message), "\(error)")
                #expect(error.place?.line == 3)
            }
            #expect(try corpus.promptCount() == 0)
            #expect(try corpus.generatorStatistics().isEmpty)
        }
    }

    @Test func `a file without prompts is refused`() throws {
        try withFolder { folder in
            let corpus = try Corpus.open(folder.corpusPath, for: .writing)
            #expect(throws: InputError.self) {
                try corpus.enlist(folder.prompts(["", " "]), for: offline)
            }
            #expect(try corpus.generatorStatistics().isEmpty)
        }
    }

    @Test func `a note keeps its spans, and a span without length is refused`() throws {
        try withFolder { folder in
            let file = try folder.prompts((0..<2).map { record("r\($0)", says: "\($0)") })
            let corpus = try Corpus.open(folder.corpusPath, for: .writing)
            let work = try corpus.enlist(file, for: offline)
            let spans = [
                GoldSpan(start: 0, end: 8, key: "headache", label: "Symptom", negated: false),
                GoldSpan(start: 13, end: 18, key: "fever", label: "Symptom", negated: true),
            ]
            func outcome(_ prompt: PromptID, _ spans: [GoldSpan]) -> WorkOutcome {
                WorkOutcome(
                    prompt: prompt, requestCount: 1,
                    result: .note(newNote("headache, no fever", spans: spans)))
            }
            try corpus.store([outcome(work.open[0], spans)], of: work.generator)
            #expect(try corpus.note("1")?.spans == spans)
            let empty = [GoldSpan(start: 3, end: 3, key: "k", label: "Symptom", negated: false)]
            #expect(throws: InputError.self) {
                try corpus.store([outcome(work.open[1], empty)], of: work.generator)
            }
            #expect(try corpus.generatorStatistics().first?.waitingCount == 1)
        }
    }

    @Test func `a note is found by its number, its id and its context`() throws {
        try withFolder { folder in
            let corpus = try Corpus.filled(["one", "two"], in: folder)
            let note = try #require(try corpus.note("2"))
            #expect(note.text == "two" && note.prompt.context == "G43-1")
            #expect(try corpus.note(note.id)?.number == 2)
            #expect(try corpus.note("G43-1")?.number == 2)
            #expect(try corpus.note("G43-2") == nil)
            #expect(try corpus.note("G43-1-00000000") == nil)
        }
    }
}
