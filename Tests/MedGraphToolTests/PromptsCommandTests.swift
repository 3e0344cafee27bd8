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

    /// SIGINT goes the same way, but whoever runs the tests may ignore it.
    @Test func `a signal leaves the former file and no other`() throws {
        try Self.withStarter { folder in
            let file = folder.appending(path: "p.jsonl")
            try "before".write(to: file, atomically: true, encoding: .utf8)
            let names = { try FileManager.default.contentsOfDirectory(atPath: folder.path) }
            try expectEnd(
                of: [
                    "prompts", "s.mdb", "--count", "1000000", "--seed", "1", "--output", "p.jsonl",
                ], by: SIGTERM, in: folder
            ) { try names().contains { $0.hasPrefix(".p.jsonl") } }
            #expect(try names().allSatisfy { !$0.hasPrefix(".p.jsonl") })
            #expect(try String(contentsOf: file, encoding: .utf8) == "before")
        }
    }

    @Test func `a link keeps its place, and a folder or a device is not replaced`() throws {
        try Self.withStarter { folder in
            let ask = ["prompts", "s.mdb", "--count", "2", "--seed", "1", "--output"]
            let expected = try run(ask.dropLast(), in: folder).output
            let link = folder.appending(path: "link.jsonl")
            try FileManager.default.createDirectory(
                at: folder.appending(path: "there"), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: link.path, withDestinationPath: "there/p.jsonl")
            #expect(try run(ask + ["link.jsonl"], in: folder).status == 0)
            #expect(
                try String(contentsOf: folder.appending(path: "there/p.jsonl"), encoding: .utf8)
                    == expected)
            #expect(try link.resourceValues(forKeys: [.isSymbolicLinkKey]).isSymbolicLink == true)
            let intoFolder = try run(ask + ["there"], in: folder)
            #expect(intoFolder.status == 1)
            #expect(intoFolder.messages.hasPrefix("error: cannot write `there`\n"))
            // As `/dev/null`, but nothing of the system: a named pipe.
            let pipe = folder.appending(path: "pipe")
            try makeNamedPipe(pipe)
            let reader = Process()
            reader.executableURL = URL(filePath: "/bin/cat")
            reader.arguments = [pipe.path]
            let output = Pipe()
            reader.standardOutput = output
            try reader.run()
            #expect(try run(ask + ["pipe"], in: folder).status == 0)
            let data = try output.fileHandleForReading.readToEnd() ?? Data()
            #expect(String(decoding: data, as: UTF8.self) == expected)
        }
    }

    @Test func `a template may be a file, and its records can be made again with it`() throws {
        try Self.withStarter { folder in
            let file = folder.appending(path: "letter.mustache")
            try
                "Dear colleague, about a {{#patient}}{{noun}}{{/patient}}:\n{{#symptoms}}{{name}}{{/symptoms}}"
                .write(to: file, atomically: true, encoding: .utf8)
            let ask = ["prompts", "s.mdb", "--icd10", "G43", "--count", "5", "--seed", "2"]
            let made = try run(ask + ["--template", "letter.mustache"], in: folder)
            #expect(made.status == 0, "\(made.messages)")
            for line in made.output.split(separator: "\n") {
                let record =
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                let messages = record?["messages"] as? [[String: String]]
                #expect(messages?.map { $0["role"] } == ["user"])
                #expect(messages?[0]["content"]?.hasPrefix("Dear colleague, about a ") == true)
                #expect(record?["template"] as? String == "letter.mustache")
                #expect((record?["drugs"] as? [Any])?.isEmpty == true)
            }
            try made.output.write(
                to: folder.appending(path: "r.jsonl"), atomically: true, encoding: .utf8)
            let reproduce = ["prompts", "s.mdb", "--reproduce", "r.jsonl"]
            let again = try run(reproduce + ["--template", "./letter.mustache"], in: folder)
            #expect(again.status == 0 && again.output == made.output, "\(again.messages)")
            let without = try run(reproduce, in: folder)
            #expect(without.status == 1)
            #expect(without.messages.contains("there is no template `letter.mustache`"))
            try "{{#patient}}{{name}}{{/patient}}".write(
                to: file, atomically: true, encoding: .utf8)
            let wrong = try run(ask + ["--template", "letter.mustache"], in: folder)
            #expect(wrong.status == 1 && wrong.output.isEmpty)
            #expect(wrong.messages.contains("letter.mustache:1"), "\(wrong.messages)")
            let missing = try run(ask + ["--template", "no/letter.txt"], in: folder)
            #expect(missing.messages.hasPrefix("error: there is no file `no/letter.txt`\n"))
        }
    }

    @Test func `a graph that is not there is told`() throws {
        try withFolder([:]) { folder in
            let tried = try run(["prompts", "none.mdb", "--count", "1"], in: folder)
            #expect(tried.status == 1 && tried.messages.contains("there is no database `none.mdb`"))
        }
    }
}
