package import ClinicalNotes
package import JSONRecords

/// A note of a corpus.
package struct Note: Sendable {
    /// Its row, from 1 on in the order of answers.
    package let number: Int64
    package let prompt: Prompt
    package let generator: GeneratorDescription
    package let text: String
    /// In the order of the text; offsets in Unicode scalars.
    package let spans: [GoldSpan]
    package let scores: JSONValue
    package let labels: JSONValue?
    package let finishReason: String?
    package let promptTokenCount: Int?
    package let completionTokenCount: Int?

    /// The same for the note of the same context and generator in any corpus.
    package var id: String { "\(prompt.context)-\(generator.identity.prefix(8))" }

    /// The note as a record, with the keys of all note records first.
    package var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "id", value: .string(id)),
            .init(key: "context", value: .string(prompt.context)),
            .init(key: "icd10", value: .string(prompt.icd10)),
            .init(key: "language", value: .string(prompt.language)),
            .init(key: "text", value: .string(text)),
            .init(key: "spans", value: .array(spans.map(\.json))),
            .init(key: "generator", value: generator.json),
            .init(key: "scores", value: scores),
        ]
        if let labels { members.append(.init(key: "labels", value: labels)) }
        members.append(
            .init(
                key: "tokens",
                value: .object([
                    .init(key: "prompt", value: Self.integer(promptTokenCount)),
                    .init(key: "completion", value: Self.integer(completionTokenCount)),
                ])))
        return .object(members)
    }

    private static func integer(_ count: Int?) -> JSONValue {
        count.map { .integer(Int64($0)) } ?? .null
    }
}
