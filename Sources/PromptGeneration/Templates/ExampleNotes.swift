package import Diagnostics
internal import Foundation
internal import JSONRecords

/// Notes of a user that show a model what a note looks like, by code.
///
/// **Layout** of the file: JSON Lines, `{"icd10": "G43", "text": "…", "language": "en"}`; a line
/// without language serves all. A note serves its own disease, and where a disease has none, those
/// whose code is wider or narrower.
package struct ExampleNotes: Sendable {
    struct Note: Sendable {
        let code: String
        let text: String
        let language: String?
        /// Counted from 1.
        let line: Int
    }

    private let notes: [Note]
    /// A name for the content: 16 hexadecimal digits.
    let fingerprint: String

    package static func read(path: String) throws(InputError) -> ExampleNotes {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw InputError("there is no file `\(path)` to read")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw InputError("`\(path)` is not in UTF-8")
        }
        return try parse(text, file: path)
    }

    static func parse(_ text: String, file: String) throws(InputError) -> ExampleNotes {
        var notes: [Note] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            let place = FilePlace(file: file, line: index + 1)
            let json: JSONValue
            do { json = try JSONParser.parse(String(line)) } catch {
                throw InputError("the line is no JSON (byte \(error.offset))", at: place)
            }
            guard case .string(let code)? = json["icd10"], ICDRange(code) != nil else {
                throw InputError("the note has no code of ICD-10 under `icd10`", at: place)
            }
            guard case .string(let text)? = json["text"], !text.allSatisfy(\.isWhitespace) else {
                throw InputError("the note has no `text`", at: place)
            }
            var language: String?
            if case .string(let name)? = json["language"] { language = name }
            notes.append(
                Note(code: code.uppercased(), text: text, language: language, line: index + 1))
        }
        return ExampleNotes(notes: notes, fingerprint: PromptGeneration.fingerprint([text]))
    }

    /// The notes that can show how one about `code` looks, in the order of the file.
    func notes(for code: String, _ language: Language) -> [Note] {
        let fitting = notes.filter { ($0.language ?? language.rawValue) == language.rawValue }
        let own = fitting.filter { $0.code == code }
        guard own.isEmpty else { return own }
        return fitting.filter { Self.isWider($0.code, code) || Self.isWider(code, $0.code) }
    }

    private static func isWider(_ code: String, _ other: String) -> Bool {
        code.utf8.count >= 3 && other.hasPrefix(code)
    }
}
