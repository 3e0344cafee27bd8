import GraphModel
import LMDB
import TestSupport
import Testing

@testable import GraphStore

/// Whatever the bytes of a record: it is read or refused, and nothing traps.
@Suite struct DamagedRecordTests {
    static let caseCount = 5_000 * RandomCases.factor

    /// Reads `caseCount` damaged records, and expects that some are refused.
    private func fuzz(
        unit: Int = 1, _ encode: (inout RandomRecords, inout [UInt8]) -> Void,
        _ read: (RawSpan) throws -> Void
    ) {
        var refusalCount = 0
        for seed in 0..<UInt64(Self.caseCount) {
            var records = RandomRecords(seed: seed)
            var bytes: [UInt8] = []
            encode(&records, &bytes)
            let damaged = records.damaged(bytes, unit: unit)
            do {
                try read(damaged.rawSpan)
            } catch is RecordDamage {
                refusalCount += 1
            } catch is StoreError {
                refusalCount += 1
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        #expect(refusalCount > Self.caseCount / 20)
    }

    @Test func `nodes`() {
        fuzz({ $0.node().encode(into: &$1) }) { bytes in
            _ = try? NodeRecord.labels(bytes)
            for key: UInt32 in [0, 2, 300_000] {
                _ = try? NodeRecord.value(of: KeyID(rawValue: key), bytes)
            }
            _ = try NodeRecord(bytes)
        }
    }

    @Test func `blocks of relationships`() {
        fuzz({ records, bytes in
            var draft = RelationshipBlockDraft()
            for (slot, record) in records.block() { draft.set(slot, record) }
            draft.encode(into: &bytes)
        }) { bytes in
            let block = try RelationshipBlock(bytes)
            for slot in 0..<RelationshipBlock.capacity {
                _ = try? block.value(of: KeyID(rawValue: 1), slot)
                _ = try? block.record(slot)
            }
            var draft = try RelationshipBlockDraft(block)
            var again: [UInt8] = []
            draft.encode(into: &again)
            for slot in 0..<RelationshipBlock.capacity { _ = try block.record(slot) }
        }
    }

    @Test func `neighbourhoods`() {
        fuzz(unit: 8, { $0.neighbourhood().encode(into: &$1) }) { bytes in
            let record = try NeighbourhoodRecord(bytes)
            var sum: UInt64 = 0
            for index in 0..<record.segmentCount {
                let segment = record.segment(index)
                _ = record.segment(segment.key)
                for chunk in 0..<segment.chunkCount { sum ^= record.chunk(chunk, of: segment).id }
                guard !segment.isChunked else { continue }
                let run = record.run(of: segment)
                for index in 0..<run.count {
                    sum ^= run.relationship(index).rawValue ^ run.weight(index).bitPattern
                    sum ^= UInt64(run.neighbour(index).rawValue)
                }
            }
            sum ^= UInt64(record.degree + record.neighbours.count)
            _ = try NeighbourhoodDraft(record)
        }
    }

    @Test func `chunks`() {
        fuzz(
            unit: 8,
            { records, bytes in
                let isWeighted = records.generator.isOne(in: 2)
                let columns = records.columns(isWeighted: isWeighted)
                NeighbourChunkDraft(isWeighted: isWeighted, columns).encode(into: &bytes)
            }
        ) { bytes in
            _ = NeighbourChunkDraft(try NeighbourChunk(bytes))
        }
    }

    @Test func `entries of the catalog`() {
        fuzz({ $0.catalogRecord().encode(into: &$1) }) { bytes in
            for kind: UInt64 in 0...8 { _ = try? CatalogRecord(key: kind << 32 | 5, bytes) }
            _ = try CatalogRecord(key: 5 << 32, bytes)
        }
    }

    @Test func `meta records`() {
        fuzz({ _, bytes in MetaRecord().encode(into: &bytes) }) { bytes in
            _ = try MetaRecord(bytes)
        }
    }

    @Test func `keys of statistics`() {
        fuzz({ records, bytes in
            bytes = StatisticsRecord.keyBytes(records.statisticsKey())
        }) { bytes in
            _ = try StatisticsRecord.key(bytes)
        }
    }

    @Test func `damaged records in a file are read, refused or reported`() throws {
        for seed in RandomCases.seeds(150) {
            do { try damageOneRecord(seed) } catch { throw Disagreement("seed \(seed): \(error)") }
        }
    }

    /// Writes damaged bytes in place of one record, and reads everything.
    private func damageOneRecord(_ seed: UInt64) throws {
        let database = TemporaryDatabase()
        var records = RandomRecords(seed: seed)
        let isSealed: Bool
        do {
            let store = try database.open(runCountMax: 3)
            var mutations = RandomMutations(seed: seed % 7)
            var transaction = try store.beginWrite()
            try mutations.run(150, in: &transaction)
            try transaction.commit()
            isSealed = try overwrite(store, &records)
        }
        let store: Store
        do { store = try database.open(runCountMax: 3) } catch StoreError.corruption { return }
        let snapshot: Snapshot
        do { snapshot = try store.snapshot() } catch StoreError.corruption { return }
        let check = try IntegrityCheck(of: snapshot)
        // Behind a checksum that holds, damage can be another graph.
        #expect(isSealed || check.violationCount > 0, "seed \(seed)")
        _ = try? snapshot.contentHash()
        for node in 0..<UInt32(snapshot.nodeBound) { readAll(of: NodeID(rawValue: node), snapshot) }
        try? change(store)
    }

    /// - Returns: whether the checksum holds nevertheless.
    private func overwrite(_ store: Store, _ records: inout RandomRecords) throws -> Bool {
        var transaction = try store.beginWrite()
        let trees = store.trees
        let tree = records.generator.pick([
            trees.catalog, trees.neighbourhoods, trees.neighbourhoods, trees.chunks,
            trees.relationships,
        ])
        var key: UInt64 = 0
        var old: [UInt8] = []
        do {
            var cursor = try StoreCursor(tree, in: transaction.stored.view)
            while let entry = try cursor.next() {
                key = entry.key
                old = []
                old.append(contentsOf: entry.value)
                if records.generator.isOne(in: 6) { break }
            }
        }
        var new = records.damaged(old, unit: 8)
        while new == old { new = records.damaged(old, unit: 8) }
        try transaction.transaction.set(key, new.rawSpan, in: tree)
        try transaction.commit()
        return Checksum.holds(new.rawSpan)
    }

    private func readAll(of node: NodeID, _ snapshot: borrowing Snapshot) {
        guard let record = try? snapshot.neighbourhood(of: node) else { return }
        for index in 0..<record.segmentCount {
            let segment = record.segment(index)
            for chunk in 0..<min(segment.chunkCount, 100) {
                _ = try? snapshot.chunk(record.chunk(chunk, of: segment)).run
            }
        }
    }

    private func change(_ store: Store) throws {
        var transaction = try store.beginWrite()
        for relationship in 0..<30 {
            try? transaction.deleteRelationship(RelationshipID(rawValue: UInt64(relationship)))
        }
        for node in 0..<10 { try? transaction.deleteNode(NodeID(rawValue: UInt32(node))) }
    }
}
