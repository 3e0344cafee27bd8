import LMDB
import Testing

@Suite struct MultimapTests {
    let file = TemporaryFile()

    /// Reads the set of the key the cursor stands at, page by page.
    private func rest(
        of cursor: inout MultimapReadCursor<UInt64>
    ) throws(LMDBError) -> [UInt32] {
        var values: [UInt32] = []
        var page = try cursor.page()
        while let some = page {
            for index in 0..<some.count { values.append(some[index]) }
            page = try cursor.nextPage()
        }
        return values
    }

    @Test(arguments: [1, 2, 3, 100, 400, 1_000, 5_000, 50_000])
    func `pages hold a whole set in order`(count: Int) throws {
        let environment = try file.open()
        let tree = try environment.makeMultimapTree(keyedBy: UInt64.self)
        let values = (0..<UInt32(count)).map { $0 * 3 }
        var transaction = try environment.beginWrite()
        for value in values.shuffled() {
            let isNew = try transaction.insert(5, value, in: tree)
            #expect(isNew)
        }
        for value in values { try transaction.append(9, value, in: tree) }
        let isNew = try transaction.insert(7, 1, in: tree)
        #expect(isNew)
        let isRepeated = try !transaction.insert(5, 0, in: tree)
        #expect(isRepeated)
        try transaction.commit()

        let snapshot = try environment.beginRead()
        var cursor = try snapshot.view.readCursor(tree)
        var keys: [UInt64] = []
        var entry = try cursor.firstKey()
        while let key = entry?.key {
            keys.append(key)
            let expected = key == 7 ? [1] : values
            let duplicateCount = try cursor.duplicateCount()
            #expect(duplicateCount == expected.count)
            let found = try rest(of: &cursor)
            #expect(found == expected)
            entry = try cursor.nextKey()
        }
        #expect(keys == [5, 7, 9])
        #expect(try snapshot.view.entryCount(tree) == count * 2 + 1)
    }

    @Test(arguments: [1, 2, 100, 5_000])
    func `seeking into a set continues from there`(count: Int) throws {
        let environment = try file.open()
        let tree = try environment.makeMultimapTree(keyedBy: UInt64.self)
        let values = (0..<UInt32(count)).map { $0 * 2 + 1 }
        var transaction = try environment.beginWrite()
        for value in values { try transaction.append(5, value, in: tree) }
        try transaction.commit()

        let snapshot = try environment.beginRead()
        var cursor = try snapshot.view.readCursor(tree)
        for start in stride(from: 0, through: UInt32(count * 2), by: max(count / 50, 1)) {
            let expected = values.filter { $0 >= start }
            let entry = try cursor.seek(exactly: 5, atLeast: start)
            #expect(entry?.value == expected.first)
            let found = try rest(of: &cursor)
            #expect(found == expected)
        }
        let missing = try cursor.seek(exactly: 6, atLeast: 0) == nil
        #expect(missing)
        let even = try cursor.seek(exactly: 5, exactly: 2) == nil
        #expect(even)
        let odd = try cursor.seek(exactly: 5, exactly: 1)
        #expect(odd?.key == 5)
    }

    @Test func `the values of integer keys are aligned`() throws {
        let environment = try file.open()
        let tree = try environment.makeMultimapTree(keyedBy: UInt32.self)
        var transaction = try environment.beginWrite()
        for key: UInt32 in 0..<300 {
            for value in 0...(key * key / 20) { try transaction.append(key, value, in: tree) }
        }
        var cursor = try transaction.view.readCursor(tree)
        var entry = try cursor.firstKey()
        while let key = entry?.key {
            let page = try cursor.page()
            #expect(page?.values?[0] == 0, "key \(key)")
            entry = try cursor.nextKey()
        }
    }

