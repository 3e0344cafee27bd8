import Foundation
import Testing

/// `medgraph corpus` and `medgraph export`.
@Suite struct CorpusCommandTests {
    private static func withCorpus(_ body: (URL) throws -> Void) throws {
        try withPrompts(6, ["--icd10", "G43"]) { folder in
            let made = try run(generate + ["--generator", "offline"], in: folder)
            guard made.status == 0 else { throw ExampleDoesNotLoad(messages: made.messages) }
            try body(folder)
        }
    }

    private static func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            try #require(
                JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    @Test func `list shows notes by number, and says when there are more`() throws {
        try Self.withCorpus { folder in
            let list = try run(["corpus", "c.sqlite", "list", "--limit", "4"], in: folder)
            let lines = list.output.split(separator: "\n")
            #expect(lines.count == 7 && lines[0].hasPrefix("note │ context"))
            #expect(lines[2].hasPrefix("1    │ G43"))
            #expect(lines[6] == "… more behind `--limit 4`")
            let all = try Self.objects(
                run(["corpus", "c.sqlite", "list", "--format", "jsonl"], in: folder).output)
            #expect(all.map { $0["note"] as? Int } == [1, 2, 3, 4, 5, 6])
            let failed = try run(
                ["corpus", "c.sqlite", "list", "--state", "failed", "--format", "jsonl"], in: folder
            )
            #expect(failed.status == 0 && failed.output.isEmpty)
        }
    }

    @Test func `show has the text, and as JSON the record that an export has`() throws {
        try Self.withCorpus { folder in
            #expect(
                try run(["export", "c.sqlite", "--format", "jsonl", "--output", "out"], in: folder)
                    .messages == "out/notes.jsonl: 6 notes\n")
            let exported = try String(
                contentsOf: folder.appending(path: "out/notes.jsonl"), encoding: .utf8)
            let record = try #require(exported.split(separator: "\n").dropFirst().first)
            let shown = try run(
                ["corpus", "c.sqlite", "show", "2", "--format", "jsonl"], in: folder)
            #expect(shown.output == record + "\n")
            let note = try #require(try Self.objects(String(record)).first)
            let text = try #require(note["text"] as? String)
            let context = try #require(note["context"] as? String)
            let table = try run(["corpus", "c.sqlite", "show", context], in: folder)
            #expect(table.output.contains(text))
            // Offsets count Unicode scalars.
            let scalars = Array(text.unicodeScalars)
            let spans = try #require(note["spans"] as? [[String: Any]])
            #expect(!spans.isEmpty)
            for span in spans {
                let start = try #require(span["start"] as? Int)
                let end = try #require(span["end"] as? Int)
                let words = String(String.UnicodeScalarView(scalars[start..<end]))
                #expect(table.output.contains("\(start)–\(end)"))
                #expect(table.output.contains(words))
            }
            let none = try run(["corpus", "c.sqlite", "show", "99"], in: folder)
            #expect(none.status == 1 && none.messages.contains("no note `99`"))
        }
    }

    @Test func `search finds words in any form, and takes nothing for syntax`() throws {
        try Self.withCorpus { folder in
            let first = try #require(
                try CorpusFile(folder).texts(
                    """
                    SELECT substr(text, "start" + 1, "end" - "start") FROM span
                    JOIN note ON note.id = span.note ORDER BY note, "start" LIMIT 1
                    """
                ).first)
            let found = try run(
                ["corpus", "c.sqlite", "search", first.uppercased(), "--format", "jsonl"],
                in: folder)
            #expect(try Self.objects(found.output).contains { $0["note"] as? Int == 1 })
            let strange = try run(
                ["corpus", "c.sqlite", "search", "NEAR(\"x", "AND", "*", "--limit", "3"],
                in: folder)
            #expect(strange.status == 0, "\(strange.messages)")
            let none = try run(["corpus", "c.sqlite", "search", "\"*\""], in: folder)
            #expect(none.status == 1 && none.messages.contains("no word"))
        }
    }

    @Test func `stats have the counts and the scores`() throws {
        try Self.withCorpus { folder in
            let stats = try #require(
                try Self.objects(
                    run(["corpus", "c.sqlite", "stats", "--format", "jsonl"], in: folder).output
                ).first)
            #expect(stats["prompts"] as? Int == 6)
            let generators = try #require(stats["generators"] as? [[String: Any]])
            #expect(generators.count == 1 && generators[0]["notes"] as? Int == 6)
            let scores = try #require(generators[0]["scores"] as? [String: [String: Any]])
            let recall = try #require(scores["symptom_recall"])
            #expect(recall["mean"] as? Double == 1 && recall["notes"] as? Int == 6)
            let table = try run(["corpus", "c.sqlite", "stats"], in: folder)
            #expect(table.output.hasPrefix("6 prompts\n"))
            #expect(table.output.contains("symptom_recall"))
        }
    }

    @Test(arguments: [
        (["list", "x"], 2, "takes nothing behind it"), (["show"], 2, "`show` needs one ID"),
        (["search"], 2, "`search` needs a TEXT"), (["stats", "--state", "done"], 2, "for `list`"),
        (["list", "--limit", "0"], 2, "`--limit`"), (["count"], 2, "count"),
    ])
    func `wrong use exits with 2`(arguments: [String], status: Int32, message: String) throws {
        try withFolder([:]) { folder in
            let tried = try run(["corpus", "c.sqlite"] + arguments, in: folder)
            #expect(tried.status == status && tried.messages.contains(message))
        }
    }

    @Test func `a corpus that is not there is told, and not made`() throws {
        try withFolder(["there": "x"]) { folder in
            for arguments in [
                ["corpus", "c.sqlite", "list"],
                ["export", "c.sqlite", "--format", "alpaca", "--output", "out"],
            ] {
                let tried = try run(arguments, in: folder)
                #expect(tried.status == 1)
                #expect(tried.messages.contains("there is no corpus `c.sqlite`"))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["there"])
        }
    }
}
