import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// Records that are written can be read.
@Suite struct RecordTests {
    private func repeatRandomly(
        _ count: Int = 500, _ body: (inout RandomRecords) throws -> Void
    ) throws {
        for seed in 0..<UInt64(count * RandomCases.factor) {
            var records = RandomRecords(seed: seed)
            do { try body(&records) } catch { throw Disagreement("seed \(seed): \(error)") }
        }
    }

    private func expect(_ condition: Bool, _ text: String) throws {
        if !condition { throw Disagreement(text) }
    }

    @Test func `nodes are read as they were written`() throws {
        try repeatRandomly { records in
            let node = records.node()
            var bytes: [UInt8] = []
            node.encode(into: &bytes)
            try expect(Checksum.holds(bytes.rawSpan), "checksum")
            try expect(try NodeRecord(bytes.rawSpan) == node, "node")
            try expect(try NodeRecord.labels(bytes.rawSpan) == node.labels, "labels")
            for key in node.properties.map(\.key) + [KeyID(rawValue: 3), KeyID(rawValue: .max)] {
                let value = try NodeRecord.value(of: key, bytes.rawSpan)
                try expect(value == node.value(of: key), "value")
            }
        }
    }

    @Test func `blocks of relationships are read as they were written, and changed`() throws {
        try repeatRandomly { records in
            var expected = records.block()
            var draft = RelationshipBlockDraft()
            for (slot, record) in expected { draft.set(slot, record) }
            var bytes: [UInt8] = []
            for _ in 0..<4 {
                draft.encode(into: &bytes)
                try compare(RelationshipBlock(bytes.rawSpan), expected)
                draft = try RelationshipBlockDraft(RelationshipBlock(bytes.rawSpan))
                let slot = records.generator.below(RelationshipBlock.capacity)
                if records.generator.isOne(in: 2) {
                    expected[slot] = records.relationship()
                    draft.set(slot, expected[slot]!)
                } else {
                    expected[slot] = nil
                    draft.remove(slot)
                }
            }
        }
    }

    private func compare(
        _ block: RelationshipBlock, _ expected: [Int: RelationshipRecord]
    ) throws {
        for slot in 0..<RelationshipBlock.capacity {
            try expect(try block.record(slot) == expected[slot], "slot \(slot)")
            for property in expected[slot]?.properties ?? [] {
                let value = try block.value(of: property.key, slot)
                try expect(value == property.value, "value in slot \(slot)")
            }
        }
        try expect(block.slotCount == (expected.keys.max().map { $0 + 1 } ?? 0), "slots")
    }

    @Test func `neighbourhoods are read as they were written`() throws {
        try repeatRandomly { records in
            let draft = records.neighbourhood()
            var bytes: [UInt8] = []
            draft.encode(into: &bytes)
            try expect(bytes.count % 8 == 0, "length")
            try expect(Checksum.holds(bytes.rawSpan), "checksum")
            let record = try NeighbourhoodRecord(bytes.rawSpan)
            let again = try NeighbourhoodDraft(record)
            try expect(again.segments.map(\.key) == draft.segments.map(\.key), "keys")
            try expect(again.segments.map(\.chunks) == draft.segments.map(\.chunks), "chunks")
            try expect(again.columns.neighbours == draft.columns.neighbours, "neighbours")
            try expect(again.columns.relationships == draft.columns.relationships, "ids")
            try expect(again.columns.weights == draft.columns.weights, "weights")
            try expect(record.degree == draft.segments.reduce(0) { $0 + $1.count }, "degree")
        }
    }

    @Test func `chunks are read as they were written`() throws {
        try repeatRandomly { records in
            let isWeighted = records.generator.isOne(in: 2)
            let columns = records.columns(isWeighted: isWeighted)
            var bytes: [UInt8] = []
            NeighbourChunkDraft(isWeighted: isWeighted, columns).encode(into: &bytes)
            try expect(bytes.count % 8 == 0 && Checksum.holds(bytes.rawSpan), "bytes")
            let again = NeighbourChunkDraft(try NeighbourChunk(bytes.rawSpan))
            try expect(again.isWeighted == isWeighted, "weighted")
            try expect(again.columns.neighbours == columns.neighbours, "neighbours")
            try expect(again.columns.relationships == columns.relationships, "relationships")
            try expect(again.columns.weights == columns.weights, "weights")
        }
    }

    @Test func `entries of the catalog, counts and the meta record are read as written`() throws {
        try repeatRandomly { records in
            let record = records.catalogRecord()
            var bytes: [UInt8] = []
            record.encode(into: &bytes)
            try expect(try CatalogRecord(key: record.key, bytes.rawSpan) == record, "catalog")
            let key = records.statisticsKey()
            let keyBytes = StatisticsRecord.keyBytes(key)
            try expect(try StatisticsRecord.key(keyBytes.rawSpan) == key, "statistics")
            var meta = MetaRecord()
            meta.transactionID = records.generator.next()
            meta.nextNode = records.generator.next()
            meta.nextRelationship = records.generator.next()
            meta.nextChunk = records.generator.next()
            meta.nextIndex = records.generator.next()
            meta.catalogVersion = records.generator.next()
            meta.encode(into: &bytes)
            try expect(try MetaRecord(bytes.rawSpan) == meta, "meta")
        }
    }

    @Test func `numbers of variable length are read as they were written`() throws {
        let powers = (0..<UInt64(64)).map { UInt64(1) << $0 }
        for value in powers + powers.map({ $0 - 1 }) + powers.map({ $0 + 1 }) + [.max] {
            var bytes: [UInt8] = []
            bytes.append(varint: value)
            var reader = RecordReader(bytes.rawSpan)
            let read = try reader.varint()
            let isAtEnd = reader.isAtEnd
            #expect(read == value && isAtEnd)
        }
    }

    @Test func `a flipped bit breaks the checksum`() {
        var generator = SplitMix64(seed: 1)
        for length in 4..<80 {
            var bytes = (0..<length).map { _ in UInt8(generator.below(256)) }
            Checksum.seal(&bytes)
            for bit in 0..<(8 * length) {
                bytes[bit / 8] ^= 1 << (bit % 8)
                let holds = Checksum.holds(bytes.rawSpan)
                #expect(!holds, "bit \(bit) of \(length) bytes")
                bytes[bit / 8] ^= 1 << (bit % 8)
            }
        }
    }
}
