import LMDB
import Testing

@Suite struct CursorTests {
    let file = TemporaryFile()

    @Test func `integer keys come in the order of their values`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt64.self)
        let keys: [UInt64] = [0, 1, 255, 256, 65_535, 65_536, 1 << 32, .max - 1, .max]
        var transaction = try environment.beginWrite()
        for key in keys.shuffled() { try transaction.put(key, bytes(1).span.rawBytes, in: tree) }
        var cursor = try transaction.view.readCursor(tree)
        var found: [UInt64] = []
        while let entry = try cursor.next() { found.append(entry.key) }
        #expect(found == keys)
    }

    @Test func `byte keys come in the order of their bytes`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: ByteKey.self)
        let keys: [[UInt8]] = [[0], [0, 0], [0, 1], [1], [1, 255], [2], [255], [255, 0]]
        var transaction = try environment.beginWrite()
        for key in keys.shuffled() {
            try transaction.put(ByteKey(key.span), key.span.rawBytes, in: tree)
        }
        var cursor = try transaction.view.readCursor(tree)
        var found: [[UInt8]] = []
        while let entry = try cursor.next() { found.append(entry.key.bytes.array) }
        #expect(found == keys)
    }

    @Test func `a cursor walks both ways and seeks`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        var transaction = try environment.beginWrite()
        for key: UInt32 in 0..<10_000 {
            let value = bytes(UInt8(truncatingIfNeeded: key))
            try transaction.append(key * 10, value.span.rawBytes, in: tree)
        }
        try transaction.commit()

        let snapshot = try environment.beginRead()
        var cursor = try snapshot.view.readCursor(tree)
        let last = try cursor.last()
        #expect(last?.key == 99_990)
        let before = try cursor.previous()
        #expect(before?.key == 99_980)
        let first = try cursor.first()
        #expect(first?.key == 0)
        let nothing = try cursor.previous() == nil
        #expect(nothing)
        var unmoved = try snapshot.view.readCursor(tree)
        let nowhere = try unmoved.current() == nil
        #expect(nowhere)
        let exact = try cursor.seek(exactly: 500)
        let current = try cursor.current()
        #expect(current?.key == 500)
        #expect(exact?.value.array == [50])
        let absent = try cursor.seek(exactly: 501) == nil
        #expect(absent)
        let atLeast = try cursor.seek(atLeast: 501)
        #expect(atLeast?.key == 510)
        let next = try cursor.next()
        #expect(next?.key == 520)
        #expect(atLeast?.key == 510, "an entry outlives the next step")
        let beyond = try cursor.seek(atLeast: 99_991) == nil
        #expect(beyond)
    }

    @Test func `an empty tree has no entries`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        let snapshot = try environment.beginRead()
        var cursor = try snapshot.view.readCursor(tree)
        let none = try (cursor.first() == nil, cursor.last() == nil, cursor.next() == nil)
        #expect(none == (true, true, true))
    }

    @Test func `a write cursor loads, rewrites and deletes in key order`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt64.self)
        var transaction = try environment.beginWrite()
        var cursor = try transaction.writeCursor(tree)
        for key: UInt64 in 0..<1_000 {
            try cursor.appendReserving(key, byteCount: 16) { $0.set(key, at: 8) }
        }
        var key = try cursor.first()?.key
        while let current = key {
            if current % 2 == 0 {
                try cursor.deleteCurrent()
            } else {
                try cursor.put(current, [current, current].span.rawBytes)
            }
            key = try cursor.next()?.key
        }
        let odd = try cursor.seek(atLeast: 500)?.value.integer(at: 0, as: UInt64.self)
        #expect(odd == 501)
        _ = consume cursor
        #expect(try transaction.view.entryCount(tree) == 500)
        try transaction.commit()
    }

    /// Values grow out of their page, into pages of their own, and back.
    @Test func `a write cursor replaces values by others of any size`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt64.self)
        var values: [UInt64: [UInt8]] = [:]
        var transaction = try environment.beginWrite()
        for key: UInt64 in 0..<500 {
            values[key] = bytes(1, 2, 3)
            try transaction.append(key, bytes(1, 2, 3).span.rawBytes, in: tree)
        }
        for round in 0..<30 {
            var cursor = try transaction.writeCursor(tree)
            for key: UInt64 in 0..<500 where Int.random(in: 0..<4) == 0 {
                let value = [UInt8](
                    repeating: UInt8(round), count: Int.random(in: 0..<[40, 900, 9_000][round % 3]))
                let found = try cursor.seek(exactly: key)?.value.array
                try #require(found == values[key])
                try cursor.replaceCurrent(key, value.span.rawBytes)
                values[key] = value
                // It stands at what it stored.
                guard key % 5 == 0 else { continue }
                try cursor.replaceCurrent(key, bytes(7).span.rawBytes)
                values[key] = bytes(7)
            }
            _ = consume cursor
            guard round % 4 == 3 else { continue }
            try transaction.commit()
            transaction = try environment.beginWrite()
        }
        var cursor = try transaction.view.readCursor(tree)
        var found: [UInt64: [UInt8]] = [:]
        while let entry = try cursor.next() { found[entry.key] = entry.value.array }
        #expect(found == values)
    }

    @Test func `replacing where the last step found nothing is a programmer's error`() async {
        await #expect(processExitsWith: .failure) { [path = file.path as String] in
            let environment = try TemporaryFile.open(path)
            let tree = try environment.makeTree(keyedBy: UInt32.self)
            var transaction = try environment.beginWrite()
            var cursor = try transaction.writeCursor(tree)
            try cursor.put(1, bytes(1).span.rawBytes)
            _ = try cursor.seek(exactly: 2)
            try cursor.replaceCurrent(2, bytes(1).span.rawBytes)
        }
    }

    @Test func `deleting where the last step found nothing is a programmer's error`() async {
        await #expect(processExitsWith: .failure) { [path = file.path as String] in
            let environment = try TemporaryFile.open(path)
            let tree = try environment.makeTree(keyedBy: UInt32.self)
            var transaction = try environment.beginWrite()
            var cursor = try transaction.writeCursor(tree)
            try cursor.put(1, bytes(1).span.rawBytes)
            _ = try cursor.seek(exactly: 2)
            try cursor.deleteCurrent()
        }
    }

    @Test func `a write cursor loads a multimap`() throws {
        let environment = try file.open()
        let tree = try environment.makeMultimapTree(keyedBy: UInt32.self)
        var transaction = try environment.beginWrite()
        var cursor = try transaction.writeCursor(tree)
        for key: UInt32 in 0..<100 {
            for value: UInt32 in 0..<100 { try cursor.append(key, value) }
        }
        let isNew = try cursor.insert(5, 5)
        #expect(!isNew)
        _ = consume cursor
        #expect(try transaction.view.entryCount(tree) == 10_000)
    }
}
