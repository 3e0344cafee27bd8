package import Corpus
package import Diagnostics
internal import Foundation
internal import Synchronization

/// Writes down what another generator answers, behind what the file has already.
package final class RecordingGenerator: NoteGenerator {
    private let base: any NoteGenerator
    private let file: Mutex<FileHandle>

    /// - Throws: where the file cannot be written.
    package init(_ base: any NoteGenerator, path: String) throws(InputError) {
        self.base = base
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let handle = FileHandle(forUpdatingAtPath: path),
            (try? Self.removeTornLine(handle)) != nil
        else {
            throw InputError(
                "cannot write the recording `\(path)`",
                hint: "the folder must be there and allow new files")
        }
        file = Mutex(handle)
    }

    /// A process that was killed can leave half a line.
    private static func removeTornLine(_ handle: FileHandle) throws {
        var end = try handle.seekToEnd()
        let blockCount: UInt64 = 1 << 16
        while end > 0 {
            let start = end > blockCount ? end - blockCount : 0
            try handle.seek(toOffset: start)
            let block = try handle.read(upToCount: Int(end - start)) ?? Data()
            if let line = block.lastIndex(of: UInt8(ascii: "\n")) {
                end = start + UInt64(line - block.startIndex) + 1
                break
            }
            end = start
        }
        try handle.truncate(atOffset: end)
        try handle.seekToEnd()
    }

    package var description: GeneratorDescription { base.description }
    package var batchCount: Int { base.batchCount }
    package func tokenCountMax(_ request: NoteRequest) -> Int { base.tokenCountMax(request) }

    package func answer(_ request: NoteRequest) throws(AttemptFailure) -> NoteAnswer {
        do throws(AttemptFailure) {
            let note = try base.answer(request)
            try write(request, .success(note))
            return note
        } catch {
            try write(request, .failure(error))
            throw error
        }
    }

    private func write(
        _ request: NoteRequest, _ result: Result<NoteAnswer, AttemptFailure>
    ) throws(AttemptFailure) {
        let generator = description
        let line = RecordedAnswer(request: request.identity(for: generator), result: result)
            .line(context: request.prompt.context, generator: generator.json)
        let isWritten = file.withLock { file in
            (try? file.write(contentsOf: Data((line + "\n").utf8))) != nil
        }
        guard isWritten else {
            throw AttemptFailure(.unrecorded, "the recording cannot be written", tokenCount: nil)
        }
    }
}
