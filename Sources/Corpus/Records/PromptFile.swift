internal import ClinicalNotes
package import Diagnostics
internal import Foundation
internal import JSONRecords

/// Context records as JSON lines, read one by one.
package struct PromptFile {
    let path: String
    private let data: Data
    private var offset = 0
    private var line = 0

    /// - Throws: where there is no such file.
    package init(path: String) throws(InputError) {
        do {
            data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        } catch { throw InputError("cannot read the prompts `\(path)`") }
        self.path = path
    }

    /// The next prompt; nil at the end. Blank lines are passed over.
    ///
    /// - Throws: where a line is no context record.
    package mutating func next() throws(InputError) -> (prompt: Prompt, place: FilePlace)? {
        while let bytes = nextLine() {
            let place = FilePlace(file: path, line: line)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw InputError("the line is no UTF-8", at: place)
            }
            if text.allSatisfy(\.isWhitespace) { continue }
            return (try Self.prompt(text, place), place)
        }
        return nil
    }

    private mutating func nextLine() -> Data? {
        guard offset < data.count else { return nil }
        let rest = data[(data.startIndex + offset)...]
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? data.endIndex
        defer {
            offset = end - data.startIndex + 1
            line += 1
        }
        return rest[..<end]
    }

    private static func prompt(
        _ text: String, _ place: FilePlace
    ) throws(InputError) -> Prompt {
        let record: JSONValue
        do { record = try JSONParser.parse(text) } catch {
            throw InputError(
                "the line is no JSON from byte \(error.offset + 1) on", at: place,
                hint: "`medgraph prompts` writes the records, one a line")
        }
        do throws(InputError) {
            _ = try NoteContext(record: record)
            return try Prompt(record: record, text: text)
        } catch { throw InputError(error.message, at: place, hint: error.hint) }
    }
}
