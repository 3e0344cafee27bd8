import CZlib
import Diagnostics
import Foundation
import MedGraph
import Testing

@testable import DatasetImport

@Suite struct ZipTests {
    /// An archive with these files, deflated, or stored as they are.
    static func archive(_ files: [(name: String, text: String)], isDeflated: Bool) -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        func number(_ value: Int, _ byteCount: Int) -> [UInt8] {
            (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        for file in files {
            let bytes = Array(file.text.utf8)
            // A gzip member is ten bytes of header, the same stream, and eight bytes of check sum.
            let member = gzip(bytes)
            let content = isDeflated ? Array(member[10..<(member.count - 8)]) : bytes
            let sum = Array(member[(member.count - 8)..<(member.count - 4)])
            let common =
                number(isDeflated ? 8 : 0, 2) + number(0, 4) + sum + number(content.count, 4)
                + number(bytes.count, 4) + number(file.name.utf8.count, 2)
            directory += [0x50, 0x4B, 1, 2] + number(20, 2) + number(20, 2) + number(0, 2) + common
            directory +=
                number(0, 12) + number(0, 0) + number(archive.count, 4) + Array(file.name.utf8)
            archive += [0x50, 0x4B, 3, 4] + number(20, 2) + number(0, 2) + common + number(0, 2)
            archive += Array(file.name.utf8) + content
        }
        let end =
            [0x50, 0x4B, 5, 6] + number(0, 4) + number(files.count, 2) + number(files.count, 2)
            + number(directory.count, 4) + number(archive.count, 4) + number(0, 2)
        return archive + directory + end
    }

    private func withArchive(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-\(UUID().uuidString).zip").path
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private static let files = [
        (
            "data/nodes.jsonl",
            String(repeating: "{\"id\": \"A:1\", \"category\": \"A\"}\n", count: 500)
        ),
        ("data/readme.txt", "words"), ("data/", ""), ("__MACOSX/x", "{"), ("data/.hidden", "{"),
    ]

    @Test(arguments: [true, false])
    func `the files of an archive stand for it`(isDeflated: Bool) throws {
        try withArchive(Self.archive(Self.files, isDeflated: isDeflated)) { path in
            try FormatImport.withDatabase { graph in
                let audit = try graph.load([path])
                #expect(audit.tables.map(\.file) == ["\(path)/data/nodes.jsonl"])
                #expect(audit.tables[0].rowCount == 500)
                #expect(audit.unusedFiles == ["\(path)/data/readme.txt"])
            }
        }
    }

    @Test func `a damaged archive is told, wherever it is damaged`() throws {
        let whole = Self.archive(Self.files, isDeflated: true)
        for index in stride(from: 0, to: whole.count, by: 3) {
            var bytes = whole
            bytes[index] ^= 0x5A
            try withArchive(bytes) { path in
                try FormatImport.withDatabase { graph in
                    // Either it is refused, or what it says is what was in it.
                    if let audit = try? graph.load([path]) {
                        #expect(audit.tables[0].rowCount == 500, "byte \(index)")
                    }
                }
            }
        }
        try withArchive(Array(whole.dropLast(30))) { path in
            let error = #expect(throws: InputError.self) { try SourceFiles.candidates([path]) }
            #expect(error?.message.contains("no directory") == true)
        }
    }
}
