internal import Diagnostics
internal import Glibc

/// The bytes of a file on disk.
final class FileBytes: ByteSource {
    private let path: String
    private let descriptor: CInt
    private(set) var consumedByteCount = 0

    /// - Parameter start: the byte to begin with.
    /// - Throws: if the file cannot be opened, or is a folder.
    init(path: String, from start: Int = 0) throws(InputError) {
        self.path = path
        // The path is passed as a C string for the length of the call.
        descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.error("cannot open the file", path) }
        guard start == 0 || lseek(descriptor, start, SEEK_SET) == start else {
            throw Self.error("cannot read the file", path)
        }
    }

    deinit { Glibc.close(descriptor) }

    func read(into buffer: inout [UInt8], at offset: Int) throws(InputError) -> Int {
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

    /// Copies standard input into a file without name, so that it can be read more than once, and
    /// gives a path to it. It goes when the program ends, however that is.
    ///
    /// - Throws: if there is no room.
    static func spoolStandardInput() throws(InputError) -> String {
        let name = "standard input"
        var template = Array("/tmp/medgraph-XXXXXX".utf8CString)
        if let folder = unsafe getenv("TMPDIR") {
            // The environment's own text, copied at once.
            template = Array("\(unsafe String(cString: folder))/medgraph-XXXXXX".utf8CString)
        }
        // The array holds a C string, which is changed in place.
        let copy = unsafe template.withUnsafeMutableBufferPointer { path in
            let descriptor = unsafe mkstemp(path.baseAddress!)
            if descriptor >= 0 { unsafe unlink(path.baseAddress!) }
            return descriptor
        }
        guard copy >= 0 else { throw Self.error("cannot keep what comes in", name) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            // Both calls stay within the array.
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Glibc.read(STDIN_FILENO, bytes.baseAddress!, bytes.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.error("cannot read the file", name) }
            if count == 0 { break }
            var written = 0
            while written < count {
                let step = unsafe buffer.withUnsafeBytes { bytes in
                    unsafe write(copy, bytes.baseAddress! + written, count - written)
                }
                if step < 0, errno == EINTR { continue }
                guard step > 0 else { throw Self.error("cannot keep what comes in", name) }
                written += step
            }
        }
        return "/proc/self/fd/\(copy)"
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        // The structure outlives the call.
        return unsafe stat(path, &status) == 0 ? status : nil
    }

    private static func error(_ message: String, _ path: String) -> InputError {
        // The C library's own text, copied at once.
        let reason = unsafe String(cString: strerror(errno))
        return InputError("\(message): \(reason.lowercased())", at: .init(file: path))
    }
}
