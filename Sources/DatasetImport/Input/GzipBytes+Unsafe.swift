internal import CZlib
internal import Diagnostics

/// The content of a gzip file, which may have several members one after the other.
@safe
final class GzipBytes: ByteSource {
    private let source: any ByteSource
    private let name: String
    // A plain C structure; its pointers are set and used within single calls.
    private var stream = unsafe z_stream()
    private var input = [UInt8](repeating: 0, count: 1 << 16)
    private var inputRange = 0..<0
    private var state = State.betweenMembers

    private enum State { case betweenMembers, inMember, ended }

    /// Whether there is neither header nor check sum, as in ZIP archives.
    private let isBare: Bool

    /// - Throws: if zlib cannot start.
    init(_ source: any ByteSource, name: String, isBare: Bool = false) throws(InputError) {
        self.source = source
        self.name = name
        self.isBare = isBare
        // 15 bits of window, plus 16 for gzip's header and check sum, or less than 0 for neither.
        let code = unsafe inflateInit2_(
            &stream, isBare ? -15 : 15 + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw InputError("zlib cannot start", at: .init(file: name)) }
    }

    // The stream was initialised, or `init` threw before there was an object.
    deinit { unsafe inflateEnd(&stream) }

    var consumedByteCount: Int { source.consumedByteCount }

    func read(into buffer: inout [UInt8], at offset: Int) throws(InputError) -> Int {
        precondition(offset < buffer.count, "there is room to read into")
        var position = offset
        while position == offset, state != .ended {
            try fillInput()
            switch state {
            case .betweenMembers: startMember()
            case .inMember: position += try inflateSome(into: &buffer, at: position)
            case .ended: break
            }
        }
        return position - offset
    }

    private func fillInput() throws(InputError) {
        guard inputRange.isEmpty else { return }
        inputRange = 0..<(try source.read(into: &input, at: 0))
        guard inputRange.isEmpty else { return }
        if state == .inMember {
            throw error("the \(kind) ends in the middle", hint: "it was cut off; fetch it again")
        }
        state = .ended
    }

    /// Members may be followed by zeros up to a block's end.
    private func startMember() {
        while !isBare, let first = inputRange.first, input[first] == 0 {
            inputRange = (first + 1)..<inputRange.upperBound
        }
        guard !inputRange.isEmpty else { return }
        // The stream was initialised.
        _ = unsafe inflateReset(&stream)
        state = .inMember
    }

    private func inflateSome(
        into buffer: inout [UInt8], at offset: Int
    ) throws(InputError) -> Int {
        let room = min(buffer.count - offset, 1 << 20)
        let inputCount = inputRange.count
        var code = Z_OK
        // Both arrays outlive the call, and zlib is told how much of each it may touch.
        unsafe buffer.withUnsafeMutableBufferPointer { output in
            unsafe input.withUnsafeMutableBufferPointer { input in
                unsafe stream.next_in = input.baseAddress! + inputRange.lowerBound
                unsafe stream.avail_in = UInt32(inputCount)
                unsafe stream.next_out = output.baseAddress! + offset
                unsafe stream.avail_out = UInt32(room)
                code = unsafe inflate(&stream, Z_NO_FLUSH)
            }
        }
        // Plain numbers of the C structure.
        let (inputLeft, roomLeft) = unsafe (Int(stream.avail_in), Int(stream.avail_out))
        inputRange = (inputRange.upperBound - inputLeft)..<inputRange.upperBound
        switch code {
        case Z_STREAM_END: state = isBare ? .ended : .betweenMembers
        case Z_OK, Z_BUF_ERROR: break
        default:
            throw error("the \(kind) is damaged", hint: "its check sum or structure is wrong")
        }
        return room - roomLeft
    }

    private var kind: String { isBare ? "file in the ZIP archive" : "gzip file" }

    private func error(_ message: String, hint: String) -> InputError {
        InputError(message, at: .init(file: name), hint: hint)
    }
}