    @Test func `single values are looked up`() throws {
        let environment = try file.open()
        let tree = try environment.makeMultimapTree(keyedBy: ByteKey.self)
        let (one, many, none) = ("one".valueBytes, "many".valueBytes, "none".valueBytes)
        var transaction = try environment.beginWrite()
        try transaction.append(ByteKey(one.span), 7, in: tree)
        for value: UInt32 in 5..<5_000 {
            try transaction.append(ByteKey(many.span), value, in: tree)
        }
        let view = transaction.view
        #expect(try view.firstValue(of: ByteKey(one.span), in: tree) == 7)
        #expect(try view.firstValue(of: ByteKey(many.span), in: tree) == 5)
        #expect(try view.firstValue(of: ByteKey(none.span), in: tree) == nil)
        #expect(try view.contains(ByteKey(one.span), 7, in: tree))
        #expect(try !view.contains(ByteKey(one.span), 8, in: tree))
        #expect(try view.contains(ByteKey(many.span), 4_999, in: tree))
        #expect(try !view.contains(ByteKey(many.span), 4, in: tree))
        #expect(try !view.contains(ByteKey(none.span), 4, in: tree))
    }

    @Test func `whole sets are appended`() throws {
        let environment = try file.open()
        let tree = try environment.makeMultimapTree(keyedBy: UInt64.self)
        let counts = [1, 2, 0, 3, 50, 400, 500, 600, 1_000, 5_000, 2, 1, 30_000, 7]
        var transaction = try environment.beginWrite()
        var writer = try transaction.writeCursor(tree)
        for round: UInt64 in 0..<4 {
            for (key, count) in counts.enumerated() {
                let values = (0..<UInt32(count)).map { $0 * 2 }
                try writer.append(round * 100 + UInt64(key), values.span)
            }
        }
        do {
            try writer.append(5, ([1, 2] as [UInt32]).span)
            Issue.record("a smaller key was appended")
        } catch {
            #expect(error.code == .keyExists)
        }
        _ = consume writer
        try transaction.commit()
        #expect(try PageAudit.run(path: file.path).findings == [])
        let snapshot = try environment.beginRead()
        var cursor = try snapshot.view.readCursor(tree)
        for round: UInt64 in 0..<4 {
            for (key, count) in counts.enumerated() {
                let entry = try cursor.seek(exactly: round * 100 + UInt64(key))
                #expect((entry != nil) == (count > 0))
                let found = try rest(of: &cursor)
                #expect(found == (0..<UInt32(count)).map { $0 * 2 })
            }
        }
    }

    @Test func `pairs and keys are deleted`() throws {
        let environment = try file.open()
        let tree = try environment.makeMultimapTree(keyedBy: UInt64.self)
        var transaction = try environment.beginWrite()
        for value: UInt32 in 0..<1_000 { try transaction.append(1, value, in: tree) }
        let hadPair = try transaction.delete(1, 500, in: tree)
        let hasPair = try transaction.delete(1, 500, in: tree)
        #expect(hadPair && !hasPair)
        #expect(try transaction.view.entryCount(tree) == 999)
        let hadKey = try transaction.deleteAll(1, in: tree)
        let hasKey = try transaction.deleteAll(1, in: tree)
        #expect(hadKey && !hasKey)
        #expect(try transaction.view.entryCount(tree) == 0)
    }

    @Test func `an append out of order is refused and harms nothing`() throws {
        let environment = try file.open()
        let tree = try environment.makeMultimapTree(keyedBy: UInt64.self)
        var transaction = try environment.beginWrite()
        for count in 1...2_000 {
            try transaction.append(1, UInt32(count), in: tree)
            do {
                try transaction.append(1, 0, in: tree)
                Issue.record("0 was appended after \(count)")
            } catch {
                #expect(error.code == .keyExists)
            }
        }
        try transaction.commit()
        let snapshot = try environment.beginRead()
        var cursor = try snapshot.view.readCursor(tree)
        let entry = try cursor.firstKey()
        #expect(entry?.value == 1)
        let found = try rest(of: &cursor)
        #expect(found == Array(1...2_000))
    }
}
