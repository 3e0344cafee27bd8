internal import JSONRecords

/// What a line of the output is.
package enum QuestionFormat: String, CaseIterable, Sendable {
    /// Everything: see ``QuestionRecord``.
    case jsonl
    /// `{"instruction", "input", "output", "id"}`, the input empty.
    case alpaca
    /// `{"conversations": [{"from": "human", "value"}, {"from": "gpt", "value"}], "id"}`
    case sharegpt
    /// `{"messages": [{"role": "user", "content"}, {"role": "assistant", "content"}], "id"}`
    case messages

    /// A record as a line of JSON, without a line end.
    package func line(_ record: QuestionRecord) -> String {
        let question = JSONValue.string(record.question)
        let answer = JSONValue.string(record.answer)
        let id = JSONValue.Member(key: "id", value: .string(record.id))
        var members: [JSONValue.Member]
        switch self {
        case .jsonl: return record.json()
        case .alpaca:
            members = [
                JSONValue.Member(key: "instruction", value: question),
                JSONValue.Member(key: "input", value: .string("")),
                JSONValue.Member(key: "output", value: answer),
            ]
        case .sharegpt:
            members = [
                Self.turns(
                    "conversations", ("from", "value"), [("human", question), ("gpt", answer)])
            ]
        case .messages:
            members = [
                Self.turns(
                    "messages", ("role", "content"), [("user", question), ("assistant", answer)])
            ]
        }
        members.append(id)
        var writer = JSONWriter()
        writer.write(.object(members))
        return writer.text
    }

    private static func turns(
        _ key: String, _ names: (speaker: String, text: String),
        _ turns: [(speaker: String, text: JSONValue)]
    ) -> JSONValue.Member {
        JSONValue.Member(
            key: key,
            value: .array(
                turns.map { turn in
                    .object([
                        JSONValue.Member(key: names.speaker, value: .string(turn.speaker)),
                        JSONValue.Member(key: names.text, value: turn.text),
                    ])
                }))
    }
}
