internal import Glibc

/// A data file read with `pread`, never through the map, so that no damage can end the process.
struct DataFile: ~Copyable {
    private let descriptor: CInt

    /// The length of the file when it was measured last. Nothing is read beyond.
    private(set) var byteCount = 0

    private init(descriptor: CInt) { self.descriptor = descriptor }

    /// Opens the file at `path` for reading.
    static func open(path: String) throws(LMDBError) -> DataFile {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LMDBError(ReturnCode(rawValue: errno), in: "open") }
        var file = DataFile(descriptor: descriptor)
        try file.measure()
        return file
    }

    /// Measures the file again. Meta pages are read before: a writer may add pages and commit
    /// them, and then a length from before is too short.
    mutating func measure() throws(LMDBError) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw LMDBError(ReturnCode(rawValue: errno), in: "fstat")
        }
        byteCount = Int(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// The `count` bytes at `offset`, or nil if the file ends before.
    func bytes(at offset: Int, count: Int) throws(LMDBError) -> [UInt8]? {
        guard offset <= byteCount, count <= byteCount - offset else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let result = unsafe bytes.withUnsafeMutableBytes {
                unsafe pread(descriptor, $0.baseAddress! + done, count - done, offset + done)
            }
            if result < 0 && errno == EINTR { continue }
            guard result >= 0 else { throw LMDBError(ReturnCode(rawValue: errno), in: "pread") }
            if result == 0 { return nil }
            done += result
        }
        return bytes
    }

    /// Page `number` of a file with pages of `pageByteCount`, or nil if the file ends before.
    func page(_ number: UInt64, pageByteCount: Int) throws(LMDBError) -> [UInt8]? {
        guard number < UInt64(byteCount / pageByteCount) else { return nil }
        return try bytes(at: Int(number) * pageByteCount, count: pageByteCount)
    }

    /// The meta page that begins at `offset`.
    func metaPage(at offset: Int) throws(LMDBError) -> MetaPage {
        guard let bytes = try bytes(at: offset, count: MetaPage.byteCount) else {
            throw LMDBError(.invalid, in: "MetaPage")
        }
        return try MetaPage(bytes.span.rawBytes)
    }
}
