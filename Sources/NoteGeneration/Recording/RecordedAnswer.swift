internal import Corpus
package import JSONRecords

/// A line of a recording: a request by its identity, and what came of it.
///
/// ```
/// {"request": "…", "context": "G43-0-…", "generator": {…}, "answer": {"text": "…", …}}
/// {"request": "…", "context": "G43-1-…", "generator": {…}, "failure": {"kind": "cut off", …}}
/// ```
package struct RecordedAnswer: Sendable, Equatable {
    package let request: String
    package let result: Result<NoteAnswer, AttemptFailure>

    package init(request: String, result: Result<NoteAnswer, AttemptFailure>) {
        self.request = request
        self.result = result
    }

    /// Nil where a line is something else.
    package init?(_ json: JSONValue) {
        guard case .string(let request)? = json["request"] else { return nil }
        self.request = request
        if let answer = json["answer"], case .string(let text)? = answer["text"] {
            var note = NoteAnswer(text: text)
            note.labels = Self.present(answer["labels"])
            if case .string(let reason)? = answer["finish_reason"] { note.finishReason = reason }
            note.promptTokenCount = Self.count(answer["prompt_tokens"])
            note.completionTokenCount = Self.count(answer["completion_tokens"])
            result = .success(note)
        } else if let failure = json["failure"], case .string(let name)? = failure["kind"],
            let kind = AttemptFailure.Kind(rawValue: name),
            case .string(let message)? = failure["message"]
        {
            result = .failure(
                AttemptFailure(kind, message, tokenCount: Self.count(failure["tokens"])))
        } else {
            return nil
        }
    }

    package func line(context: String, generator: JSONValue) -> String {
        JSONValue.object([
            .init(key: "request", value: .string(request)),
            .init(key: "context", value: .string(context)),
            .init(key: "generator", value: generator), outcome,
        ]).text
    }

    private var outcome: JSONValue.Member {
        switch result {
        case .success(let note):
            .init(
                key: "answer",
                value: .object([
                    .init(key: "text", value: .string(note.text)),
                    .init(key: "labels", value: note.labels ?? .null),
                    .init(
                        key: "finish_reason",
                        value: note.finishReason.map { .string($0) } ?? .null),
                    .init(key: "prompt_tokens", value: Self.json(note.promptTokenCount)),
                    .init(key: "completion_tokens", value: Self.json(note.completionTokenCount)),
                ]))
        case .failure(let failure):
            .init(
                key: "failure",
                value: .object([
                    .init(key: "kind", value: .string(failure.kind.rawValue)),
                    .init(key: "message", value: .string(failure.message)),
                    .init(key: "tokens", value: Self.json(failure.tokenCount)),
                ]))
        }
    }

    private static func present(_ value: JSONValue?) -> JSONValue? {
        value == .null ? nil : value
    }

    private static func count(_ value: JSONValue?) -> Int? {
        guard case .integer(let count)? = value else { return nil }
        return Int(count)
    }

    private static func json(_ count: Int?) -> JSONValue {
        count.map { .integer(Int64($0)) } ?? .null
    }
}
