internal import Diagnostics

/// The files in a ZIP archive, by its central directory.
///
/// **Source**: PKWARE, .ZIP File Format Specification, sections 4.3.7, 4.3.12, 4.3.14–4.3.16.
struct ZipArchive {
    /// One file in the archive.
    struct Member: Sendable {
        var name: String
        /// 0 stored, 8 deflated.
        var method: UInt16
        var isEncrypted: Bool
        var checksum: UInt32
        var compressedByteCount: Int
        /// Where the member's own header begins.
        var headerOffset: Int
    }

    let members: [Member]

    static let signature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    /// Whether a file begins as an archive does.
    static func isArchive(path: String) -> Bool {
        guard let bytes = try? FileRange(path: path, offset: 0, byteCount: 4).bytes() else {
            return false
        }
        return bytes == signature
    }

    /// Reads the directory.
    ///
    /// - Throws: if there is none.
    init(path: String) throws(InputError) {
        let fileByteCount = FileBytes.byteCount(path: path)
        let tailByteCount = min(fileByteCount, 22 + 65_535)
        let tail = try FileRange(
            path: path, offset: fileByteCount - tailByteCount, byteCount: tailByteCount
        ).bytes()
        let damaged = InputError(
            "the ZIP archive is damaged: it has no directory", at: .init(file: path),
            hint: "it was cut off; fetch it again")
        guard
            let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
                tail[$0...].starts(with: [0x50, 0x4B, 0x05, 0x06])
            })
        else { throw damaged }
        var count = Int(tail.number(at: end + 10, byteCount: 2))
        var byteCount = Int(tail.number(at: end + 12, byteCount: 4))
        var offset = Int(tail.number(at: end + 16, byteCount: 4))
        // Archives beyond 4 GiB have a second, larger record, found by a locator before this one.
        if end >= 20, tail[(end - 20)...].starts(with: [0x50, 0x4B, 0x06, 0x07]) {
            let place = Int(truncatingIfNeeded: tail.number(at: end - 12, byteCount: 8))
            let record = try FileRange(path: path, offset: place, byteCount: 56).bytes()
            guard record.starts(with: [0x50, 0x4B, 0x06, 0x06]), record.count == 56 else {
                throw damaged
            }
            count = Int(truncatingIfNeeded: record.number(at: 32, byteCount: 8))
            byteCount = Int(truncatingIfNeeded: record.number(at: 40, byteCount: 8))
            offset = Int(truncatingIfNeeded: record.number(at: 48, byteCount: 8))
        }
        guard offset >= 0, byteCount >= 0, offset <= fileByteCount,
            byteCount <= fileByteCount - offset
        else { throw damaged }
        let directory = try FileRange(path: path, offset: offset, byteCount: byteCount).bytes()
        var members: [Member] = []
        var position = 0
        while members.count < count {
            guard position + 46 <= directory.count,
                directory[position...].starts(with: [0x50, 0x4B, 0x01, 0x02])
            else { throw damaged }
            let nameCount = Int(directory.number(at: position + 28, byteCount: 2))
            let extraCount = Int(directory.number(at: position + 30, byteCount: 2))
            let commentCount = Int(directory.number(at: position + 32, byteCount: 2))
            let end = position + 46 + nameCount + extraCount + commentCount
            guard end <= directory.count else { throw damaged }
            members.append(
                Self.member(directory, at: position, nameCount: nameCount, extraCount: extraCount))
            position = end
        }
        self.members = members
    }

    private static func member(
        _ bytes: [UInt8], at position: Int, nameCount: Int, extraCount: Int
    ) -> Member {
        let nameStart = position + 46
        var member = Member(
            name: String(decoding: bytes[nameStart..<(nameStart + nameCount)], as: UTF8.self),
            method: UInt16(bytes.number(at: position + 10, byteCount: 2)),
            isEncrypted: bytes.number(at: position + 8, byteCount: 2) & 1 == 1,
            checksum: UInt32(bytes.number(at: position + 16, byteCount: 4)),
            compressedByteCount: Int(bytes.number(at: position + 20, byteCount: 4)),
            headerOffset: Int(bytes.number(at: position + 42, byteCount: 4)))
        // Numbers that do not fit into 32 bits stand in an extra field, in a fixed order.
        var field = nameStart + nameCount
        let end = field + extraCount
        while field + 4 <= end {
            let byteCount = Int(bytes.number(at: field + 2, byteCount: 2))
            if bytes.number(at: field, byteCount: 2) == 1, field + 4 + byteCount <= end {
                var place = field + 4
                func next() -> Int? {
                    guard place + 8 <= field + 4 + byteCount else { return nil }
                    defer { place += 8 }
                    return Int(truncatingIfNeeded: bytes.number(at: place, byteCount: 8))
                }
                if bytes.number(at: position + 24, byteCount: 4) == UInt64(UInt32.max) {
                    _ = next()
                }
                if member.compressedByteCount == Int(UInt32.max) {
                    member.compressedByteCount = next() ?? member.compressedByteCount
                }
                if member.headerOffset == Int(UInt32.max) {
                    member.headerOffset = next() ?? member.headerOffset
                }
            }
            field += 4 + byteCount
        }
        return member
    }
}

/// A part of a file.
struct FileRange {
    let path: String
    let offset: Int
    let byteCount: Int

    /// All of it, or as much as there is.
    func bytes() throws(InputError) -> [UInt8] {
        guard byteCount > 0 else { return [] }
        let source = try FileBytes(path: path, from: offset)
        var bytes = [UInt8](repeating: 0, count: byteCount)
        var count = 0
        while count < byteCount {
            let read = try source.read(into: &bytes, at: count)
            if read == 0 { break }
            count += read
        }
        return Array(bytes.prefix(count))
    }
}

extension [UInt8] {
    /// A little-endian number; 0 where there are too few bytes.
    fileprivate func number(at offset: Int, byteCount: Int) -> UInt64 {
        guard offset >= 0, offset + byteCount <= count else { return 0 }
        var number: UInt64 = 0
        for index in (0..<byteCount).reversed() {
            number = number << 8 | UInt64(self[offset + index])
        }
        return number
    }
}
