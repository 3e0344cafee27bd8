internal import CZlib
internal import Diagnostics

/// The content of one file in a ZIP archive, checked against its check sum.
final class ZipMemberBytes: ByteSource {
    private let content: any ByteSource
    private let name: String
    private let checksum: UInt32
    private var seen: uLong = 0
    private var isChecked = false

    /// - Throws: for members that are encrypted, or compressed in another way than by deflate.
    init(_ member: ZipArchive.Member, path: String, name: String) throws(InputError) {
        self.name = name
        checksum = member.checksum
        guard !member.isEncrypted else {
            throw InputError("the file is encrypted", at: .init(file: name))
        }
        // The member's own header has names and fields of its own lengths.
        let header = try FileRange(path: path, offset: member.headerOffset, byteCount: 30).bytes()
        guard header.count == 30, header.starts(with: ZipArchive.signature) else {
            throw InputError(
                "the ZIP archive is damaged: the file is not where its directory says",
                at: .init(file: name))
        }
        let nameCount = Int(header[26]) | Int(header[27]) << 8
        let extraCount = Int(header[28]) | Int(header[29]) << 8
        let raw = LimitedBytes(
            try FileBytes(path: path, from: member.headerOffset + 30 + nameCount + extraCount),
            byteCount: member.compressedByteCount)
        switch member.method {
        case 0: content = raw
        case 8: content = try GzipBytes(raw, name: name, isBare: true)
        default:
            throw InputError(
                "the file is compressed by method \(member.method), which is not read",
                at: .init(file: name), hint: "unpack it, or compress it with deflate")
        }
    }

    var consumedByteCount: Int { content.consumedByteCount }

    func read(into buffer: inout [UInt8], at offset: Int) throws(InputError) -> Int {
        let count = try content.read(into: &buffer, at: offset)
        if count > 0 {
            // The range lies in the array, which outlives the call.
            unsafe buffer.withUnsafeBufferPointer { bytes in
                seen = unsafe crc32(seen, bytes.baseAddress! + offset, uInt(count))
            }
        } else if !isChecked {
            isChecked = true
            guard UInt32(truncatingIfNeeded: seen) == checksum else {
                throw InputError(
                    "the ZIP archive is damaged: the file has another check sum",
                    at: .init(file: name), hint: "fetch it again")
            }
        }
        return count
    }
}

/// The first bytes of a source.
private final class LimitedBytes: ByteSource {
    private let source: any ByteSource
    private var left: Int

    init(_ source: any ByteSource, byteCount: Int) {
        self.source = source
        left = byteCount
    }

    var consumedByteCount: Int { source.consumedByteCount }

    func read(into buffer: inout [UInt8], at offset: Int) throws(InputError) -> Int {
        guard left > 0 else { return 0 }
        var part = [UInt8](repeating: 0, count: min(left, buffer.count - offset, 1 << 16))
        let count = try source.read(into: &part, at: 0)
        buffer.replaceSubrange(offset..<(offset + count), with: part[..<count])
        left -= count
        return count
    }
}
