import CZlib

/// One member of a gzip file.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    // A plain C structure; its pointers are set and used within this function.
    var stream = unsafe z_stream()
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + 256)
    // Both arrays outlive the calls, and zlib is told how long they are.
    unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe output.withUnsafeMutableBufferPointer { output in
            _ = unsafe deflateInit2_(
                &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                CInt(MemoryLayout<z_stream>.size))
            unsafe stream.next_in = input.baseAddress
            unsafe stream.avail_in = UInt32(input.count)
            unsafe stream.next_out = output.baseAddress
            unsafe stream.avail_out = UInt32(output.count)
            _ = unsafe deflate(&stream, Z_FINISH)
            _ = unsafe deflateEnd(&stream)
        }
    }
    // A plain number of the C structure.
    return Array(output.prefix(Int(unsafe stream.total_out)))
}
