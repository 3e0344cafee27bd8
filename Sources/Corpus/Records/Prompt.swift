package import Diagnostics
package import JSONRecords

/// A prompt: the messages of a context record.
package struct Prompt: Sendable, Equatable {
    /// The `id` of the record.
    package let context: String
    package let icd10: String
    package let language: String
    package let template: String
    package let messages: [ChatMessage]
    /// The whole record as JSON on one line.
    package let record: String

    /// Takes a record of `medgraph prompts` apart.
    ///
    /// - Parameter text: the line that `record` stands on.
    /// - Throws: ``InputError`` that names the key which is missing or holds something else.
    package init(record: JSONValue, text: String) throws(InputError) {
        func string(_ key: String) throws(InputError) -> String {
            guard case .string(let value)? = record[key], !value.isEmpty, !value.contains("\0")
            else {
                throw InputError(
                    "`\(key)` of a context record must be a text",
                    hint: "`medgraph prompts` writes such records, one a line")
            }
            return value
        }
        context = try string("id")
        icd10 = try string("icd10")
        language = try string("language")
        template = try string("template")
        guard let messages = ChatMessage.messages(of: record) else {
            throw InputError(
                "`messages` of a context record must be a list of objects with `role` and `content`"
            )
        }
        self.messages = messages
        self.record = text
    }

    /// The same for the same messages.
    package var identity: String { Self.identity(of: messages) }

    package static func identity(of messages: [ChatMessage]) -> String {
        fingerprint(messages.flatMap { [$0.role, $0.content] })
    }
}
