import Foundation
import MockChatServer
import Testing

/// `medgraph generate` without a network, and what it refuses.
@Suite struct GenerateCommandTests {
    @Test func `offline notes are the same for the same prompts and seed, and are made once`()
        throws
    {
        try withPrompts(30) { folder in
            let first = try run(generate + ["--generator", "offline", "--jobs", "3"], in: folder)
            #expect(first.status == 0 && first.output.isEmpty)
            #expect(first.messages == "30 notes written\n")
            let again = try run(generate + ["--generator", "offline"], in: folder)
            #expect(again.status == 0)
            #expect(again.messages == "30 prompts have their notes\n0 notes written\n")
            let corpus = try CorpusFile(folder)
            try corpus.expectWhole()
            #expect(try corpus.count("note") == 30)
            let other = [
                "generate", "s.mdb", "--corpus", "d.sqlite", "--prompts", "p.jsonl", "--generator",
                "offline", "--quiet", "--jobs", "1",
            ]
            #expect(try run(other, in: folder).messages.isEmpty)
            #expect(try CorpusFile(folder, "d.sqlite").notes() == corpus.notes())
            #expect(try run(other + ["--seed", "1"], in: folder).status == 0)
            let seeds = try CorpusFile(folder, "d.sqlite")
            #expect(try seeds.count("note") == 60)
            #expect(try Set(seeds.texts("SELECT text FROM note")).count > 30)
        }
    }

    @Test func `spans of stored notes are the words of entities`() throws {
        try withPrompts(40, ["--language", "ru"]) { folder in
            #expect(try run(generate + ["--generator", "offline"], in: folder).status == 0)
            let corpus = try CorpusFile(folder)
            #expect(try corpus.count("span") > 40)
            // SQLite counts characters as code points, from 1.
            let outside = try corpus.count(
                """
                span JOIN note ON note.id = span.note
                WHERE length(substr(text, "start" + 1, "end" - "start")) <> "end" - "start"
                    OR substr(text, "start" + 1, 1) = ' ' OR substr(text, "end", 1) = ' '
                """)
            #expect(outside == 0)
        }
    }

    @Test(arguments: [
        (["--generator", "offline", "--model", "m"], 2, "`--model` is for servers"),
        (["--generator", "offline", "--api-key-env", "K"], 2, "`--api-key-env` is for servers"),
        (["--generator", "http://h/v1"], 2, "a server needs `--model M`"),
        (["--generator", "offline", "--jobs", "0"], 2, "`--jobs`"),
        (["--generator", "offline", "--record", "a", "--replay", "b"], 2, "exclude each other"),
        (["--generator", "ofline", "--model", "m"], 1, "neither `offline` nor the address"),
        (["--generator", "http://u:secret@h/v1", "--model", "m"], 1, "neither user, password"),
        (
            ["--generator", "http://h/v1", "--model", "m", "--api-key-env", "NO_SUCH_VARIABLE"], 1,
            "no variable `NO_SUCH_VARIABLE`"
        ),
        (
            ["--generator", "http://h/v1", "--model", "m", "--json-schema", "none.json"], 1,
            "cannot read the schema `none.json`"
        ),
        (["--generator", "offline", "--replay", "none.jsonl"], 1, "cannot read the recording"),
        (["--generator", "offline", "--replay", "bad.jsonl"], 1, "bad.jsonl:1"),
        (["--generator", "offline", "--record", "no/r.jsonl"], 1, "cannot write the recording"),
        (["--generator", "offline", "--prompts", "none.jsonl"], 1, "cannot read the prompts"),
        (["--generator", "offline", "--prompts", "bad.jsonl"], 1, "bad.jsonl:1"),
        (["--generator", "offline", "--prompts", "late.jsonl"], 1, "late.jsonl:6"),
        (["--generator", "offline", "--corpus", "text.txt"], 1, "is not a corpus of MedGraph"),
        (["--generator", "offline", "--corpus", "no/c.sqlite"], 1, "cannot open `no/c.sqlite`"),
    ])
    func `what cannot be done is told in one message, and leaves nothing behind`(
        arguments: [String], status: Int32, message: String
    ) throws {
        try withPrompts(5) { folder in
            let prompts = try String(
                contentsOf: folder.appending(path: "p.jsonl"), encoding: .utf8)
            for (name, text) in [
                ("bad.jsonl", "{\n"), ("late.jsonl", prompts + "{\"id\": 1}\n"),
                ("text.txt", "these are notes\n"),
            ] {
                try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
            }
            let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            // Of an option that is given twice, the last counts.
            let tried = try run(generate + arguments, in: folder)
            #expect(tried.status == status, "\(tried.messages)")
            #expect(tried.messages.contains(message), "\(tried.messages)")
            #expect(!tried.messages.contains("secret"))
            let after = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(after.filter { $0 != "s.mdb-lock" } == before.filter { $0 != "s.mdb-lock" })
        }
    }

    @Test func `an export that has no room says so and leaves nothing behind`() throws {
        try withPrompts(60) { folder in
            #expect(try run(generate + ["--generator", "offline"], in: folder).status == 0)
            // The shell ignores the signal, so that the write fails as on a full disk.
            let tried = try run(
                [
                    "-c",
                    "trap '' XFSZ; ulimit -f 72; '\(program.path)' export c.sqlite "
                        + "--format jsonl --output training",
                ], by: URL(filePath: "/bin/sh"), in: folder)
            #expect(tried.status == 1)
            #expect(
                tried.messages
                    == "error: cannot write `training/notes.jsonl`\n  = hint: is the disk full?\n")
            #expect(
                !FileManager.default.fileExists(atPath: folder.appending(path: "training").path))
        }
    }

    @Test func `bad prompts leave a corpus that is there as it was`() throws {
        try withPrompts(5) { folder in
            #expect(try run(generate + ["--generator", "offline"], in: folder).status == 0)
            let before = try CorpusFile(folder).notes()
            let prompts = try String(
                contentsOf: folder.appending(path: "p.jsonl"), encoding: .utf8)
            // Other messages under other ids.
            let others = prompts.replacing("You write", with: "You now write")
                .replacing("{\"id\": \"", with: "{\"id\": \"other-")
            try (others + "{\n").write(
                to: folder.appending(path: "p.jsonl"), atomically: true, encoding: .utf8)
            let tried = try run(generate + ["--generator", "offline"], in: folder)
            #expect(tried.status == 1 && tried.messages.contains("p.jsonl:6"), "\(tried.messages)")
            let corpus = try CorpusFile(folder)
            #expect(try corpus.notes() == before)
            #expect(try corpus.count("prompt") == 5)
        }
    }
}
