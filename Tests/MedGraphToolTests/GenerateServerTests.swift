import Foundation
import Glibc
import MockChatServer
import Synchronization
import Testing

/// `medgraph generate` with a server that does what it is told.
@Suite struct GenerateServerTests {
    private static func arguments(_ server: MockChatServer, _ more: [String] = []) -> [String] {
        generate + ["--generator", server.address, "--model", "tiny"] + more
    }

    /// Answers with a note that tells which request it answers.
    @Sendable private static func answer(_ request: MockChatServer.Request) -> MockChatServer.Reply
    {
        .note("Note number \(request.number).")
    }

    @Test func `every prompt is asked once, and another model asks anew`() throws {
        try withPrompts(12) { folder in
            try MockChatServer.with(Self.answer) { server in
                let ask = Self.arguments(server, ["--jobs", "4"])
                let first = try run(ask, in: folder)
                #expect(first.status == 0, "\(first.messages)")
                #expect(first.messages == "12 notes written, 504 tokens used\n")
                #expect(server.requests.count == 12)
                #expect(Set(server.requests.map(\.body)).count == 12)
                #expect(try run(ask, in: folder).status == 0)
                #expect(server.requests.count == 12)
                #expect(try run(ask + ["--model", "large"], in: folder).status == 0)
                #expect(server.requests.count == 24)
                #expect(try run(ask + ["--temperature", "0.1"], in: folder).status == 0)
                #expect(server.requests.count == 36)
                let corpus = try CorpusFile(folder)
                try corpus.expectWhole()
                #expect(try corpus.count("note") == 36)
                #expect(try corpus.count("generator") == 3)
                #expect(try corpus.count("prompt") == 12)
                #expect(try corpus.count("note WHERE prompt_tokens = 30") == 36)
            }
        }
    }

