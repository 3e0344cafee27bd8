package import ClinicalNotes
package import JSONRecords

/// What became of a prompt.
package struct WorkOutcome: Sendable {
    package enum Result: Sendable {
        case note(NewNote)
        case failure(Failure)
    }

    /// Why there is no note.
    package struct Failure: Error, Sendable, Equatable {
        /// One word for the kind, such as `timeout`.
        package let kind: String
        /// One sentence in lower case, without full stop.
        package let message: String

        package init(kind: String, message: String) {
            self.kind = kind
            self.message = message
        }
    }

    package let prompt: PromptID
    /// How often it was asked.
    package let requestCount: Int
    package let result: Result

    package init(prompt: PromptID, requestCount: Int, result: Result) {
        self.prompt = prompt
        self.requestCount = requestCount
        self.result = result
    }
}

/// A note that is not yet in the corpus.
package struct NewNote: Sendable {
    package let text: String
    /// What the model said beside the text, where a schema asked for it.
    package let labels: JSONValue?
    package let finishReason: String?
    package let promptTokenCount: Int?
    package let completionTokenCount: Int?
    package let spans: [GoldSpan]
    package let scores: JSONValue

    package init(
        text: String, labels: JSONValue?, finishReason: String?, promptTokenCount: Int?,
        completionTokenCount: Int?, spans: [GoldSpan], scores: JSONValue
    ) {
        self.text = text
        self.labels = labels
        self.finishReason = finishReason
        self.promptTokenCount = promptTokenCount
        self.completionTokenCount = completionTokenCount
        self.spans = spans
        self.scores = scores
    }
}

/// A prompt by its row.
package struct PromptID: Hashable, Sendable {
    package let rawValue: Int64
}

/// A generator by its row.
package struct GeneratorID: Hashable, Sendable {
    package let rawValue: Int64
}
