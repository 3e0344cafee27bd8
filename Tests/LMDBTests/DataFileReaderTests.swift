import Foundation
import LMDB
import Testing

@Suite struct DataFileReaderTests {
    let file = TemporaryFile()

    @Test func `a state can be read under both meta pages`() throws {
        let environment = try file.open()
        let tree = try environment.makeTree(keyedBy: UInt32.self)
        try ProcessTests.increment(tree, in: environment, count: 5)
        let reader = try DataFileReader.open(path: file.path)
        #expect(reader.states.map(\.transactionID) == [6, 5])
        #expect(reader.states.map(\.metaPage) == [0, 1])
        #expect(reader.states.map(\.isNewest) == [true, false])
        let newest = reader.states[0]
        let five = try reader.value(forKey: UInt32(1), inTree: "tree", of: newest)
        #expect(five == [5, 0, 0, 0, 0, 0, 0, 0])
        let four = try reader.value(forKey: UInt32(1), inTree: "tree", of: reader.states[1])
        #expect(four == [4, 0, 0, 0, 0, 0, 0, 0])
        #expect(try reader.value(forKey: UInt32(2), inTree: "tree", of: newest) == nil)
        #expect(try reader.value(forKey: UInt32(1), inTree: "other", of: newest) == nil)
    }

    @Test(arguments: [0, 1])
    func `the other state can be read when a meta page is damaged`(page: Int) throws {
        do {
            let environment = try file.open()
            let tree = try environment.makeTree(keyedBy: UInt32.self)
            try ProcessTests.increment(tree, in: environment, count: 5)
        }
        let url = URL(fileURLWithPath: file.path)
        var bytes = Array(try Data(contentsOf: url))
        bytes[page * 4_096 + 16] ^= 1
        try Data(bytes).write(to: url)
        let reader = try DataFileReader.open(path: file.path)
        #expect(reader.states.map(\.metaPage) == [1 - page])
        let number = try reader.value(forKey: UInt32(1), inTree: "tree", of: reader.states[0])
        #expect(number?.first == UInt8(4 + page))
        let audit = try PageAudit.run(path: file.path)
        #expect(audit.findingCount == 1, "\(audit.findings)")
    }

    @Test func `values of every kind and size are found by their keys`() throws {
        let environment = try file.open()
        let records = try environment.makeTree("records", keyedBy: UInt64.self)
        let names = try environment.makeTree("names", keyedBy: ByteKey.self)
        var transaction = try environment.beginWrite()
        for key: UInt64 in 0..<2_000 {
            let byteCount = Int(key % 50 == 0 ? key * 10 : key % 300)
            let value = [UInt8](repeating: UInt8(truncatingIfNeeded: key), count: byteCount)
            try transaction.put(key * 3, value.span.rawBytes, in: records)
            try transaction.put(
                ByteKey(key.description.valueBytes.span), value.span.rawBytes, in: names)
        }
        try transaction.commit()
        let snapshot = try environment.beginRead()
        let reader = try DataFileReader.open(path: file.path)
        let newest = reader.states[0]
        for key: UInt64 in stride(from: 0, to: 2_100, by: 7) {
            let value = try reader.value(forKey: key * 3, inTree: "records", of: newest)
            #expect(try value == snapshot.view.get(key * 3, in: records)?.array)
            let name = key.description.valueBytes
            let named = try reader.value(forKey: ByteKey(name.span), inTree: "names", of: newest)
            #expect(named == value)
            #expect(try reader.value(forKey: key * 3 + 1, inTree: "records", of: newest) == nil)
        }
    }
}
