package import Diagnostics
internal import Foundation

/// The files that records go to: whole, or not at all.
///
/// What is written lies beside its place under another name until ``finish()``. It is gone when the
/// work fails, and when SIGINT or SIGTERM ends the program. What is no file but a device or a pipe
/// is written to at once.
package final class RecordFiles {
    private struct File {
        /// As it was given.
        let name: String
        /// Where it will lie: behind all links, which stay.
        let path: String
        /// Nil for what is written to at once.
        let temporary: TemporaryFile?
        let handle: FileHandle
        var buffer: [UInt8] = []
    }

    private var files: [File] = []
    private static let byteCountMax = 1 << 20

    /// - Parameter paths: one for each part.
    /// - Throws: where a file cannot be made.
    package init(_ paths: [String]) throws(InputError) {
        for path in paths {
            guard let file = Self.file(path) else {
                discard()
                throw InputError(
                    "cannot write `\(path)`", hint: "the folder must be there and allow new files")
            }
            files.append(file)
        }
    }

    private static func file(_ name: String) -> File? {
        let path = target(name)
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        switch attributes?[.type] as? FileAttributeType {
        case .typeDirectory?: return nil
        case nil, .typeRegular?:
            guard let temporary = TemporaryFile(beside: path),
                let handle = FileHandle(forWritingAtPath: temporary.path)
            else { return nil }
            return File(name: name, path: path, temporary: temporary, handle: handle)
        default:
            guard let handle = FileHandle(forWritingAtPath: path) else { return nil }
            return File(name: name, path: path, temporary: nil, handle: handle)
        }
    }

    /// What a link leads to, which need not be there; other paths lead to themselves.
    private static func target(_ path: String) -> String {
        var url = URL(filePath: path)
        // As many links as the kernel follows.
        for _ in 0..<40 {
            guard
                let next = try? FileManager.default.destinationOfSymbolicLink(atPath: url.path)
            else { break }
            url = URL(filePath: next, relativeTo: url.deletingLastPathComponent())
        }
        return url.path
    }

    /// Where the records of each part go: `q.jsonl` becomes `q.train.jsonl`.
    package static func paths(of path: String, parts: [String]) -> [String] {
        guard !parts.isEmpty else { return [path] }
        let url = URL(fileURLWithPath: path)
        let ending = url.pathExtension.isEmpty ? "" : "." + url.pathExtension
        let stem = ending.isEmpty ? path : String(path.dropLast(ending.count))
        return parts.map { "\(stem).\($0)\(ending)" }
    }

    /// Adds text to the file of a part.
    package func write(_ text: String, to part: Int = 0) throws(InputError) {
        files[part].buffer += text.utf8
        if files[part].buffer.count >= Self.byteCountMax { try flush(part) }
    }

    private func flush(_ part: Int) throws(InputError) {
        do { try files[part].handle.write(contentsOf: Data(files[part].buffer)) } catch {
            let name = files[part].name
            discard()
            throw InputError("cannot write `\(name)`", hint: "is the disk full?")
        }
        files[part].buffer.removeAll(keepingCapacity: true)
    }

    /// Puts the files in their places; what was there is replaced.
    package func finish() throws(InputError) {
        for part in files.indices { try flush(part) }
        for file in files {
            if file.temporary != nil { try? file.handle.synchronize() }
            guard (try? file.handle.close()) != nil, file.temporary?.move(to: file.path) ?? true
            else {
                discard()
                throw InputError("cannot write `\(file.name)`")
            }
        }
        files = []
    }

    /// Removes what was written.
    package func discard() {
        for file in files {
            try? file.handle.close()
            file.temporary?.remove()
        }
        files = []
    }

    deinit { discard() }
}
