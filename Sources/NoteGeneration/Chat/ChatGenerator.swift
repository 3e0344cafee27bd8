package import Corpus
internal import Foundation
internal import JSONRecords

/// Notes from a model behind a server with the interface of OpenAI.
///
/// **Source**: OpenAI API reference, "Chat completions"; servers of open models follow it.
package struct ChatGenerator: NoteGenerator {
    private let settings: ChatSettings
    private let client = HTTPClient()

    package init(_ settings: ChatSettings) { self.settings = settings }

    package var description: GeneratorDescription {
        GeneratorDescription(
            name: settings.server.text, model: settings.model,
            settings: settings.identifyingSettings)
    }

    /// A note that was paid for is stored at once.
    package var batchCount: Int { 1 }

    /// A token is at least a byte, and templates put some around each message.
    package func tokenCountMax(_ request: NoteRequest) -> Int {
        let messages = request.prompt.messages
        let byteCount = messages.reduce(0) { $0 + $1.role.utf8.count + $1.content.utf8.count }
        let schemaCount = settings.schema?.json.text.utf8.count ?? 0
        return byteCount + 16 * messages.count + schemaCount + settings.tokenCountMax
    }

    package func answer(_ request: NoteRequest) throws(AttemptFailure) -> NoteAnswer {
        let exchange: HTTPAnswer
        do throws(HTTPProblem) {
            exchange = try client.post(
                httpRequest(request.prompt.messages), timeoutSeconds: settings.timeoutSeconds)
        } catch { throw failure(error) }
        // Before texts are shortened, so that no part of the key is left; and behind the parser,
        // which can put together what was written with escapes.
        let body = removingKey(exchange.body)
        do throws(AttemptFailure) {
            guard exchange.status == 200 else {
                throw ChatAnswer.failure(
                    status: exchange.status, body: body,
                    retryAfterSeconds: exchange.retryAfterSeconds)
            }
            var note = try ChatAnswer.note(body, settings.schema)
            note.text = removingKey(note.text)
            note.labels = note.labels.map(removingKey)
            note.finishReason = note.finishReason.map(removingKey)
            return note
        } catch {
            throw AttemptFailure(
                error.kind, removingKey(error.message),
                retryAfterSeconds: error.retryAfterSeconds, tokenCount: error.tokenCount)
        }
    }

    private func removingKey(_ text: String) -> String {
        settings.key.map { $0.removed(from: text) } ?? text
    }

    private func removingKey(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(removingKey(text))
        case .array(let elements): .array(elements.map(removingKey))
        case .object(let members):
            .object(
                members.map { .init(key: removingKey($0.key), value: removingKey($0.value)) })
        case .null, .boolean, .integer, .float: value
        }
    }

    private func httpRequest(_ messages: [ChatMessage]) -> HTTPRequest {
        var headers = [
            (name: "Content-Type", value: "application/json"),
            (name: "Accept", value: "application/json"),
        ]
        if let key = settings.key { headers.append((name: "Authorization", value: key.header)) }
        return HTTPRequest(
            address: settings.server.completions.absoluteString, headers: headers,
            body: body(messages).text)
    }

    private func body(_ messages: [ChatMessage]) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "model", value: .string(settings.model)),
            .init(key: "messages", value: .array(messages.map(\.json))),
            .init(key: "max_tokens", value: .integer(Int64(settings.tokenCountMax))),
        ]
        if let temperature = settings.temperature {
            members.append(.init(key: "temperature", value: .float(temperature)))
        }
        if let seed = settings.seed { members.append(.init(key: "seed", value: .integer(seed))) }
        if let schema = settings.schema {
            members.append(.init(key: "response_format", value: schema.responseFormat))
        }
        return .object(members)
    }

    private func failure(_ problem: HTTPProblem) -> AttemptFailure {
        switch problem {
        case .noLibrary(let reason):
            AttemptFailure(.denied, "libcurl, which speaks to servers, cannot be used: \(reason)")
        case .timeout:
            // The server may have written a note that nobody saw.
            AttemptFailure(
                .timeout, "there was no answer within \(seconds(settings.timeoutSeconds))",
                tokenCount: nil)
        case .unreachable(let reason): AttemptFailure(.unreachable, reason)
        case .broken(let reason): AttemptFailure(.unreachable, reason, tokenCount: nil)
        case .tooLong:
            AttemptFailure(.garbage, "the answer is longer than any note", tokenCount: nil)
        }
    }

    private func seconds(_ number: Double) -> String {
        number == number.rounded() ? "\(Int(number)) s" : "\(number) s"
    }
}
