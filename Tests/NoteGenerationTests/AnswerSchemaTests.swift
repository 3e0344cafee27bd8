import Diagnostics
import JSONRecords
import Testing

@testable import NoteGeneration

@Suite struct AnswerSchemaTests {
    private static let schema = """
        {"type": "object", "title": "A note", "additionalProperties": false,
         "required": ["text", "labels"],
         "properties": {"text": {"type": "string", "minLength": 3, "maxLength": 40},
          "severity": {"enum": ["mild", "severe", null]}, "score": {"type": "number", "minimum": 0, "maximum": 1},
          "labels": {"type": "array", "maxItems": 2, "items": {"type": "string"}}}}
        """

    private func schema() throws -> AnswerSchema {
        try AnswerSchema(try JSONParser.parse(Self.schema))
    }

    @Test func `an answer is taken apart into the note and its labels`() throws {
        let parts = try schema().parts(
            of: #"{"labels": ["fever"], "text": "Has a fever.", "score": 1}"#)
        #expect(parts.text == "Has a fever.")
        #expect(parts.labels == (try JSONParser.parse(#"{"labels": ["fever"], "score": 1}"#)))
    }

    @Test(arguments: [
        ("Here is your JSON", "no JSON"), ("[]", "another type"), ("{}", "no `text`"),
        (#"{"text": "abc"}"#, "no `labels`"), (#"{"text": 1, "labels": []}"#, "`text`"),
        (#"{"text": "ab", "labels": []}"#, "fewer than 3"),
        (#"{"text": "   ", "labels": []}"#, "has no `text`"),
        (#"{"text": "abc", "labels": [1]}"#, "`labels[0]`"),
        (#"{"text": "abc", "labels": ["a", "b", "c"]}"#, "more than 2"),
        (#"{"text": "abc", "labels": [], "x": 1}"#, "`x`"),
        (#"{"text": "abc", "labels": [], "severity": "bad"}"#, "`severity`"),
        (#"{"text": "abc", "labels": [], "score": 1.5}"#, "too large"),
    ])
    func `an answer that breaks the schema is refused by what is wrong`(
        answer: String, reason: String
    ) throws {
        let schema = try schema()
        do throws(AttemptFailure) {
            _ = try schema.parts(of: answer)
            Issue.record("it was taken")
        } catch {
            #expect(error.kind == .schema)
            #expect(error.message.contains(reason), "\(error.message)")
        }
    }

    @Test(arguments: [
        (#"{"type": "object"}"#, "`text`"), ("[]", "no object"),
        (#"{"type": "object", "properties": {"text": {"type": "string"}}}"#, "`text`"),
        (
            ##"{"type": "object", "properties": {"text": {"$ref": "#/x"}}}"##,
            "`/properties/text/$ref`"
        ),
        (#"{"oneOf": []}"#, "`/oneOf`"), (#"{"type": "text"}"#, "`/type`"),
        (#"{"items": {"pattern": "a"}}"#, "`/items/pattern`"),
    ])
    func `a schema that cannot be checked is refused by name`(
        schema: String, reason: String
    ) throws {
        let json = try JSONParser.parse(schema)
        do throws(InputError) {
            _ = try AnswerSchema(json)
            Issue.record("it was taken")
        } catch {
            #expect(error.message.contains(reason), "\(error.message)")
        }
    }
}
