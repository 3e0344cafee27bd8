import Diagnostics
import GraphTestSupport
import Testing

@testable import PromptGeneration

@Suite struct ExampleNotesTests {
    @Test(arguments: [
        ("{\"icd10\": \"G43\", \"text\": \"a\"}\n{", 2, "no JSON"),
        ("{\"icd10\": \"migraine\", \"text\": \"a\"}", 1, "no code of ICD-10"),
        ("{\"text\": \"a\"}", 1, "no code of ICD-10"),
        ("\n{\"icd10\": \"G43\", \"text\": \" \"}", 2, "no `text`"),
    ])
    func `mistakes are told with their line`(text: String, line: Int, message: String) {
        #expect {
            try ExampleNotes.parse(text, file: "n.jsonl")
        } throws: { error in
            let error = error as? InputError
            return error?.place == .init(file: "n.jsonl", line: line)
                && error?.message.contains(message) == true
        }
    }

    @Test func `a disease has its own notes, else those of wider and narrower codes`() throws {
        let notes = try Starter.examples()
        let lines = { (code: String, language: Language) in
            notes.notes(for: code, language).map(\.line)
        }
        #expect(lines("G43", .english) == [1, 2])
        #expect(lines("G43.1", .english) == [1, 2])
        #expect(lines("G43.1", .russian) == [5])
        #expect(lines("J45", .russian) == [3])
        #expect(lines("G44.2", .english) == [])
    }
}
