package import ClinicalNotes
package import Corpus
package import JSONRecords

/// Writes the note of a prompt. Several threads use it at once.
package protocol NoteGenerator: Sendable {
    /// With all that its notes depend on.
    var description: GeneratorDescription { get }

    /// How many notes are made before they are stored together: 1 where a note has its price.
    var batchCount: Int { get }

    /// More tokens than asking once can take; 0 where nothing is counted.
    func tokenCountMax(_ request: NoteRequest) -> Int

    /// Asks once.
    func answer(_ request: NoteRequest) throws(AttemptFailure) -> NoteAnswer
}

/// A prompt that is to be answered.
package struct NoteRequest: Sendable {
    package let prompt: Prompt
    package let context: NoteContext
    package let lexicon: Lexicon

    package init(prompt: Prompt, context: NoteContext, lexicon: Lexicon) {
        self.prompt = prompt
        self.context = context
        self.lexicon = lexicon
    }

    /// The same for the same messages to the same generator with the same settings.
    package func identity(for generator: GeneratorDescription) -> String {
        fingerprint([prompt.identity, generator.identity])
    }
}

/// What a generator wrote.
package struct NoteAnswer: Sendable, Equatable {
    package var text: String
    /// What it said beside the text, where a schema asked for it.
    package var labels: JSONValue?
    /// Why the server ended, as it calls it.
    package var finishReason: String?
    package var promptTokenCount: Int?
    package var completionTokenCount: Int?

    package init(
        text: String, labels: JSONValue? = nil, finishReason: String? = nil,
        promptTokenCount: Int? = nil, completionTokenCount: Int? = nil
    ) {
        self.text = text
        self.labels = labels
        self.finishReason = finishReason
        self.promptTokenCount = promptTokenCount
        self.completionTokenCount = completionTokenCount
    }
}

/// Why asking once gave no note.
package struct AttemptFailure: Error, Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// No connection, or one that broke.
        case unreachable
        case timeout
        /// HTTP status 429.
        case rateLimit = "rate limit"
        /// HTTP status 500 and above.
        case serverError = "server error"
        /// HTTP status 401 or 404: what is wrong with one prompt is wrong with all.
        case denied
        /// Any other HTTP status.
        case rejected
        /// An answer that is none.
        case garbage
        /// The note reached the limit of tokens.
        case cutOff = "cut off"
        /// The model or a filter of the server declined.
        case refusal
        /// An answer that breaks the schema.
        case schema
        /// A recording has no answer.
        case unrecorded
    }

    package let kind: Kind
    /// One sentence in lower case, without full stop.
    package let message: String
    /// How long the server asks to wait, in seconds.
    package var retryAfterSeconds: Double?
    /// How many tokens it took; nil where nobody knows.
    package var tokenCount: Int?

    package init(
        _ kind: Kind, _ message: String, retryAfterSeconds: Double? = nil, tokenCount: Int? = 0
    ) {
        self.kind = kind
        self.message = message
        self.retryAfterSeconds = retryAfterSeconds
        self.tokenCount = tokenCount
    }

    /// Whether the same request can succeed later.
    package var isTransient: Bool {
        switch kind {
        case .unreachable, .timeout, .rateLimit, .serverError: true
        default: false
        }
    }

    /// Whether it says that no prompt will be answered.
    package var isOfServer: Bool { kind == .unreachable || kind == .denied }
}
