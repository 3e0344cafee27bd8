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

/// One line on the terminal that says how many records are made.
final class CountLine {
    private let total: Int
    private let isShown: Bool
    private let start = ContinuousClock.now
    private var width = 0

    init(total: Int, isShown: Bool) {
        self.total = total
        self.isShown = isShown
    }

    func show(_ count: Int) {
        guard isShown else { return }
        let seconds = max((ContinuousClock.now - start) / .seconds(1), 0.001)
        let text =
            "\(count.grouped) of \(total.grouped) records, \(Int(Double(count) / seconds).grouped) a second"
        Console.write("\r" + text + String(repeating: " ", count: max(0, width - text.count)))
        width = text.count
    }

    func clear() {
        guard isShown, width > 0 else { return }
        Console.write("\r" + String(repeating: " ", count: width) + "\r")
        width = 0
    }
}
