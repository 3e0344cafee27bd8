import LMDB
import Testing

@Suite struct AlignmentTests {
    let file = TemporaryFile()

    /// Whether every value of the tree begins at a multiple of 8, and holds what was stored.
    private func check(
        _ tree: Tree<UInt64>, in view: TransactionView
    ) throws(LMDBError) -> Bool {
        var cursor = try view.readCursor(tree)
        while let entry = try cursor.next() {
            guard let words = entry.value.integers(as: UInt64.self) else { return false }
            let found = try view.get(entry.key, in: tree)
            guard found?.integers(as: UInt64.self)?.count == words.count else { return false }
            for index in words.indices where words[index] != entry.key &+ UInt64(index) {
                return false
            }
        }
        return true
    }

    @Test(arguments: 1...2)
    func `values of whole words begin at whole words`(seed: UInt64) throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt64.self)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            var transaction = try environment.beginWrite()
            for _ in 0..<300 {
                let key = UInt64.random(in: 0..<1_000, using: &generator)
                if Int.random(in: 0..<3, using: &generator) == 0 {
                    _ = try transaction.delete(key, in: tree)
                    continue
                }
                let wordCountMax = [4, 64, 300, 3_000].randomElement(using: &generator)!
                let wordCount = Int.random(in: 0..<wordCountMax, using: &generator)
                let words = (0..<wordCount).map { key &+ UInt64($0) }
                if Bool.random(using: &generator) {
                    try transaction.put(key, words.span.rawBytes, in: tree)
                } else {
                    try transaction.reserve(key, byteCount: wordCount * 8, in: tree) { bytes in
                        for index in 0..<wordCount { bytes.set(words[index], at: index * 8) }
                    }
                }
            }
            let isAligned = try check(tree, in: transaction.view)
            #expect(isAligned)
            try transaction.commit()
            let snapshot = try environment.beginRead()
            let isStillAligned = try check(tree, in: snapshot.view)
            #expect(isStillAligned)
        }
    }

    @Test func `every length of whole words is aligned, appended or put`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt64.self)
        var transaction = try environment.beginWrite()
        for wordCount in 0..<1_100 {
            let key = UInt64(wordCount)
            let words = (0..<wordCount).map { key &+ UInt64($0) }
            try transaction.append(key, words.span.rawBytes, in: tree)
        }
        for wordCount in stride(from: 0, to: 1_100, by: 7) {
            let key = UInt64(wordCount)
            _ = try transaction.delete(key + 1, in: tree)
            let words = (0..<wordCount + 3).map { key &+ UInt64($0) }
            try transaction.put(key, words.span.rawBytes, in: tree)
        }
        try transaction.commit()
        let snapshot = try environment.beginRead()
        let isAligned = try check(tree, in: snapshot.view)
        #expect(isAligned)
    }
}
