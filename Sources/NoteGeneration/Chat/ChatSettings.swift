package import Diagnostics
package import Foundation
internal import JSONRecords

/// What is asked of a server, and how.
package struct ChatSettings: Sendable {
    package let server: ServerAddress
    package let model: String
    /// Nil leaves it to the server.
    package var temperature: Double?
    package var seed: Int64?
    /// How many tokens a note can have.
    package var tokenCountMax = 1024
    /// Says what an answer with labels looks like; nil for plain text.
    package var schema: AnswerSchema?
    /// How long one answer may take.
    package var timeoutSeconds = 120.0
    /// Stands in no file and no message.
    package var key: ServerKey?

    package init(server: ServerAddress, model: String) {
        self.server = server
        self.model = model
    }

    /// What notes depend on.
    var identifyingSettings: JSONValue {
        .object([
            .init(key: "temperature", value: temperature.map { .float($0) } ?? .null),
            .init(key: "seed", value: seed.map { .integer($0) } ?? .null),
            .init(key: "max_tokens", value: .integer(Int64(tokenCountMax))),
            .init(key: "schema", value: schema?.json ?? .null),
        ])
    }
}

/// Where a server with the interface of OpenAI listens.
package struct ServerAddress: Sendable, Equatable {
    /// As it was given.
    package let text: String
    /// Where chats are completed.
    package let completions: URL

    /// - Parameter text: the address up to `/v1`, or that of `…/chat/completions`.
    /// - Throws: where it is no address of HTTP, or has what does not belong into a corpus.
    package init(_ text: String) throws(InputError) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty
        else {
            throw InputError(
                "`\(text)` is neither `offline` nor the address of a server",
                hint: "such as http://127.0.0.1:8080/v1")
        }
        // The address is stored with the notes.
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
        else {
            throw InputError(
                "the address of the server must have neither user, password, query nor fragment",
                hint: "a key is taken from the environment: `--api-key-env NAME`")
        }
        var completions = parts
        var path = parts.path
        while path.hasSuffix("/") { path.removeLast() }
        if path.isEmpty { path = "/v1" }
        if !path.hasSuffix("/chat/completions") { path += "/chat/completions" }
        completions.path = path
        guard let url = completions.url else {
            throw InputError("`\(text)` is no address of a server")
        }
        self.text = text
        self.completions = url
    }
}

/// A key that a server asks for. It is never printed: its text is only seen by the request.
package struct ServerKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let secret: String

    /// The key in a variable of the environment.
    ///
    /// - Throws: where the variable is not set, or cannot stand in a header of HTTP.
    package init(
        variable: String, of environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(InputError) {
        guard let secret = environment[variable], !secret.isEmpty else {
            throw InputError("the environment has no variable `\(variable)` with a key")
        }
        guard secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw InputError(
                "the variable `\(variable)` holds no key: it has blanks or characters beyond ASCII")
        }
        self.secret = secret
    }

    var header: String { "Bearer \(secret)" }

    /// The text without the key: servers repeat it in their messages.
    func removed(from text: String) -> String { text.replacing(secret, with: "…") }

    package var description: String { "…" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
