import Foundation
import Glibc
import Testing

/// `medgraph generate` with a real model behind a real server.
///
/// The model is tiny: it proves that the parts fit together, not that notes are good.
@Suite(.serialized) struct RealModelTests {
    private static let schema = """
        {"type": "object", "additionalProperties": false, "required": ["text", "labels"],
         "properties": {"text": {"type": "string", "minLength": 1, "maxLength": 80},
          "labels": {"type": "array", "minItems": 1, "maxItems": 2,
                     "items": {"enum": ["disease", "symptom", "drug"]}}}}
        """

    @Test func `twenty notes, killed and resumed, and answers with labels`() throws {
        try RealModel.with { address in
            try withPrompts(20, ["--template", "entity"]) { folder in
                let ask =
                    generate + [
                        "--generator", address, "--model", "smollm2", "--temperature", "0",
                        "--seed", "1", "--max-tokens", "200",
                    ]
                try Self.killAfter(5, ask + ["--jobs", "2"], in: folder)
                let early = try CorpusFile(folder).notes()
                #expect((5..<20).contains(early.count))
                let resumed = try run(ask + ["--jobs", "4"], in: folder)
                let corpus = try CorpusFile(folder)
                try corpus.expectWhole()
                #expect(try Set(corpus.notes()).isSuperset(of: early))
                // Other processors draw other words, and a sentence may find no end.
                let cutCount = try corpus.count("work WHERE failure = 'cut off'")
                #expect(try corpus.count("note") + cutCount == 20, "\(resumed.messages)")
                #expect(cutCount <= 5)
                #expect(resumed.status == (cutCount == 0 ? 0 : 1))
                #expect(try corpus.count("note WHERE completion_tokens > 0") >= 15)
                try Self.expectLabels(ask + ["--jobs", "4"], in: folder)
            }
        }
    }

    private static func killAfter(
        _ noteCount: Int, _ arguments: [String], in folder: URL
    ) throws {
        let process = try startProgram(arguments, in: folder)
        while process.isRunning, (try? CorpusFile(folder).count("note")) ?? 0 < noteCount {
            Thread.sleep(forTimeInterval: 0.02)
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal, "it was done before it was killed")
    }

    /// The first four prompts again, for answers in a schema.
    private static func expectLabels(_ arguments: [String], in folder: URL) throws {
        try schema.write(to: folder.appending(path: "s.json"), atomically: true, encoding: .utf8)
        let prompts = try String(contentsOf: folder.appending(path: "p.jsonl"), encoding: .utf8)
        try prompts.split(separator: "\n").prefix(4).map { $0 + "\n" }.joined()
            .write(to: folder.appending(path: "four.jsonl"), atomically: true, encoding: .utf8)
        let asked = try run(
            arguments + ["--json-schema", "s.json", "--prompts", "four.jsonl"], in: folder)
        #expect(asked.status == 0, "\(asked.messages)")
        let labels = try CorpusFile(folder).texts(
            "SELECT labels FROM note WHERE labels IS NOT NULL")
        #expect(labels.count == 4)
        for text in labels {
            let object = try #require(
                JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String]])
            let words = try #require(object["labels"])
            #expect(Set(words).isSubset(of: ["disease", "symptom", "drug"]) && !words.isEmpty)
        }
    }
}
