import Foundation
import LMDB
import Testing

/// Damage to a copy of a healthy file. Nothing may trap, whatever the bytes.
@Suite struct DamagedFileTests {
    let file = TemporaryFile()
    let damaged = TemporaryFile()

    /// The bytes of a small file with every kind of page.
    private func healthyBytes(seed: UInt64, roundCount: Int = 4) throws -> [UInt8] {
        let environment = try file.open()
        var workload = try RandomWorkload(in: environment, seed: seed)
        for _ in 0..<roundCount { try workload.run(100, in: environment) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: file.path)))
    }

    /// Audits the bytes, and reads them in every other way there is without the map.
    private func audit(_ bytes: [UInt8]) throws -> PageAudit? {
        try Data(bytes).write(to: URL(fileURLWithPath: damaged.path))
        if let reader = try? DataFileReader.open(path: damaged.path) {
            for state in reader.states {
                for key: UInt64 in stride(from: 0, to: 500, by: 200) {
                    _ = try? reader.value(forKey: key, inTree: "records", of: state)
                }
            }
        }
        return try? PageAudit.run(path: damaged.path)
    }

    @Test(arguments: 1...2)
    func `flipped bytes never trap`(seed: UInt64) throws {
        let healthy = try healthyBytes(seed: seed)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<25 {
            var bytes = healthy
            for _ in 0..<Int.random(in: 1...20, using: &generator) {
                // The heads of pages are where the structure is.
                let page = Int.random(in: 0..<bytes.count / 4_096, using: &generator) * 4_096
                let range = Bool.random(using: &generator) ? 64 : 4_096
                let offset = page + Int.random(in: 0..<range, using: &generator)
                bytes[offset] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try audit(bytes)
        }
    }

    @Test func `a truncated file never traps, and is found out`() throws {
        let healthy = try healthyBytes(seed: 1)
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<50 {
            let count = Int.random(in: 0..<healthy.count - 8_192, using: &generator)
            let audit = try audit(Array(healthy[..<count]))
            #expect(audit?.findings.isEmpty != true, "cut at \(count)")
        }
    }

    @Test func `a wrong header byte of a page in use is found`() throws {
        let healthy = try healthyBytes(seed: 2, roundCount: 2)
        let clean = try #require(try audit(healthy))
        #expect(clean.findings == [])
        var detected: UInt64 = 0
        for page in 0..<healthy.count / 4_096 {
            var bytes = healthy
            bytes[page * 4_096 + 10] ^= 0x04
            let found = try audit(bytes)
            if found?.findings.isEmpty != true { detected += 1 }
        }
        // Free pages and all but the first page of a long value have no header.
        let counts = clean.pageCounts
        #expect(detected > counts.meta + counts.branch + counts.leaf)
        #expect(detected <= counts.total - counts.free)
    }

    /// A change of some bytes of a healthy file, and the words that must name it.
    struct Damage: CustomTestStringConvertible {
        let testDescription: String
        let words: String
        let change: @Sendable (inout [UInt8], _ leaf: Int) -> Void
    }

    static let damages = [
        Damage(testDescription: "another page number", words: "bears the number") { bytes, leaf in
            bytes[leaf] ^= 1
        },
        Damage(testDescription: "keys exchanged", words: "does not follow") { bytes, leaf in
            bytes.swapAt(leaf + 16, leaf + 18)
            bytes.swapAt(leaf + 17, leaf + 19)
        },
        Damage(testDescription: "free space too long", words: "impossible bounds") { bytes, leaf in
            bytes[leaf + 15] = 0x7F
        },
        Damage(testDescription: "one node twice", words: "overlap") { bytes, leaf in
            bytes[leaf + 16] = bytes[leaf + 18]
            bytes[leaf + 17] = bytes[leaf + 19]
        },
        Damage(testDescription: "one node less", words: "leave holes") { bytes, leaf in
            bytes[leaf + 12] -= 2
        },
        Damage(testDescription: "entries miscounted", words: "entries, not") { bytes, _ in
            for meta in [0, 4_096] { bytes[meta + 88 + 32] ^= 1 }
        },
        Damage(testDescription: "a root that is a meta page", words: "no page of the trees") {
            bytes, _ in
            for meta in [0, 4_096] {
                for offset in 128..<136 { bytes[meta + offset] = offset == 128 ? 1 : 0 }
            }
        },
        Damage(testDescription: "meta pages exchanged", words: "is of transaction") { bytes, _ in
            for offset in 16..<152 { bytes.swapAt(offset, 4_096 + offset) }
        },
        Damage(testDescription: "a page more than there is", words: "missing") { bytes, _ in
            for meta in [0, 4_096] { bytes[meta + 138] += 1 }
        },
    ]

    @Test(arguments: damages)
    func `a finding names the damage`(damage: Damage) throws {
        var bytes = try healthyBytes(seed: 3)
        let leaf = try #require(try firstLeaf(of: bytes))
        damage.change(&bytes, leaf)
        let audit = try #require(try audit(bytes))
        let isNamed = audit.findings.contains { $0.problem.contains(damage.words) }
        #expect(isNamed, "\(audit.findings)")
    }

    /// The offset of a leaf in use with at least three nodes.
    private func firstLeaf(of bytes: [UInt8]) throws -> Int? {
        for page in 2..<bytes.count / 4_096 {
            let offset = page * 4_096
            guard bytes[offset + 10] == 2, bytes[offset + 12] > 16 + 4 else { continue }
            var damaged = bytes
            damaged[offset] ^= 1
            if try audit(damaged)?.findings.isEmpty == false { return offset }
        }
        return nil
    }
}
