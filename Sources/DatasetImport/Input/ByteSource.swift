internal import Diagnostics

/// Bytes in order, read by the chunk.
protocol ByteSource: AnyObject {
    /// Fills `buffer` from `offset` to its end as far as there are bytes, and says how many came;
    /// 0 at the end.
    ///
    /// - Throws: when the bytes cannot be had.
    func read(into buffer: inout [UInt8], at offset: Int) throws(InputError) -> Int

    /// Bytes taken from the file so far, before any decompression.
    var consumedByteCount: Int { get }
}

/// A file that an import reads, perhaps more than once.
package struct InputFile: Sendable {
    /// As messages name it.
    package let name: String
    private let content: Content

    private enum Content: Sendable {
        case path(String)
        case bytes([UInt8], chunkByteCount: Int)
        case member(ZipArchive.Member, path: String)
    }

    /// - Parameter name: as messages name it; the path unless it is given.
    package init(path: String, name: String? = nil) {
        self.name = name ?? path
        content = .path(path)
    }

    /// A file in a ZIP archive.
    init(_ member: ZipArchive.Member, path: String) {
        name = "\(path)/\(member.name)"
        content = .member(member, path: path)
    }

    /// A file that is not on disk, handed out in chunks of at most `chunkByteCount` bytes.
    package init(name: String, bytes: [UInt8], chunkByteCount: Int = .max) {
        self.name = name
        content = .bytes(bytes, chunkByteCount: chunkByteCount)
    }

    /// The bytes, decompressed if they are in gzip's format.
    func open() throws(InputError) -> any ByteSource {
        let raw: any ByteSource =
            switch content {
            case .path(let path): try FileBytes(path: path)
            case .bytes(let bytes, let count): MemoryBytes(bytes, chunkByteCount: count)
            case .member(let member, let path):
                try ZipMemberBytes(member, path: path, name: name)
            }
        let source = PeekedBytes(raw)
        let isCompressed = try source.peek(2) == [0x1F, 0x8B]
        return isCompressed ? try GzipBytes(source, name: name) : source
    }

    /// The size of the file as it is, compressed or not.
    package var byteCount: Int {
        switch content {
        case .path(let path): FileBytes.byteCount(path: path)
        case .bytes(let bytes, _): bytes.count
        case .member(let member, _): member.compressedByteCount
        }
    }
}

/// Bytes that are in memory.
private final class MemoryBytes: ByteSource {
    private let bytes: [UInt8]
    private let chunkByteCount: Int
    private(set) var consumedByteCount = 0

    init(_ bytes: [UInt8], chunkByteCount: Int) {
        self.bytes = bytes
        self.chunkByteCount = chunkByteCount
    }

    func read(into buffer: inout [UInt8], at offset: Int) -> Int {
        let count = min(buffer.count - offset, chunkByteCount, bytes.count - consumedByteCount)
        let range = consumedByteCount..<(consumedByteCount + count)
        buffer.replaceSubrange(offset..<(offset + count), with: bytes[range])
        consumedByteCount += count
        return count
    }
}

/// Bytes whose first few can be looked at before they are read.
private final class PeekedBytes: ByteSource {
    private let source: any ByteSource
    private var peeked: ArraySlice<UInt8> = []

    init(_ source: any ByteSource) { self.source = source }

    var consumedByteCount: Int { source.consumedByteCount }

    /// The next bytes, fewer than `count` at the end.
    func peek(_ count: Int) throws(InputError) -> [UInt8] {
        while peeked.count < count {
            var chunk = [UInt8](repeating: 0, count: count - peeked.count)
            let readCount = try source.read(into: &chunk, at: 0)
            if readCount == 0 { break }
            peeked += chunk.prefix(readCount)
        }
        return Array(peeked.prefix(count))
    }

    func read(into buffer: inout [UInt8], at offset: Int) throws(InputError) -> Int {
        guard !peeked.isEmpty else { return try source.read(into: &buffer, at: offset) }
        let count = min(peeked.count, buffer.count - offset)
        buffer.replaceSubrange(offset..<(offset + count), with: peeked.prefix(count))
        peeked.removeFirst(count)
        return count
    }
}
