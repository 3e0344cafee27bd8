internal import Foundation

/// The files that questions go to: whole, or not at all.
///
/// What is written lies beside its place under another name until ``finish()``.
package final class QuestionFiles {
    private var files: [(path: String, temporary: String, handle: FileHandle)] = []
    private var buffers: [[UInt8]] = []
    private static let byteCountMax = 1 << 20

    /// - Parameter paths: one for each part.
    /// - Throws: where a file cannot be made.
    package init(_ paths: [String]) throws(QuestionError) {
        for path in paths {
            let temporary = "\(path).part-\(ProcessInfo.processInfo.processIdentifier)"
            guard FileManager.default.createFile(atPath: temporary, contents: nil),
                let handle = FileHandle(forWritingAtPath: temporary)
            else {
                discard()
                throw QuestionError(
                    "cannot write `\(path)`", hint: "the folder must be there and allow new files")
            }
            files.append((path, temporary, handle))
            buffers.append([])
        }
    }

    /// Where the questions of each part go: `q.jsonl` becomes `q.train.jsonl`.
    package static func paths(of path: String, parts: [String]) -> [String] {
        guard !parts.isEmpty else { return [path] }
        let url = URL(fileURLWithPath: path)
        let ending = url.pathExtension.isEmpty ? "" : "." + url.pathExtension
        let stem = ending.isEmpty ? path : String(path.dropLast(ending.count))
        return parts.map { "\(stem).\($0)\(ending)" }
    }

    /// Adds a line to the file of a part.
    package func write(_ line: String, to part: Int) throws(QuestionError) {
        buffers[part] += line.utf8
        buffers[part].append(UInt8(ascii: "\n"))
        if buffers[part].count >= Self.byteCountMax { try flush(part) }
    }

    private func flush(_ part: Int) throws(QuestionError) {
        do { try files[part].handle.write(contentsOf: Data(buffers[part])) } catch {
            discard()
            throw QuestionError("cannot write `\(files[part].path)`: \(error)")
        }
        buffers[part].removeAll(keepingCapacity: true)
    }

    /// Puts the files in their places; what was there is replaced.
    package func finish() throws(QuestionError) {
        for part in files.indices { try flush(part) }
        for file in files {
            guard (try? file.handle.close()) != nil,
                replaceFile(at: file.path, with: file.temporary)
            else {
                discard()
                throw QuestionError("cannot write `\(file.path)`")
            }
        }
        files = []
    }

    /// Removes what was written.
    package func discard() {
        for file in files {
            try? file.handle.close()
            try? FileManager.default.removeItem(atPath: file.temporary)
        }
        files = []
    }

    deinit { discard() }
}
