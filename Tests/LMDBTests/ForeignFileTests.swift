import Foundation
import LMDB
import Testing

/// Files that are not ours, or not whole. LMDB would map them and end the process at a bad page.
@Suite struct ForeignFileTests {
    let file = TemporaryFile()

    private func write(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: file.path))
    }

    /// The bytes of a file with some pages.
    private func healthyBytes() throws -> [UInt8] {
        do {
            let environment = try file.open()
            let tree = try environment.makeTree(keyedBy: UInt32.self)
            var transaction = try environment.beginWrite()
            for key: UInt32 in 0..<2_000 {
                try transaction.put(key, key.description.valueBytes.span.rawBytes, in: tree)
            }
            try transaction.commit()
        }
        return Array(try Data(contentsOf: URL(fileURLWithPath: file.path)))
    }

    @Test(arguments: [
        ("a line of text", "MATCH (n) RETURN n\n".valueBytes),
        ("a long text", Array(repeating: UInt8(0x20), count: 100_000)),
        ("an SQLite database", "SQLite format 3\0".valueBytes + Array(repeating: 0, count: 8_176)),
        ("zeros", Array(repeating: UInt8(0), count: 8_192)),
        ("one byte", [0]),
    ])
    func `another program's file is refused and left as it was`(
        name: String, bytes: [UInt8]
    ) throws {
        try write(bytes)
        #expect(code { _ = try file.open() } == .invalid)
        #expect(Array(try Data(contentsOf: URL(fileURLWithPath: file.path))) == bytes)
        #expect(!FileManager.default.fileExists(atPath: file.path + "-lock"))
    }

    @Test func `an empty file becomes a database`() throws {
        try write([])
        _ = try file.open().makeTree(keyedBy: UInt32.self)
        #expect(try PageAudit.run(path: file.path).findings == [])
    }

    @Test func `a directory is refused`() throws {
        #expect(code { _ = try Environment.open(path: "/tmp") } == .isDirectory)
    }

    @Test func `another LMDB version is refused by name`() throws {
        var bytes = try healthyBytes()
        for meta in [0, 4_096] { bytes[meta + 20] = 2 }
        try write(bytes)
        #expect(code { _ = try file.open() } == .versionMismatch)
    }

    @Test(arguments: [10, 16, 43, 87, 135, 143])
    func `damaged meta pages are refused`(offset: Int) throws {
        var bytes = try healthyBytes()
        for meta in [0, 4_096] { bytes[meta + offset] = 0x55 }
        try write(bytes)
        let refusal = code { _ = try file.open() }
        #expect(refusal == .corrupted || refusal == .invalid)
    }

    @Test func `one damaged meta page is refused`() throws {
        var bytes = try healthyBytes()
        bytes[4_096 + 16] ^= 1
        try write(bytes)
        #expect(code { _ = try file.open() } == .corrupted)
    }

    @Test func `a truncated file is refused wherever it ends`() throws {
        let bytes = try healthyBytes()
        for pageCount in 2..<bytes.count / 4_096 {
            try write(Array(bytes[..<(pageCount * 4_096)]))
            #expect(code { _ = try file.open() } == .truncated, "\(pageCount) pages")
        }
        try write(Array(bytes[..<(bytes.count - 1)]))
        #expect(code { _ = try file.open() } == .truncated)
        try write(bytes)
        _ = try file.open()
    }

    /// LMDB takes pages at the end of the file and gives them back before it writes them.
    @Test func `a file whose last pages are free and were never written is whole`() throws {
        do {
            let environment = try file.open()
            let tree = try environment.makeTree(keyedBy: UInt32.self)
            // A list of free pages makes LMDB give back later pages at once.
            for _ in 0..<4 {
                var transaction = try environment.beginWrite()
                try transaction.reserve(1, byteCount: 10_000, in: tree) { _ in }
                try transaction.commit()
            }
            var transaction = try environment.beginWrite()
            try transaction.reserve(2, byteCount: 4_000_000, in: tree) { _ in }
            _ = try transaction.delete(2, in: tree)
            try transaction.commit()
        }
        let audit = try PageAudit.run(path: file.path)
        let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
        #expect(audit.findings == [])
        #expect(Int(audit.pageCounts.total) * 4_096 > size ?? .max, "the file is shorter")
        _ = try file.open()
    }
}
