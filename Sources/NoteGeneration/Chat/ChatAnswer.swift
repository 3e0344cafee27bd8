internal import Corpus
internal import JSONRecords

/// Reads what a server answers.
enum ChatAnswer {
    /// The note in the body of an answer with status 200.
    static func note(
        _ body: String, _ schema: AnswerSchema?
    ) throws(AttemptFailure) -> NoteAnswer {
        guard let json = try? JSONParser.parse(body) else {
            throw AttemptFailure(.garbage, "the answer is no JSON", tokenCount: nil)
        }
        let promptCount = count(json["usage"]?["prompt_tokens"])
        let completionCount = count(json["usage"]?["completion_tokens"])
        let tokenCount = promptCount.flatMap { prompt in completionCount.map { prompt + $0 } }
        guard case .array(let choices)? = json["choices"], let choice = choices.first,
            case .object? = choice["message"]
        else {
            throw AttemptFailure(
                .garbage, "the answer is no chat completion", tokenCount: tokenCount)
        }
        let finishReason = string(choice["finish_reason"])
        if let failure = failure(choice, finishReason) {
            throw AttemptFailure(failure.kind, failure.message, tokenCount: tokenCount)
        }
        guard let content = string(choice["message"]?["content"]),
            content.contains(where: { !$0.isWhitespace })
        else { throw AttemptFailure(.garbage, "the answer is empty", tokenCount: tokenCount) }
        var answer = NoteAnswer(
            text: content, finishReason: finishReason, promptTokenCount: promptCount,
            completionTokenCount: completionCount)
        do throws(AttemptFailure) {
            if let schema { (answer.text, answer.labels) = try schema.parts(of: content) }
            guard !answer.text.unicodeScalars.contains("\0") else {
                throw AttemptFailure(.garbage, "the note holds the character U+0000")
            }
        } catch { throw AttemptFailure(error.kind, error.message, tokenCount: tokenCount) }
        return answer
    }

    /// Why a choice is no whole note.
    private static func failure(
        _ choice: JSONValue, _ finishReason: String?
    ) -> AttemptFailure? {
        if let refusal = string(choice["message"]?["refusal"]), !refusal.isEmpty {
            return AttemptFailure(.refusal, "the model declined: \(shortened(refusal))")
        }
        switch finishReason {
        case "length":
            return AttemptFailure(
                .cutOff, "the note was cut off: it has more tokens than `--max-tokens` allows")
        case "content_filter":
            return AttemptFailure(.refusal, "a filter of the server held the note back")
        case "tool_calls", "function_call":
            return AttemptFailure(.garbage, "the model called a tool instead of writing a note")
        default: return nil
        }
    }

    /// What an answer with another status says.
    static func failure(
        status: Int, body: String, retryAfterSeconds: Double?
    ) -> AttemptFailure {
        let message = "the server answered with HTTP status \(status)" + reason(body)
        switch status {
        case 429:
            return AttemptFailure(
                .rateLimit, message, retryAfterSeconds: retryAfterSeconds)
        case 408: return AttemptFailure(.timeout, message)
        case 500...:
            return AttemptFailure(
                .serverError, message, retryAfterSeconds: retryAfterSeconds)
        case 401, 404: return AttemptFailure(.denied, message)
        default: return AttemptFailure(.rejected, message)
        }
    }

    /// Servers say why in `error.message`, in `error` or in plain text.
    private static func reason(_ body: String) -> String {
        let json = try? JSONParser.parse(body)
        let text = string(json?["error"]?["message"]) ?? string(json?["error"]) ?? body
        return text.contains(where: { !$0.isWhitespace }) ? ": \(shortened(text))" : ""
    }

    /// On one line, without what a terminal would obey.
    private static func shortened(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(2_000).map { scalar in
            scalar.properties.generalCategory == .control ? " " : Character(scalar)
        }
        let line = String(scalars).split(separator: " ").joined(separator: " ")
        return line.count > 200 ? line.prefix(200) + "…" : line
    }

    private static func string(_ value: JSONValue?) -> String? {
        guard case .string(let text)? = value else { return nil }
        return text
    }

    /// A number of tokens; nil where it is none.
    private static func count(_ value: JSONValue?) -> Int? {
        guard case .integer(let count)? = value, count >= 0, count < 1 << 40 else { return nil }
        return Int(count)
    }
}
