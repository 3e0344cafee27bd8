import Foundation
import Testing

@Suite struct PromptsCommandTests {
    /// Lends a folder with a database `s.mdb` of the starter graph to `body`.
    private static func withStarter(_ body: (URL) throws -> Void) throws {
        try withFolder([:]) { folder in
            let starter = repository.appending(path: "Datasets/starter").path
            let loaded = try run(
                ["import", "s.mdb", starter, "--mapping", starter + "/mapping.yaml"], in: folder)
            guard loaded.status == 0 else { throw ExampleDoesNotLoad(messages: loaded.messages) }
            try body(folder)
        }
    }

    @Test func `records go to standard output or to a file, and can be made again`() throws {
        try Self.withStarter { folder in
            let ask = [
                "prompts", "s.mdb", "--icd10", "G43", "K20-K31", "--count", "12", "--seed", "5",
            ]
            let shown = try run(ask, in: folder)
            #expect(shown.status == 0 && shown.messages.isEmpty, "\(shown.messages)")
            let written = try run(ask + ["--threads", "8", "--output", "p.jsonl"], in: folder)
            #expect(written.status == 0 && written.output.isEmpty)
            let text = try String(contentsOf: folder.appending(path: "p.jsonl"), encoding: .utf8)
            #expect(text == shown.output)
            #expect(text.split(separator: "\n").count == 12)
            let again = try run(["prompts", "s.mdb", "--reproduce", "p.jsonl"], in: folder)
            #expect(again.status == 0 && again.output == text && again.messages.isEmpty)
        }
    }

    @Test func `without a seed one is taken and told`() throws {
        try Self.withStarter { folder in
            let first = try run(["prompts", "s.mdb", "--count", "2"], in: folder)
            let words = first.messages.split { $0 == " " || $0 == "\n" }
            #expect(words.first == "seed" && words.count == 2, "\(first.messages)")
            let again = try run(
                ["prompts", "s.mdb", "--count", "2", "--seed", String(words[1])], in: folder)
            #expect(again.output == first.output)
        }
    }

    @Test func `on another graph the differences are told, and the status is 1`() throws {
        try Self.withStarter { folder in
            let line = try run(
                ["prompts", "s.mdb", "--icd10", "G43.1", "--count", "1", "--seed", "1"], in: folder)
            try line.output.write(
                to: folder.appending(path: "r.jsonl"), atomically: true, encoding: .utf8)
            _ = try run(["query", "s.mdb", "CREATE (:Note)"], in: folder)
            let again = try run(["prompts", "s.mdb", "--reproduce", "r.jsonl"], in: folder)
            #expect(again.status == 1)
            #expect(again.messages.contains("`snapshot` was "), "\(again.messages)")
        }
    }

    @Test(arguments: [
        (["--count", "0"], 2, "`--count` must be at least 1"),
        (["--icd10", "migraine"], 2, "`migraine` is no code of ICD-10"),
        (["--temperature", "0"], 2, "`--temperature` must be above 0"),
        (["--icd10", "X99"], 1, "no disease has a code of `X99`"),
        (["--template", "letter"], 1, "there is no template `letter`"),
        (["--template", "example"], 1, "`--examples FILE`"),
        (["--template", "code", "--hide-diagnosis"], 1, "cannot be hidden"),
        (["--examples", "bad.jsonl"], 1, "bad.jsonl:1"),
        (["--pack", "none.yaml"], 1, "there is no file `none.yaml`"),
        (["--pack", "bad.yaml"], 1, "bad.yaml:2"),
        (["--reproduce", "bad.jsonl"], 1, "bad.jsonl:1"),
    ])
    func `what cannot be done is told in one message, and nothing is written`(
        arguments: [String], status: Int32, message: String
    ) throws {
        try Self.withStarter { folder in
            try "{\n".write(
                to: folder.appending(path: "bad.jsonl"), atomically: true, encoding: .utf8)
            try "prompts: 1\nnames: x\n".write(
                to: folder.appending(path: "bad.yaml"), atomically: true, encoding: .utf8)
            try "before".write(
                to: folder.appending(path: "p.jsonl"), atomically: true, encoding: .utf8)
            let tried = try run(
                ["prompts", "s.mdb", "--output", "p.jsonl"] + arguments, in: folder)
            #expect(tried.status == status, "\(tried.messages)")
            #expect(tried.messages.contains(message), "\(tried.messages)")
            #expect(tried.output.isEmpty)
            let kept = try String(contentsOf: folder.appending(path: "p.jsonl"), encoding: .utf8)
            #expect(kept == "before")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names.allSatisfy { !$0.hasPrefix(".p.jsonl") }, "\(names)")
        }
    }

    @Test func `a graph that is not there is told`() throws {
        try withFolder([:]) { folder in
            let tried = try run(["prompts", "none.mdb", "--count", "1"], in: folder)
            #expect(tried.status == 1 && tried.messages.contains("there is no database `none.mdb`"))
        }
    }
}
