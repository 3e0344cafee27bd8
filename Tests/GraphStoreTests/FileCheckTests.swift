import Foundation
import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// Damage to every kind of page, byte by byte.
@Suite struct FileCheckTests {
    let database = TemporaryDatabase()

    /// A small database with every kind of page: branches, long values, free pages.
    private func fill(seed: UInt64) throws {
        let store = try database.open(runCountMax: 8)
        var mutations = RandomMutations(seed: seed)
        for _ in 0..<3 {
            var transaction = try store.beginWrite()
            try mutations.run(60, in: &transaction)
            try transaction.commit()
        }
        var load = try store.beginLoad()
        try load.add(OpeningTests.manyNodes(count: 700), from: LoadOrigin(name: "test"))
        _ = try load.commit()
        var transaction = try store.beginWrite()
        let text = String(repeating: "длинный текст ", count: 500)
        let name = try transaction.key("note")
        _ = try transaction.createNode(properties: [Property(name, .string(text))])
        try transaction.commit()
    }

    private func contents() throws -> String {
        let store = try database.open(isReadOnly: true)
        let snapshot = try store.snapshot()
        return "\(snapshot.transactionID) \(try snapshot.contentHash())"
    }

    /// Whether the file is refused, or its damage reported.
    private func isFound() throws -> Bool {
        do {
            return try !FileCheck(path: database.path).isClean
        } catch StoreError.format {
            return true
        }
    }

    private func overwrite(_ byte: UInt8, at offset: Int) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: database.path))
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: [byte])
        try file.close()
    }

    @Test func `a file that is whole is clean`() throws {
        try fill(seed: 1)
        let check = try FileCheck(path: database.path)
        #expect(check.violations == [])
        #expect(check.transactionID == 6)
        #expect(throws: StoreError.self) { try FileCheck(path: database.path + ".none") }
    }

    @Test(arguments: RandomCases.seeds(2))
    func `a flipped byte is reported, or changes nothing`(seed: UInt64) throws {
        try fill(seed: seed)
        let bytes = try database.bytes
        let expected = try contents()
        var generator = SplitMix64(seed: seed)
        var silentCount = 0
        var offsets: [Int] = []
        for page in stride(from: 0, to: bytes.count, by: 4_096) {
            // The heads of pages are where the structure is.
            for _ in 0..<8 { offsets.append(page + generator.below(page < 8_192 ? 160 : 32)) }
            for _ in 0..<8 { offsets.append(page + generator.below(4_096)) }
        }
        for offset in offsets where bytes[offset] != 0 || generator.isOne(in: 3) {
            let flip = generator.isOne(in: 2) ? 1 << UInt8(generator.below(8)) : UInt8(255)
            try overwrite(bytes[offset] ^ flip, at: offset)
            defer { try? overwrite(bytes[offset], at: offset) }
            let place = "seed \(seed): byte \(offset % 4_096) of page \(offset / 4_096) ^ \(flip)"
            if try isFound() { continue }
            silentCount += 1
            // Then no page keeps anything there.
            #expect(try contents() == expected, "\(place)")
        }
        #expect(silentCount < offsets.count / 2)
    }

    @Test func `a root that passes off an older commit is found`() throws {
        try fill(seed: 3)
        // The newest root, of commit 6, claims to be of commit 4, and 5 looks newest.
        try overwrite(4, at: 144)
        let check = try FileCheck(path: database.path)
        #expect(check.violations.map(\.place) == ["meta page 0"])
        // LMDB takes the other root, which is whole.
        #expect(refusal { _ = try contents() } == nil)
    }

    @Test func `files of others are refused, not checked`() throws {
        for (name, bytes) in OpeningTests.foreignFiles {
            try database.replaceBytes(bytes)
            let refusal = refusal { _ = try FileCheck(path: database.path) }
            #expect(refusal == "format(foreignProgram)", "\(name)")
        }
    }

    @Test func `a truncated file is reported`() throws {
        try fill(seed: 2)
        let bytes = try database.bytes
        var generator = SplitMix64(seed: 2)
        for _ in 0..<40 {
            let count = 1 + generator.below(bytes.count - 1)
            try database.replaceBytes(Array(bytes[..<count]))
            #expect(try isFound(), "cut at \(count) of \(bytes.count)")
        }
    }
}