    @Test func `what a server does wrong is recorded by prompt, and tried again by the next run`()
        throws
    {
        let isBroken = Mutex(true)
        try withPrompts(9) { folder in
            let replies: [MockChatServer.Reply] = [
                .status(200, body: "<html>garbage</html>"), .hang,
                .note("A note that is", finishReason: "length"), .status(500, body: "oops"), .close,
                .status(400, body: "no"), .note("Fine."),
                .status(429, headers: ["Retry-After: 0"]), .note("", finishReason: "stop"),
            ]
            let places = Mutex<[String: Int]>([:])
            try MockChatServer.with { request in
                guard isBroken.withLock({ $0 }) else { return .note("Good at last.") }
                // The same prompt gets the same reply again.
                return places.withLock { places in
                    let place = places[request.body] ?? places.count
                    places[request.body] = place
                    return replies[place]
                }
            } _: { server in
                let ask = Self.arguments(server, ["--retries", "1", "--timeout", "1"])
                let first = try run(ask, in: folder)
                #expect(first.status == 1)
                #expect(
                    first.messages.contains(
                        "8 prompts failed (garbage 2, cut off 1, rate limit 1, rejected 1, "
                            + "server error 1, timeout 1, unreachable 1); "),
                    "\(first.messages)")
                for reason in [
                    "\n  rejected: the server answered with HTTP status 400: no\n",
                    "\n  timeout: there was no answer within 1 s\n",
                ] {
                    #expect(first.messages.contains(reason), "\(first.messages)")
                }
                let corpus = try CorpusFile(folder)
                #expect(try corpus.texts("SELECT text FROM note") == ["Fine."])
                let counts = try corpus.texts(
                    """
                    SELECT coalesce(failure, 'done') || ' ' || request_count FROM work ORDER BY 1
                    """)
                #expect(
                    counts == [
                        "cut off 1", "done 1", "garbage 1", "garbage 1", "rate limit 2",
                        "rejected 1", "server error 2", "timeout 2", "unreachable 2",
                    ])
                let list = try run(
                    ["corpus", "c.sqlite", "list", "--state", "failed"], in: folder)
                #expect(list.output.contains("timeout: there was no answer within 1 s"))
                let before = server.requests.count
                isBroken.withLock { $0 = false }
                let second = try run(ask, in: folder)
                #expect(second.status == 0, "\(second.messages)")
                #expect(server.requests.count - before == 8)
                #expect(try corpus.count("note") == 9)
                #expect(try corpus.count("work WHERE state = 'failed'") == 0)
                try corpus.expectWhole()
            }
        }
    }

    @Test func `a limit that passes is waited for as the server asks`() throws {
        try withPrompts(3) { folder in
            try MockChatServer.with { request in
                request.number == 0
                    ? .status(429, headers: ["Retry-After: 1"]) : Self.answer(request)
            } _: { server in
                let clock = ContinuousClock()
                let start = clock.now
                let asked = try run(Self.arguments(server), in: folder)
                #expect(asked.status == 0, "\(asked.messages)")
                #expect(clock.now - start >= .seconds(1))
                #expect(server.requests.count == 4)
                #expect(try CorpusFile(folder).count("note") == 3)
            }
        }
    }

    /// A model on the same machine needs the processor.
    @Test func `waiting for a server takes no processor time`() throws {
        let short = try processorSeconds(waiting: 1)
        let long = try processorSeconds(waiting: 5)
        #expect(long - short < 0.8, "\(short) s and \(long) s")
    }

    /// The processor time of a run with a server that does not answer for `seconds`.
    private func processorSeconds(waiting seconds: Int) throws -> Double {
        var total = Double.infinity
        try withPrompts(1) { folder in
            try MockChatServer.with { _ in
                .hang
            } _: { server in
                let ask = Self.arguments(server, ["--retries", "0", "--timeout", "\(seconds)"])
                let words = ([program.path] + ask).joined(separator: " ")
                let timed = try run(
                    ["-c", "\(words) 2>&1; times"], by: URL(filePath: "/bin/sh"), in: folder)
                #expect(timed.output.contains("no answer within \(seconds) s"), "\(timed.output)")
                // The last line is the user and system time of what the shell ran.
                let times = timed.output.matches(of: /(\d+)m([\d.]+)s/).suffix(2)
                try #require(times.count == 2)
                total = times.reduce(0) { sum, match in
                    sum + 60 * (Double(match.1) ?? .infinity) + (Double(match.2) ?? .infinity)
                }
            }
        }
        return total
    }

    @Test func `a server that is gone for good ends the run, and what was not asked waits`() throws
    {
        try withPrompts(30) { folder in
            let server = try MockChatServer(Self.answer)
            server.stop()
            let tried = try run(Self.arguments(server, ["--retries", "0"]), in: folder)
            #expect(tried.status == 1)
            #expect(tried.messages.contains("stopped, since no prompt is answered"))
            let corpus = try CorpusFile(folder)
            #expect(try corpus.count("work WHERE state = 'failed'") == 20)
            #expect(try corpus.count("work WHERE state = 'waiting'") == 10)
        }
    }

    @Test func `a budget is never exceeded, and the next run goes on`() throws {
        try withPrompts(12) { folder in
            let file = folder.appending(path: "p.jsonl")
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            // Messages of 18 bytes with their role, each another.
            try lines.enumerated().map { number, line in
                var record = try #require(
                    JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                record["messages"] = [["role": "user", "content": "Write note \(number + 10)."]]
                let data = try JSONSerialization.data(withJSONObject: record)
                return String(decoding: data, as: UTF8.self) + "\n"
            }.joined().write(to: file, atomically: true, encoding: .utf8)
            try MockChatServer.with(Self.answer) { server in
                // A request can take 18 + 16 + 100 tokens and takes 42: beside three that are done
                // a fourth fits, and no fifth.
                let ask = Self.arguments(server, ["--jobs", "4", "--max-tokens", "100"])
                let budget = ["--budget-tokens", String(3 * 42 + 134)]
                for noteCount in [4, 8] {
                    let asked = try run(ask + budget, in: folder)
                    #expect(asked.status == 1)
                    #expect(asked.messages.contains("stopped before the budget of tokens"))
                    #expect(asked.messages.contains("\(12 - noteCount) prompts wait"))
                    #expect(server.requests.count == noteCount)
                    #expect(try CorpusFile(folder).count("note") == noteCount)
                }
                let none = try run(ask + ["--budget-tokens", "133"], in: folder)
                #expect(none.status == 1 && server.requests.count == 8)
                #expect(try run(ask, in: folder).status == 0)
                #expect(server.requests.count == 12)
                #expect(try CorpusFile(folder).count("note") == 12)
            }
        }
    }

    @Test func `a recording answers without a server, and only what was recorded`() throws {
        try withPrompts(8) { folder in
            let server = try MockChatServer { request in
                request.number == 2
                    ? .note("cut", finishReason: "length") : Self.answer(request)
            }
            let ask = Self.arguments(server)
            #expect(try run(ask + ["--record", "r.jsonl"], in: folder).status == 1)
            #expect(try run(ask + ["--record", "r.jsonl"], in: folder).status == 0)
            server.stop()
            let replay = [
                "generate", "s.mdb", "--corpus", "d.sqlite", "--prompts", "p.jsonl",
                "--generator", server.address, "--replay", "r.jsonl", "--model",
            ]
            #expect(try run(replay + ["tiny"], in: folder).status == 0)
            #expect(
                try CorpusFile(folder, "d.sqlite").notes() == CorpusFile(folder).notes())
            let other = try run(replay + ["large"], in: folder)
            #expect(other.status == 1 && other.messages.contains("unrecorded 8"))
        }
    }

    @Test func `the key is sent, and stands in no file and no message`() throws {
        let secret = "sk-SECRET-0123456789"
        try withPrompts(6) { folder in
            try MockChatServer.with { request in
                switch request.number % 3 {
                case 0: .note("The key is \(secret).")
                case 1: .status(403, body: #"{"error": {"message": "wrong key \#(secret)"}}"#)
                default: .status(200, body: "garbage \(secret)")
                }
            } _: { server in
                let asked = try run(
                    Self.arguments(server, ["--api-key-env", "TEST_KEY", "--record", "r.jsonl"]),
                    environment: ["TEST_KEY": secret], in: folder)
                #expect(asked.status == 1)
                #expect(server.requests.allSatisfy { $0.head.contains("Bearer \(secret)") })
                var seen = [asked.output, asked.messages]
                for action in [["list"], ["show", "1"], ["search", "key"], ["stats"]] {
                    let shown = try run(["corpus", "c.sqlite"] + action, in: folder)
                    #expect(shown.status == 0, "\(shown.messages)")
                    seen += [shown.output, shown.messages]
                }
                #expect(seen.allSatisfy { !$0.contains("SECRET") })
                let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                #expect(files.contains("r.jsonl") && files.contains("c.sqlite"))
                for file in files {
                    let data = try Data(contentsOf: folder.appending(path: file))
                    #expect(data.range(of: Data("SECRET".utf8)) == nil, "\(file)")
                }
            }
        }
    }

    @Test func `answers with labels are checked and stored`() throws {
        try withPrompts(4) { folder in
            let schema = """
                {"type": "object", "required": ["text", "labels"], "properties": {
                 "text": {"type": "string"}, "labels": {"type": "array", "items": {"type": "string"}}}}
                """
            try schema.write(
                to: folder.appending(path: "s.json"), atomically: true, encoding: .utf8)
            try MockChatServer.with { request in
                .note(
                    request.number == 1
                        ? #"{"text": "A note.", "labels": "fever"}"#
                        : #"{"text": "A note.", "labels": ["fever"]}"#)
            } _: { server in
                let asked = try run(
                    Self.arguments(server, ["--json-schema", "s.json"]), in: folder)
                #expect(asked.status == 1 && asked.messages.contains("(schema 1)"))
                let labels = try CorpusFile(folder).texts("SELECT text || labels FROM note")
                #expect(labels == Array(repeating: #"A note.{"labels": ["fever"]}"#, count: 3))
            }
        }
    }

    @Test func `a second process for the same corpus is refused`() throws {
        try withPrompts(2) { folder in
            let server = try MockChatServer { _ in .hang }
            let process = Process()
            process.executableURL = program
            process.arguments = Self.arguments(server)
            process.currentDirectoryURL = folder
            process.standardError = Pipe()
            try process.run()
            while server.requests.isEmpty { Thread.sleep(forTimeInterval: 0.01) }
            let second = try run(generate + ["--generator", "offline"], in: folder)
            #expect(second.status == 1)
            #expect(second.messages.contains("another `medgraph generate` is working"))
            // Threads of the tests block other signals, and their programs inherit that.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            server.stop()
            #expect(try run(generate + ["--generator", "offline"], in: folder).status == 0)
        }
    }
}
