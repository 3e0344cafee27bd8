import Diagnostics
import Foundation
import Testing

@testable import ClinicalNotes

@Suite struct PhraseTests {
    @Test(arguments: [
        (1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (14, 2), (20, 2), (21, 0), (22, 1),
        (25, 2), (101, 0), (111, 2), (112, 2), (122, 1),
    ])
    func `Russian numbers choose among день, дня and дней`(number: Int, form: Int) {
        #expect(NumberForm.index(number, .russian) == form)
    }

    @Test(arguments: [
        (0.019, "7 day"), (0.079, "29 day"), (0.083, "1 month"), (0.25, "3 month"),
        (1, "12 month"), (1.917, "23 month"), (2, "2 year"), (34, "34 year"),
    ])
    func `ages of infants are told in days and months`(years: Double, age: String) {
        let told = NoteAge(years: years)
        #expect("\(told.count) \(told.unit.rawValue)" == age)
    }

    @Test(arguments: [
        (8, true), (11, true), (18, true), (80, true), (1, false), (10, false), (81, true),
        (28, false),
    ])
    func `an age that begins with a vowel takes an`(age: Int, hasVowel: Bool) {
        #expect(NumberForm.hasVowel(age) == hasVowel)
    }

    @Test(arguments: [
        ("- \"{complaints\"", "a brace is open", 8),
        ("- \"[{complaints}\"", "a bracket is open", 8),
        ("- \"{complaintz}\"", "`complaintz` is neither a slot nor a rule", 8),
        ("- \"{n:5-2} {n?day|days}\"", "a range ends before it begins", 8),
        ("- {when: [sometimes], text: \"\"}", "`sometimes` is no condition", 8),
        ("- \"{other}\"\n  other: [\"{start}\"]", "leads back to itself", 9),
    ])
    func `a file of phrases with a mistake is refused with its line`(
        wording: String, message: String, line: Int
    ) throws {
        let error = #expect(throws: InputError.self) {
            try NotePack(files: Self.files(rules: "start:\n    \(wording)\n"))
        }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        #expect(error?.place?.file == "en.yaml")
        #expect(error?.place?.line == line)
    }

    @Test func `a style with a section that is no rule is refused`() throws {
        let error = #expect(throws: InputError.self) {
            try NotePack(files: Self.files(rules: "other: [\"\"]"))
        }
        #expect(error?.message.contains("there is no rule `start`") == true)
    }

    @Test func `a key that a file of words does not know is refused at its place`() throws {
        var files = try Self.files(rules: "start: [\"\"]")
        files["en.yaml"] = files["en.yaml"]?.replacing("styles:", with: "stiles:")
        let error = try #require(throws: InputError.self) { try NotePack(files: files) }
        #expect(
            error.description
                == "error: `en.yaml` has no key `stiles`\n  ┌─ en.yaml:5:1\n"
                + "  = hint: did you mean `styles`?")
    }

    @Test(arguments: ["connectors", "pseudo"])
    func `a list of cues that is missing is told at its language`(name: String) throws {
        var files = try Self.files(rules: "start: [\"\"]")
        files["negation.yaml"] = files["negation.yaml"]?.replacing(
            "\n  \(name):", with: "\n  # \(name):", maxReplacements: 1)
        let error = try #require(throws: InputError.self) { try NotePack(files: files) }
        #expect(
            error.description
                == "error: a language lacks `\(name)`\n  ┌─ negation.yaml:3:3")
    }

    @Test func `a missing file is named`() throws {
        var files = try Self.files(rules: "start: [\"\"]")
        files["ru.yaml"] = nil
        let error = #expect(throws: InputError.self) { try NotePack(files: files) }
        #expect(error?.message.contains("`ru.yaml`") == true)
    }

    @Test func `lists are joined and agree`() throws {
        let files = try Self.files(
            rules: """
                start:
                    - "{complaints:or}; {complaints:lines}; {complaints?is|are}; {patient?he|she}; {n:1-1} {n?day|days}.[ Never: {drugs}.]"
                """)
        let lexicon = Lexicon(SmallLexicon.entities, for: [], try NotePack(files: files))
        let one = try SmallLexicon.context(symptoms: ["rash"])
        #expect(
            OfflineNoteWriter(lexicon).note(for: one, seed: 1)
                == "Rash; - rash; is; she; 1 day.")
        let two = try SmallLexicon.context(symptoms: ["rash", "cough"], sex: "male")
        let note = OfflineNoteWriter(lexicon).note(for: two, seed: 1)
        #expect(note.hasSuffix("are; he; 1 day."))
        #expect(note.contains(" or "))
    }

    /// The files that ship, with other rules for English.
    private static func files(rules: String) throws -> [String: String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Datasets/notes")
        var files: [String: String] = [:]
        for name in ["names", "negation", "patients", "en", "ru"] {
            let path = folder.appending(path: "\(name).yaml")
            files[name + ".yaml"] = try String(contentsOf: path, encoding: .utf8)
        }
        files["en.yaml"] = """
            patient:
              nouns: [{female: woman, male: man}]
              attributes: {}
              units: {year: [year, years]}
            styles: [{name: one, separator: " ", layouts: [[start]]}]
            rules:
              \(rules)
            """
        return files
    }
}
