internal import DatasetImport
internal import Foundation
internal import PromptGeneration

/// Where records go: standard output, or a file that is there only when it is whole.
final class RecordSink {
    private let path: String?
    private let temporary: URL?
    private let handle: FileHandle
    private var isFinished = false

    /// - Throws: where the folder cannot be written to.
    init(path: String?) throws {
        self.path = path
        guard let path else {
            temporary = nil
            handle = .standardOutput
            return
        }
        let url = URL(filePath: path)
        let temporary = url.deletingLastPathComponent()
            .appending(
                path: ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
        guard FileManager.default.createFile(atPath: temporary.path, contents: nil) else {
            throw PromptError("`\(path)` cannot be written")
        }
        self.temporary = temporary
        handle = try FileHandle(forWritingTo: temporary)
    }

    deinit {
        if let temporary, !isFinished { try? FileManager.default.removeItem(at: temporary) }
    }

    func write(_ text: String) throws { try handle.write(contentsOf: Data(text.utf8)) }

    /// Puts the file in its place.
    func finish() throws {
        isFinished = true
        guard let path, let temporary else { return }
        try handle.synchronize()
        try handle.close()
        guard unsafe rename(temporary.path, path) == 0 else {
            try? FileManager.default.removeItem(at: temporary)
            throw PromptError("`\(path)` cannot be written")
        }
    }
}
