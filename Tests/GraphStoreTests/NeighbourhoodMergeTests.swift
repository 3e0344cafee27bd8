import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// New neighbours that are put into a record as it lies.
@Suite struct NeighbourhoodMergeTests {
    private static let caseCount = 2_000
    private static let countMax = 14

    @Test func `a merged record is the one that is written when all neighbours are known`() throws {
        var merge = NeighbourhoodMerge()
        var mergedCount = 0
        var refusedCount = 0
        for seed in RandomCases.seeds(Self.caseCount) {
            var example = Example(seed: seed)
            let changes = example.changes()
            let isMerged = merge.merge(
                changes, 0..<changes.count, into: try NeighbourhoodRecord(example.bytes.rawSpan),
                countMax: Self.countMax, isWeighted: Example.isWeighted)
            let expected = example.expected(changes)
            let isLeft =
                expected.columns.needsWideRelationships
                || example.draft.columns.needsWideRelationships
                || expected.segments.contains {
                    $0.chunks != nil || $0.inlineCount > Self.countMax
                }
            try #require(isMerged != isLeft, "seed \(seed)")
            if isMerged { mergedCount += 1 } else { refusedCount += 1 }
            guard isMerged else { continue }
            var bytes: [UInt8] = []
            expected.encode(into: &bytes)
            try #require(merge.bytes == bytes, "seed \(seed)")
        }
        guard RandomCases.seeds(Self.caseCount).count > 1 else { return }
        #expect(mergedCount > Self.caseCount / 8)
        #expect(refusedCount > Self.caseCount / 8)
    }

    @Test func `changes that are no insertions are left to the draft`() throws {
        for kind in [PendingNeighbours.Kind.remove, .setWeight] {
            var draft = NeighbourhoodDraft()
            let key = SegmentKey(rawValue: 4)
            draft.beginSegment(key, isWeighted: false)
            draft.append(7, RelationshipID(rawValue: 1), .elsewhere)
            draft.append(9, RelationshipID(rawValue: 2), .elsewhere)
            var bytes: [UInt8] = []
            draft.encode(into: &bytes)
            var pending = PendingNeighbours(countMax: 8)
            let node = NodeID(rawValue: 3)
            pending.add(
                kind, of: node, key, NodeID(rawValue: 7), RelationshipID(rawValue: 1), .elsewhere)
            pending.add(
                .insert, of: node, key, NodeID(rawValue: 8), RelationshipID(rawValue: 3),
                .elsewhere)
            var changes: [PendingNeighbours.Change] = []
            pending.take(node, into: &changes)
            #expect(changes.count == 2)
            var merge = NeighbourhoodMerge()
            let isMerged = merge.merge(
                changes, 0..<changes.count, into: try NeighbourhoodRecord(bytes.rawSpan),
                countMax: 9,
                isWeighted: Example.isWeighted)
            #expect(!isMerged)
        }
    }

    @Test func `what is damaged is left to the draft, which reports it`() throws {
        var merge = NeighbourhoodMerge()
        var leftCount = 0
        for seed in RandomCases.seeds(4 * Self.caseCount) {
            var example = Example(seed: seed)
            let changes = example.changes()
            let damaged = example.records.damaged(example.bytes, unit: 8)
            var isMerged = false
            do {
                isMerged = merge.merge(
                    changes, 0..<changes.count,
                    into: try NeighbourhoodRecord(checked: damaged.rawSpan),
                    countMax: .max, isWeighted: Example.isWeighted)
            } catch {
                // The damage was seen.
            }
            guard isMerged else {
                leftCount += 1
                continue
            }
            // What was taken for whole can be read, before and behind the merge.
            let old = try NeighbourhoodDraft(NeighbourhoodRecord(damaged.rawSpan))
            let new = try NeighbourhoodDraft(NeighbourhoodRecord(merge.bytes.rawSpan))
            try #require(new.columns.count == old.columns.count + changes.count, "seed \(seed)")
            let isSealed = Checksum.holds(merge.bytes.rawSpan)
            try #require(isSealed, "seed \(seed)")
        }
        guard RandomCases.seeds(Self.caseCount).count > 1 else { return }
        #expect(leftCount > Self.caseCount / 4)
    }
}

/// A record and new neighbours for it.
private struct Example {
    var records: RandomRecords
    let draft: NeighbourhoodDraft
    let bytes: [UInt8]

    /// Half of the records have nothing that the merge leaves alone.
    init(seed: UInt64) {
        records = RandomRecords(seed: seed)
        draft =
            records.generator.isOne(in: 2)
            ? records.neighbourhood() : Self.plain(&records.generator)
        var bytes: [UInt8] = []
        draft.encode(into: &bytes)
        self.bytes = bytes
    }

    static func isWeighted(_ type: TypeID) -> Bool { type.rawValue % 3 == 1 }

    private static func plain(_ generator: inout SplitMix64) -> NeighbourhoodDraft {
        var draft = NeighbourhoodDraft()
        for key in 0..<UInt32(generator.below(6)) {
            draft.beginSegment(SegmentKey(rawValue: key * 3), isWeighted: generator.isOne(in: 2))
            for index in 0..<UInt32(1 + generator.below(6)) {
                // Some neighbours are related several times.
                draft.append(
                    index / 2 * 5, RelationshipID(rawValue: UInt64(index * 40 + key)),
                    Weight(bitPattern: generator.next()))
            }
        }
        return draft
    }

    /// New neighbours before, between and behind those of the record, and in new segments.
    mutating func changes() -> [PendingNeighbours.Change] {
        var pending = PendingNeighbours(countMax: .max)
        let node = NodeID(rawValue: 1)
        let isNarrow = !records.generator.isOne(in: 8)
        for number in 0...records.generator.below(9) {
            // Ids are not given twice, so a number tells them apart.
            let id = UInt64(records.generator.below(200) * 10 + number)
            pending.add(
                .insert, of: node, SegmentKey(rawValue: UInt32(records.generator.below(19))),
                NodeID(rawValue: UInt32(records.generator.below(40))),
                RelationshipID(rawValue: isNarrow ? id : id << 24),
                Weight(bitPattern: records.generator.next()))
        }
        var changes: [PendingNeighbours.Change] = []
        pending.take(node, into: &changes)
        return changes
    }

    /// The neighbours of the record and the new ones, put together one by one.
    func expected(_ changes: [PendingNeighbours.Change]) -> NeighbourhoodDraft {
        var expected = draft
        for change in changes {
            let index = expected.segmentIndex(
                change.key, isWeighted: Self.isWeighted(change.key.type))
            guard expected.segments[index].chunks == nil else { continue }
            expected.insert(change.neighbour, change.relationship, change.weight, in: index)
        }
        return expected
    }
}
