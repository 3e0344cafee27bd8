import LMDB
import Testing

/// An identifier as other modules have them.
private struct RowID: RawRepresentable, Equatable, TreeKey {
    let rawValue: UInt32
}

@Suite struct TreeTests {
    let file = TemporaryFile()

    @Test func `an identifier is a key`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: RowID.self)
        var transaction = try environment.beginWrite()
        try transaction.put(RowID(rawValue: 300), bytes(3).span.rawBytes, in: tree)
        try transaction.put(RowID(rawValue: 2), bytes(2).span.rawBytes, in: tree)
        let view = transaction.view
        #expect(try view.get(RowID(rawValue: 300), in: tree)?.array == [3])
        var cursor = try view.readCursor(tree)
        let first = try cursor.first()?.key
        #expect(first == RowID(rawValue: 2))
    }

    @Test func `a value comes back as it was stored`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt64.self)
        var transaction = try environment.beginWrite()
        try transaction.put(7, "seven".valueBytes.span.rawBytes, in: tree)
        try transaction.put(8, [UInt8]().span.rawBytes, in: tree)
        try transaction.commit()
        let snapshot = try environment.beginRead()
        let view = snapshot.view
        #expect(try view.get(7, in: tree)?.array == "seven".valueBytes)
        #expect(try view.get(8, in: tree)?.byteCount == 0)
        #expect(try view.get(9, in: tree) == nil)
        #expect(try view.entryCount(tree) == 2)
    }

    @Test func `a byte key is found by any span of its bytes`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: ByteKey.self)
        let name: [UInt8] = "aspirin".valueBytes
        var transaction = try environment.beginWrite()
        try transaction.put(ByteKey(name.span), bytes(1).span.rawBytes, in: tree)
        #expect(try transaction.view.get(ByteKey(name.span.rawBytes), in: tree)?.array == [1])
        try transaction.commit()
    }

    @Test func `an insertion does not replace`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        var transaction = try environment.beginWrite()
        #expect(try transaction.insert(1, bytes(1).span.rawBytes, in: tree))
        #expect(try !transaction.insert(1, bytes(2).span.rawBytes, in: tree))
        #expect(try transaction.view.get(1, in: tree)?.array == [1])
    }

    @Test func `a deleted key is gone, and deleting it again says so`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        var transaction = try environment.beginWrite()
        try transaction.put(1, bytes(1).span.rawBytes, in: tree)
        #expect(try transaction.delete(1, in: tree))
        #expect(try !transaction.delete(1, in: tree))
        #expect(try transaction.view.get(1, in: tree) == nil)
    }

    @Test func `reserved bytes are zero until they are filled`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt64.self)
        var transaction = try environment.beginWrite()
        for byteCount in [0, 8, 100, 3_000, 10_000] {
            try transaction.reserve(UInt64(byteCount), byteCount: byteCount, in: tree) { bytes in
                if byteCount > 8 { bytes.set(UInt64.max, at: 0) }
            }
            let value = try transaction.view.get(UInt64(byteCount), in: tree)?.array
            let head: UInt8 = byteCount > 8 ? 0xFF : 0
            let expected = (0..<byteCount).map { $0 < 8 ? head : 0 }
            #expect(value == expected)
        }
    }

    @Test func `removing all leaves an empty tree`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        var transaction = try environment.beginWrite()
        for key: UInt32 in 0..<1_000 {
            try transaction.append(key, bytes(1).span.rawBytes, in: tree)
        }
        try transaction.removeAll(in: tree)
        #expect(try transaction.view.entryCount(tree) == 0)
        try transaction.put(5, bytes(5).span.rawBytes, in: tree)
        #expect(try transaction.view.entryCount(tree) == 1)
    }

    @Test func `an append out of order is refused and harms nothing`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt64.self)
        var transaction = try environment.beginWrite()
        try transaction.append(5, bytes(5).span.rawBytes, in: tree)
        do {
            try transaction.append(4, bytes(4).span.rawBytes, in: tree)
            Issue.record("key 4 was appended after key 5")
        } catch {
            #expect(error.code == .keyExists)
        }
        try transaction.append(6, bytes(6).span.rawBytes, in: tree)
        try transaction.commit()
        let snapshot = try environment.beginRead()
        #expect(try snapshot.view.entryCount(tree) == 2)
    }
}
