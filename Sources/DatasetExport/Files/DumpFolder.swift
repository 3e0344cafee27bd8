internal import Foundation
internal import JSONRecords

/// The folder of a dump. It has another name until everything is in it, and goes if that never
/// comes, also when a signal ends the program.
final class DumpFolder {
    private let path: String
    private let partial: TemporaryFolder
    private var files: [DumpFile] = []

    init(_ path: String) throws(DumpError) {
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
        self.path = String(trimmed)
        do { partial = try TemporaryFolder(beside: self.path) } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
    }

    var fileNames: [String] { files.map(\.name) }

    /// A new file in the folder.
    func makeFile(_ name: String) throws(DumpError) -> DumpFile {
        let file = try DumpFile(name, path: partial.path(of: name))
        files.append(file)
        return file
    }

    /// Writes what waits, and gives the folder its name.
    func finish() throws(DumpError) {
        for file in files { try file.flush() }
        do {
            // An empty folder of the name may be there.
            if FileManager.default.fileExists(atPath: path) {
                let names = try FileManager.default.contentsOfDirectory(atPath: path)
                guard names.isEmpty else { throw DumpError.isThere(path: path) }
                try FileManager.default.removeItem(atPath: path)
            }
            try partial.move(to: path)
        } catch let error as DumpError {
            throw error
        } catch { throw .cannotWrite(path: path, reason: error.localizedDescription) }
    }
}

/// A file that is written from front to back. It is open only while it is written to, so that there
/// may be any number of them.
final class DumpFile {
    let name: String
    private let path: String
    private var buffer: [UInt8] = []

    private static let byteCountMax = 1 << 18

    fileprivate init(_ name: String, path: String) throws(DumpError) {
        self.name = name
        self.path = path
        // The file manager would make it under another name first, which a signal leaves behind.
        do { try Data().write(to: URL(filePath: path), options: .withoutOverwriting) } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
    }

    func write(_ text: String) throws(DumpError) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.byteCountMax { try flush() }
    }

    fileprivate func flush() throws(DumpError) {
        guard !buffer.isEmpty else { return }
        do {
            let handle = try FileHandle(forWritingTo: URL(filePath: path))
            defer { try? handle.close() }
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(buffer))
        } catch { throw .cannotWrite(path: path, reason: error.localizedDescription) }
        buffer.removeAll(keepingCapacity: true)
    }
}
