package import Diagnostics
internal import Foundation
package import JSONRecords

/// The form of an answer that has labels beside the note, as a JSON Schema.
///
/// Servers that obey it cannot write anything else; the answer is checked all the same, since others
/// pass over it. The property `text` is the note, the others are its labels.
package struct AnswerSchema: Sendable, Equatable {
    package let json: JSONValue

    /// - Throws: where the file is missing or no such schema.
    package init(path: String) throws(InputError) {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(validating: data, as: UTF8.self)
        else { throw InputError("cannot read the schema `\(path)`") }
        let json: JSONValue
        do { json = try JSONParser.parse(text) } catch {
            throw InputError(
                "the schema `\(path)` is no JSON from byte \(error.offset + 1) on")
        }
        do throws(InputError) { try self.init(json) } catch {
            throw InputError("the schema `\(path)`: \(error.message)", hint: error.hint)
        }
    }

    /// - Throws: where it has a keyword that is not known here, or no `text`.
    package init(_ json: JSONValue) throws(InputError) {
        try SchemaKeywords.check(json, at: "")
        guard json["type"] == .string("object"),
            json["properties"]?["text"]?["type"] == .string("string"),
            case .array(let required)? = json["required"], required.contains(.string("text"))
        else {
            throw InputError(
                "it must be an object with the required property `text` of the type `string`",
                hint: "`text` becomes the note, the other properties its labels")
        }
        self.json = json
    }

    /// As a server takes it.
    var responseFormat: JSONValue {
        .object([
            .init(key: "type", value: .string("json_schema")),
            .init(
                key: "json_schema",
                value: .object([
                    .init(key: "name", value: .string("note")),
                    .init(key: "strict", value: .boolean(true)),
                    .init(key: "schema", value: json),
                ])),
        ])
    }

    /// Takes an answer apart.
    ///
    /// - Throws: where it is not of this form.
    func parts(of content: String) throws(AttemptFailure) -> (text: String, labels: JSONValue) {
        guard let answer = try? JSONParser.parse(content) else {
            throw AttemptFailure(.schema, "the answer is no JSON, though a schema asks for it")
        }
        if let problem = SchemaKeywords.problem(answer, json, at: "") {
            throw AttemptFailure(.schema, "the answer breaks the schema: \(problem)")
        }
        guard case .object(let members) = answer, case .string(let text)? = answer["text"],
            text.contains(where: { !$0.isWhitespace })
        else { throw AttemptFailure(.schema, "the answer has no `text`") }
        return (text, .object(members.filter { $0.key != "text" }))
    }
}
