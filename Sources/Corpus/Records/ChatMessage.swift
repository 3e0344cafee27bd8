package import JSONRecords

/// A message of a chat with a model.
package struct ChatMessage: Sendable, Equatable {
    /// `system`, `user` or `assistant`.
    package let role: String
    package let content: String

    package init(role: String, content: String) {
        self.role = role
        self.content = content
    }

    /// `{"role", "content"}`
    package var json: JSONValue {
        .object([
            .init(key: "role", value: .string(role)),
            .init(key: "content", value: .string(content)),
        ])
    }

    /// The messages of a context record; nil where they are something else, or none.
    package static func messages(of record: JSONValue) -> [ChatMessage]? {
        guard case .array(let elements)? = record["messages"], !elements.isEmpty else { return nil }
        var messages: [ChatMessage] = []
        for element in elements {
            guard case .string(let role)? = element["role"],
                case .string(let content)? = element["content"]
            else { return nil }
            messages.append(ChatMessage(role: role, content: content))
        }
        return messages
    }
}
