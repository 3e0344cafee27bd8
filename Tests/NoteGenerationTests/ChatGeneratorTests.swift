import Corpus
import Diagnostics
import Foundation
import JSONRecords
import MockChatServer
import Testing

@testable import NoteGeneration

/// The client of chat servers, against a server that does what it is told.
@Suite struct ChatGeneratorTests {
    @Test func `a request has the model, the messages and the settings, and an answer is taken`()
        throws
    {
        try MockChatServer.with { _ in
            .note("Headache since morning.")
        } _: { server in
            var settings = try ChatSettings.of(server.address)
            settings.temperature = 0.5
            settings.seed = 7
            settings.tokenCountMax = 99
            let note = try ChatGenerator(settings).answer(request(says: "Write «this»."))
            #expect(note.text == "Headache since morning." && note.finishReason == "stop")
            #expect(note.promptTokenCount == 30 && note.completionTokenCount == 12)
            let sent = try #require(server.requests.first)
            #expect(sent.head.hasPrefix("POST /v1/chat/completions HTTP/1.1"))
            #expect(!sent.head.lowercased().contains("authorization"))
            let body = try JSONParser.parse(sent.body)
            #expect(body["model"] == .string("tiny") && body["seed"] == .integer(7))
            #expect(body["max_tokens"] == .integer(99) && body["temperature"] == .float(0.5))
            #expect(
                body["messages"]
                    == .array([
                        ChatMessage(role: "system", content: "You write notes.").json,
                        ChatMessage(role: "user", content: "Write «this».").json,
                    ]))
            #expect(body["response_format"] == nil)
        }
    }

    @Test func `a schema is sent, and its labels come back`() throws {
        let schema = try AnswerSchema(
            try JSONParser.parse(
                #"{"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}"#
            ))
        try MockChatServer.with { request in
            .note(request.number == 0 ? #"{"text": "A note.", "labels": [1]}"# : "A note.")
        } _: { server in
            var settings = try ChatSettings.of(server.address)
            settings.schema = schema
            let generator = ChatGenerator(settings)
            let note = try generator.answer(request())
            #expect(note.text == "A note.")
            #expect(note.labels?.text == #"{"labels": [1]}"#)
            let body = try JSONParser.parse(server.requests[0].body)
            #expect(body["response_format"]?["json_schema"]?["schema"] == schema.json)
            let failure = try failure(generator, request())
            #expect(failure?.kind == .schema && failure?.tokenCount == 42)
        }
    }

    /// What a server can do wrong, and what is said of it.
    static let mistakes:
        [(reply: MockChatServer.Reply, kind: AttemptFailure.Kind, message: String)] = [
            (.note("A note that is", finishReason: "length"), .cutOff, "cut off"),
            (.note("A note.", finishReason: "content_filter"), .refusal, "filter"),
            (.note("A note.", finishReason: "tool_calls"), .garbage, "tool"),
            (.note(" \n"), .garbage, "empty"),
            (.note("a\u{0}b"), .garbage, "U+0000"),
            (.status(200, body: "<html>"), .garbage, "no JSON"),
            (.status(200, body: ""), .garbage, "no JSON"),
            (.status(200, body: #"{"choices": []}"#), .garbage, "no chat completion"),
            (.status(200, body: #"{"choices": {"a": 1}}"#), .garbage, "no chat completion"),
            (
                .status(
                    200,
                    body: #"{"choices": [{"message": {"content": null, "refusal": "I cannot."}}]}"#),
                .refusal, "declined: I cannot."
            ),
            (
                .status(400, body: #"{"error": {"message": "bad\u001b[31m grammar"}}"#), .rejected,
                "400: bad [31m grammar"
            ),
            (.status(401, body: #"{"error": "no key"}"#), .denied, "401: no key"),
            (.status(404, body: "no such model"), .denied, "404: no such model"),
            (.status(302, headers: ["Location: http://127.0.0.1:9/"]), .rejected, "302"),
            (.status(500, body: "oops"), .serverError, "500: oops"),
            (.status(503), .serverError, "status 503"),
            (.status(429, headers: ["Retry-After: 17"]), .rateLimit, "429"),
            (
                .raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"choices\""), .unreachable,
                "broke before the answer was whole"
            ),
            (.raw("these are no bytes of HTTP\r\n\r\n"), .unreachable, "does not speak HTTP"),
            (.close, .unreachable, "broke before the answer was whole"),
        ]

    @Test(arguments: mistakes.indices)
    func `what a server does wrong is told by its kind`(index: Int) throws {
        let mistake = Self.mistakes[index]
        try MockChatServer.with { _ in
            mistake.reply
        } _: { server in
            let generator = ChatGenerator(try .of(server.address))
            let failure = try #require(try failure(generator, request()))
            #expect(failure.kind == mistake.kind, "\(failure)")
            #expect(failure.message.contains(mistake.message), "\(failure)")
            #expect(server.requests.count == 1)
            let asksToWait = failure.kind == .rateLimit
            #expect(failure.retryAfterSeconds == (asksToWait ? 17 : nil))
        }
    }

    @Test func `a server that hangs is left after the time-out, and what it took is not known`()
        throws
    {
        try MockChatServer.with { _ in
            .hang
        } _: { server in
            var settings = try ChatSettings.of(server.address)
            settings.timeoutSeconds = 0.3
            let clock = ContinuousClock()
            let start = clock.now
            let failure = try #require(try failure(ChatGenerator(settings), request()))
            #expect(failure.kind == .timeout && failure.tokenCount == nil)
            #expect(failure.message.contains("within 0.3 s"))
            #expect(clock.now - start < .seconds(4))
        }
    }

    @Test func `a server says when to come again, in seconds or by a date`() throws {
        let date = DateFormatter()
        date.locale = Locale(identifier: "en_US_POSIX")
        date.timeZone = TimeZone(secondsFromGMT: 0)
        date.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let inAMinute = date.string(from: Date(timeIntervalSinceNow: 60))
        for (header, seconds) in [
            ("120", 119.0...120.0), (inAMinute, 50...61), ("soon", 0...0),
        ] {
            try MockChatServer.with { _ in
                .status(503, headers: ["Retry-After: \(header)"])
            } _: { server in
                let failure = try failure(ChatGenerator(.of(server.address)), request())
                #expect(seconds.contains(failure?.retryAfterSeconds ?? 0), "\(header)")
            }
        }
    }

    @Test func `a server that is not there refuses`() throws {
        let server = try MockChatServer { _ in .close }
        server.stop()
        let failure = try #require(try failure(ChatGenerator(.of(server.address)), request()))
        #expect(failure.kind == .unreachable)
    }

    @Test func `an answer without end is left`() throws {
        let long = String(repeating: "x", count: 9 << 20)
        try MockChatServer.with { _ in
            .status(200, body: long)
        } _: { server in
            let failure = try #require(try failure(ChatGenerator(.of(server.address)), request()))
            #expect(failure.kind == .garbage && failure.message.contains("longer than any note"))
        }
    }

    @Test func `the key is in the request, and in nothing that comes back`() throws {
        let secret = "sk/SECRET/0123456789"
        let long = String(repeating: "x", count: 190)
        try MockChatServer.with { request in
            switch request.number {
            // Slashes come with escapes.
            case 0: .note("The key is \(secret).")
            case 1: .status(401, body: #"{"error": {"message": "wrong key \#(secret)"}}"#)
            default: .status(500, body: long + secret)
            }
        } _: { server in
            var settings = try ChatSettings.of(server.address)
            settings.key = try ServerKey(variable: "KEY", of: ["KEY": secret])
            let generator = ChatGenerator(settings)
            let outcomes = try (0..<3).map { _ in try outcome(generator, request()) }
            #expect(server.requests.allSatisfy { $0.head.contains("Bearer \(secret)") })
            var dumped = ""
            dump(outcomes, to: &dumped)
            dump(settings, to: &dumped)
            dumped += "\(settings) \(generator.description) \(generator)"
            #expect(!dumped.contains("SECRET") && !dumped.contains("sk/"))
            #expect(try outcomes[0].get().text == "The key is ….")
        }
    }

    @Test(arguments: ["", "two words", "line\nbreak", "ключ"])
    func `a key that is none is refused without being shown`(key: String) {
        #expect(throws: InputError.self) { try ServerKey(variable: "KEY", of: ["KEY": key]) }
        #expect(throws: InputError.self) { try ServerKey(variable: "OTHER", of: ["KEY": "k"]) }
    }

    @Test(arguments: [
        ("http://h:1", "http://h:1/v1/chat/completions"),
        ("http://h:1/", "http://h:1/v1/chat/completions"),
        ("https://h/v1", "https://h/v1/chat/completions"),
        ("https://h/api/v1/", "https://h/api/v1/chat/completions"),
        ("https://h/v1/chat/completions", "https://h/v1/chat/completions"),
    ])
    func `addresses are completed`(text: String, completed: String) throws {
        #expect(try ServerAddress(text).completions.absoluteString == completed)
    }

    @Test(arguments: [
        "", "offlin", "ftp://h", "http://", "http://user:pw@h/v1", "http://h/v1?key=1",
        "http://h/#a",
    ])
    func `what is no address, or holds a secret, is refused`(text: String) {
        #expect(throws: InputError.self) { try ServerAddress(text) }
    }
}
