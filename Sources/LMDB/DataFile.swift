internal import Glibc

/// A data file read with `pread`, never through the map, so that no damage can end the process.
struct DataFile: ~Copyable {
    private let descriptor: CInt

    /// The length of the file when it was opened.
    let byteCount: Int

    init(path: String) throws(LMDBError) {
        descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0 else {
            byteCount = 0
            throw LMDBError(ReturnCode(rawValue: errno), in: "open")
        }
        byteCount = Int(status.st_size)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Fills `bytes` from `offset` on. Returns how many bytes the file had there.
    func read(at offset: Int, into bytes: inout [UInt8]) throws(LMDBError) -> Int {
        var count = 0
        while count < bytes.count {
            let result = unsafe bytes.withUnsafeMutableBytes {
                unsafe pread(descriptor, $0.baseAddress! + count, $0.count - count, offset + count)
            }
            if result < 0 && errno == EINTR { continue }
            guard result >= 0 else { throw LMDBError(ReturnCode(rawValue: errno), in: "pread") }
            if result == 0 { break }
            count += result
        }
        return count
    }
}
