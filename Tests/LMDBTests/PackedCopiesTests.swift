import LMDB
import Testing

@Suite struct PackedCopiesTests {
    /// Whether what lies at an address is a piece of words.
    private func holds(_ words: [UInt32], at address: UInt) -> Bool {
        // The copy has as many words, and lives as long as the room.
        guard let copy = unsafe UnsafePointer<UInt32>(bitPattern: address) else { return false }
        return words.indices.allSatisfy { unsafe copy[$0] == words[$0] }
    }

    @Test(arguments: 1...3)
    func `copies hold what was copied, over many blocks`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var copies = PackedCopies()
        var made: [(words: [UInt32], address: UInt)] = []
        var byteCount = 0
        while byteCount < 6_000_000 {
            let count = Int.random(in: 1...4_000, using: &generator)
            let words = (0..<count).map { _ in UInt32.random(in: 0...UInt32.max, using: &generator)
            }
            guard let address = copies.add(unsafe words.span.bytes) else {
                Issue.record("there is memory")
                return
            }
            #expect(address % 4 == 0)
            made.append((words, address))
            byteCount += 4 * count
        }
        #expect(made.allSatisfy { holds($0.words, at: $0.address) })
        #expect(copies.byteCount >= byteCount)
        #expect(copies.byteCount < 6 * byteCount)
        copies.removeAll()
        #expect(copies.byteCount == 0)
        let address = copies.add(unsafe [1, 2, 3].span.bytes)
        #expect(address != nil)
    }

    @Test func `short copies lie side by side`() {
        var copies = PackedCopies()
        let first = copies.add(unsafe [UInt64(1), 2].span.bytes)
        let second = copies.add(unsafe [UInt64(3)].span.bytes)
        #expect(first.map { $0 % 8 } == 0)
        #expect(second == first.map { $0 + 16 })
    }

    @Test func `a copy may be longer than a first block`() {
        var copies = PackedCopies()
        let words = (0..<UInt32(1_000_000)).map { $0 &* 2_654_435_761 }
        let address = copies.add(unsafe words.span.bytes)
        #expect(address.map { holds(words, at: $0) } == true)
    }

    @Test func `nothing is copied of nothing`() {
        var copies = PackedCopies()
        let address = copies.add(unsafe [UInt32]().span.bytes)
        #expect(address != nil)
    }
}
