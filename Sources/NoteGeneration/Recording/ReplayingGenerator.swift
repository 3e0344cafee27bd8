package import Corpus
package import Diagnostics
internal import Foundation
internal import JSONRecords

/// Answers as a recording does, without asking anyone.
package struct ReplayingGenerator: NoteGenerator {
    package let description: GeneratorDescription
    private let answers: [String: Result<NoteAnswer, AttemptFailure>]

    /// - Parameter description: the generator that was recorded, with its settings.
    /// - Throws: where the file is missing or a line of it is none of a recording.
    package init(
        _ description: GeneratorDescription, path: String
    ) throws(InputError) {
        self.description = description
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError("cannot read the recording `\(path)`")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw InputError("the recording `\(path)` is no UTF-8")
        }
        var answers: [String: Result<NoteAnswer, AttemptFailure>] = [:]
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            // What is behind the last line end was torn off by the end of its process.
            if index == lines.count - 1 { break }
            guard let json = try? JSONParser.parse(String(line)), let answer = RecordedAnswer(json)
            else {
                throw InputError(
                    "the line is none of a recording",
                    at: FilePlace(file: path, line: index + 1),
                    hint: "`medgraph generate … --record FILE` writes recordings")
            }
            answers[answer.request] = answer.result
        }
        self.answers = answers
    }

    package var batchCount: Int { 64 }

    package func tokenCountMax(_ request: NoteRequest) -> Int { 0 }

    package func answer(_ request: NoteRequest) throws(AttemptFailure) -> NoteAnswer {
        guard let result = answers[request.identity(for: description)] else {
            throw AttemptFailure(
                .unrecorded, "the recording has no answer to this prompt with these settings")
        }
        return try result.get()
    }
}
