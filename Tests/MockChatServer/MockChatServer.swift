internal import Foundation
internal import Synchronization

/// A server for tests: it speaks as much HTTP as clients of chats need, and misbehaves as it is told.
package final class MockChatServer: Sendable {
    package struct Request: Sendable {
        /// The request line and the headers, as they came.
        package let head: String
        package let body: String
        /// How many requests came before.
        package let number: Int
    }

    package enum Reply: Sendable {
        /// A chat completion with this note.
        case note(String, finishReason: String = "stop")
        case status(Int, headers: [String] = [], body: String = "")
        /// The bytes of the answer as they are.
        case raw(String)
        /// No answer, until the server is stopped.
        case hang
        /// The connection is closed without an answer.
        case close
    }

    /// Tokens that each note is said to take.
    package static let promptTokenCount = 30
    package static let noteTokenCount = 12

    package let address: String
    private let socket: LoopbackSocket
    private let reply: @Sendable (Request) -> Reply
    private let state = Mutex(State())

    private struct State {
        var requests: [Request] = []
        var connections: [Int: LoopbackSocket] = [:]
        var connectionCount = 0
        var isStopped = false
        /// Whether nobody listens any more.
        var hasEnded = false
    }

    package init(_ reply: @escaping @Sendable (Request) -> Reply) throws {
        let (socket, port) = try LoopbackSocket.listening()
        self.socket = socket
        self.reply = reply
        address = "http://127.0.0.1:\(port)/v1"
        Thread.detachNewThread { self.accept() }
    }

    /// Lends a server to `body` and stops it.
    package static func with(
        _ reply: @escaping @Sendable (Request) -> Reply, _ body: (MockChatServer) throws -> Void
    ) throws {
        let server = try MockChatServer(reply)
        defer { server.stop() }
        try body(server)
    }

    /// All requests so far.
    package var requests: [Request] { state.withLock { $0.requests } }

    package func stop() {
        // A socket that has ended gives its number to another, of another server perhaps: none ends
        // while it is shut down here.
        state.withLock { state in
            state.isStopped = true
            if !state.hasEnded { socket.shutDown() }
            for connection in state.connections.values { connection.shutDown() }
        }
    }

    // MARK: Connections

    private func accept() {
        while let connection = socket.accepted() {
            let number: Int? = state.withLock { state in
                guard !state.isStopped else { return nil }
                state.connectionCount += 1
                state.connections[state.connectionCount] = connection
                return state.connectionCount
            }
            guard let number else {
                connection.end()
                break
            }
            Thread.detachNewThread {
                self.serve(connection)
                self.state.withLock { state in
                    state.connections[number] = nil
                    connection.end()
                }
            }
        }
        state.withLock { state in
            state.hasEnded = true
            socket.end()
        }
    }

    private func serve(_ connection: LoopbackSocket) {
        guard let (head, body) = Self.message(from: connection) else { return }
        let request = state.withLock { state in
            let request = Request(head: head, body: body, number: state.requests.count)
            state.requests.append(request)
            return request
        }
        switch reply(request) {
        case .note(let text, let finishReason):
            connection.write(Self.response(200, [], Self.completion(text, finishReason)))
        case .status(let status, let headers, let body):
            connection.write(Self.response(status, headers, body))
        case .raw(let text): connection.write(Array(text.utf8))
        case .hang: while !connection.read().isEmpty {}
        case .close: break
        }
    }

    private static func message(from connection: LoopbackSocket) -> (String, String)? {
        var bytes: [UInt8] = []
        var head: String?
        var bodyStart = 0
        var length = 0
        while true {
            let next = connection.read()
            guard !next.isEmpty else { return nil }
            bytes += next
            if head == nil, let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                let text = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                head = text
                bodyStart = end.upperBound
                length = Int(header("content-length", text) ?? "") ?? 0
                if header("expect", text) != nil {
                    connection.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
                }
            }
            if let head, bytes.count >= bodyStart + length {
                return (head, String(decoding: bytes[bodyStart...], as: UTF8.self))
            }
        }
    }

    private static func header(_ name: String, _ head: String) -> String? {
        for line in head.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == name {
                return parts[1].trimmingCharacters(in: .whitespaces)
            }
        }
        return nil
    }

    // MARK: Answers

    private static func response(_ status: Int, _ headers: [String], _ body: String) -> [UInt8] {
        let lines =
            [
                "HTTP/1.1 \(status) Mocked", "Content-Length: \(body.utf8.count)",
                "Connection: close",
            ]
            + headers
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }

    private static func completion(_ text: String, _ finishReason: String) -> String {
        let answer: [String: Any] = [
            "choices": [
                [
                    "index": 0, "finish_reason": finishReason,
                    "message": ["role": "assistant", "content": text],
                ]
            ],
            "usage": [
                "prompt_tokens": promptTokenCount, "completion_tokens": noteTokenCount,
            ],
        ]
        guard let data = try? JSONSerialization.data(withJSONObject: answer) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }
}
