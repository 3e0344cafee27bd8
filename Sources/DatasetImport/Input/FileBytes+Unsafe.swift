internal import Glibc

/// The bytes of a file on disk.
final class FileBytes: ByteSource {
    private let path: String
    private let descriptor: CInt
    private(set) var consumedByteCount = 0

    /// - Throws: if the file cannot be opened, or is a folder.
    init(path: String) throws(ImportError) {
        self.path = path
        // The path is passed as a C string for the length of the call.
        descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.error("cannot open the file", path) }
    }

    deinit { Glibc.close(descriptor) }

    func read(into buffer: inout [UInt8], at offset: Int) throws(ImportError) -> Int {
        precondition(offset < buffer.count, "there is room to read into")
        while true {
            // The kernel writes at most the count that is given, which is the room there is.
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Glibc.read(
                    descriptor, bytes.baseAddress! + offset, min(bytes.count - offset, 1 << 20))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.error("cannot read the file", path) }
            consumedByteCount += count
            return count
        }
    }

    /// The size of a file; 0 if there is none.
    static func byteCount(path: String) -> Int {
        status(path).map { Int($0.st_size) } ?? 0
    }

    /// Whether a path, or what it links to, is a folder; nil if there is nothing.
    static func isFolder(path: String) -> Bool? {
        status(path).map { $0.st_mode & S_IFMT == S_IFDIR }
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        // The structure outlives the call.
        return unsafe stat(path, &status) == 0 ? status : nil
    }

    private static func error(_ message: String, _ path: String) -> ImportError {
        // The C library's own text, copied at once.
        let reason = unsafe String(cString: strerror(errno))
        return ImportError("\(message): \(reason.lowercased())", at: .init(file: path))
    }
}
