import Foundation
import Testing

/// `medgraph questions` as a program.
@Suite struct QuestionsCommandTests {
    private static let kinds = ["--kind", "top-symptoms", "--kind", "disease-of-symptoms"]

    private func lines(_ file: String, in folder: URL) throws -> [Substring] {
        try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n")
    }

    @Test func `questions go to the file, and what was not asked to standard error`() throws {
        try withExampleDatabase { folder in
            try "old".write(
                to: folder.appending(path: "q.jsonl"), atomically: true, encoding: .utf8)
            let arguments =
                ["questions", "g.mdb", "--count", "10", "--output", "q.jsonl"] + Self.kinds
            let found = try run(arguments + ["--report", "r.json"], in: folder)
            #expect(found.status == 0)
            #expect(found.output.isEmpty)
            #expect(found.messages.hasPrefix("10 questions of 2 kinds\n"))
            let questions = try lines("q.jsonl", in: folder)
            #expect(questions.count == 10)
            let report = try #require(
                JSONSerialization.jsonObject(
                    with: Data(contentsOf: folder.appending(path: "r.json"))) as? [String: Any])
            #expect(report["asked"] as? Int == 10)
            #expect(report["written"] as? Int == 10)
            #expect(report["possible"] is NSNull)
            // Without a file, the same lines on standard output.
            let printed = try run(
                ["questions", "g.mdb", "--count", "4", "--threads", "8", "--quiet"] + Self.kinds,
                in: folder)
            #expect(printed.messages.isEmpty)
            #expect(printed.output.split(separator: "\n") == Array(questions.prefix(4)))
        }
    }

    @Test func `a split goes to one file for each part`() throws {
        try withExampleDatabase { folder in
            let found = try run(
                [
                    "questions", "g.mdb", "--count", "10", "--output", "q.jsonl", "--split",
                    "train=0.8,test=0.2", "--format", "messages",
                ] + Self.kinds, in: folder)
            #expect(found.status == 0)
            #expect(try lines("q.train.jsonl", in: folder).count == 8)
            #expect(try lines("q.test.jsonl", in: folder).count == 2)
            #expect(try lines("q.test.jsonl", in: folder)[0].hasPrefix("{\"messages\": ["))
        }
    }

    @Test func `more than is possible is said to be so`() throws {
        try withExampleDatabase { folder in
            let found = try run(
                ["questions", "g.mdb", "--count", "5000", "--output", "q.jsonl"] + Self.kinds,
                in: folder)
            #expect(found.status == 0)
            let count = try lines("q.jsonl", in: folder).count
            #expect(count > 0)
            #expect(
                found.messages.contains(
                    "5,000 were asked for, and no more than \(count) were possible\n"))
        }
    }

    @Test func `a bad pack leaves what is there`() throws {
        try withExampleDatabase { folder in
            try "old".write(
                to: folder.appending(path: "q.jsonl"), atomically: true, encoding: .utf8)
            try "pack: 1\nname: a\nkinds: [{kind: b}]\n".write(
                to: folder.appending(path: "bad.yaml"), atomically: true, encoding: .utf8)
            let arguments = ["questions", "g.mdb", "--output", "q.jsonl"]
            let bad = try run(arguments + ["--pack", "bad.yaml"], in: folder)
            #expect(bad.status == 1)
            #expect(bad.messages == "error: a kind lacks `hops`\n  ┌─ bad.yaml:3:9\n")
            let unknown = try run(arguments + ["--kind", "top-symptom"], in: folder)
            #expect(unknown.status == 1)
            #expect(
                unknown.messages
                    == "error: no kind is named `top-symptom`\n  = hint: did you mean `top-symptoms`?\n"
            )
            #expect(try lines("q.jsonl", in: folder) == ["old"])
        }
    }

    @Test(arguments: [
        ["--count", "-1"], ["--split", "train=0.8,test=0.2"], ["--split", "a", "--output", "q"],
        ["--max-share", "0"], ["--language", "de"], ["--format", "xml"], ["--threads", "0"],
    ])
    func `wrong use exits with 2`(arguments: [String]) throws {
        try withExampleDatabase { folder in
            let found = try run(["questions", "g.mdb"] + arguments, in: folder)
            #expect(found.status == 2)
        }
    }
}
