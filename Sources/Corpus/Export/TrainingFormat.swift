internal import JSONRecords

/// What a line of an export is.
package enum TrainingFormat: String, CaseIterable, Sendable {
    /// The whole note record.
    case jsonl
    /// `{"instruction", "input", "output", "id"}`, all messages in the instruction, the input empty.
    case alpaca
    /// `{"conversations": [{"from": "system" | "human" | "gpt", "value"}, …], "id"}`
    case sharegpt
    /// `{"messages": [{"role", "content"}, …, {"role": "assistant", "content"}], "id"}`
    case messages

    /// The note as a line of JSON, without a line end. The chat formats give the prompt and, as its
    /// answer, the note.
    package func line(_ note: Note) -> String {
        let answer = ChatMessage(role: "assistant", content: note.text)
        let turns = note.prompt.messages + [answer]
        let members: [JSONValue.Member]
        switch self {
        case .jsonl: return note.json.text
        case .alpaca:
            members = [
                .init(
                    key: "instruction",
                    value: .string(note.prompt.messages.map(\.content).joined(separator: "\n\n"))),
                .init(key: "input", value: .string("")),
                .init(key: "output", value: .string(note.text)),
            ]
        case .sharegpt:
            members = [.init(key: "conversations", value: .array(turns.map(Self.turn)))]
        case .messages: members = [.init(key: "messages", value: .array(turns.map(\.json)))]
        }
        return JSONValue.object(members + [.init(key: "id", value: .string(note.id))]).text
    }

    private static func turn(_ message: ChatMessage) -> JSONValue {
        let speakers = ["user": "human", "assistant": "gpt"]
        return .object([
            .init(key: "from", value: .string(speakers[message.role] ?? message.role)),
            .init(key: "value", value: .string(message.content)),
        ])
    }
}
