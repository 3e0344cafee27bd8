import GraphModel
import TestSupport

@testable import GraphStore

/// Random records, and damage to their bytes.
struct RandomRecords {
    var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func properties() -> [Property] {
        var properties: [Property] = []
        for key in 0..<UInt32(generator.below(6)) where !generator.isOne(in: 4) {
            let id = KeyID(rawValue: key * (generator.isOne(in: 5) ? 100_000 : 1))
            if let last = properties.last, last.key >= id { continue }
            properties.append(Property(id, RandomValues.value(&generator)))
        }
        return properties
    }

    mutating func node() -> NodeRecord {
        let labels = Set(
            (0..<generator.below(5)).map { _ in
                LabelID(rawValue: UInt32(generator.below(generator.isOne(in: 3) ? 1 << 32 : 300)))
            })
        return NodeRecord(labels: labels.sorted(), properties: properties())
    }

    mutating func relationship() -> RelationshipRecord {
        RelationshipRecord(
            start: NodeID(rawValue: UInt32(generator.below(1 << 32))),
            end: NodeID(rawValue: UInt32(generator.below(100))),
            type: TypeID(rawValue: UInt32(generator.below(3))),
            source: SourceID(rawValue: UInt32(generator.below(3))), properties: properties())
    }

    mutating func block() -> [Int: RelationshipRecord] {
        var block: [Int: RelationshipRecord] = [:]
        for slot in 0..<RelationshipBlock.capacity where generator.isOne(in: 2) {
            block[slot] = relationship()
        }
        return block
    }

    mutating func relationshipID() -> RelationshipID {
        RelationshipID(rawValue: UInt64(generator.below(generator.isOne(in: 9) ? 1 << 40 : 99)))
    }

    mutating func columns(isWeighted: Bool) -> NeighbourColumns {
        var columns = NeighbourColumns()
        let isNarrow = generator.isOne(in: 2)
        for neighbour in 0..<UInt32(1 + generator.below(12)) {
            let id = isNarrow ? RelationshipID(rawValue: 7) : relationshipID()
            let weight = Weight(bitPattern: generator.next())
            columns.append(neighbour * 3, id, isWeighted ? weight : nil)
        }
        return columns
    }

    mutating func neighbourhood() -> NeighbourhoodDraft {
        var draft = NeighbourhoodDraft()
        for key in 0..<UInt32(generator.below(6)) {
            let isWeighted = generator.isOne(in: 2)
            if generator.isOne(in: 3) {
                let chunks = (0..<UInt32(1 + generator.below(4))).map {
                    ChunkReference(
                        id: generator.next(), firstNeighbour: $0 * 10, count: 1 + generator.below(9)
                    )
                }
                draft.appendChunked(SegmentKey(rawValue: key * 3), isWeighted: isWeighted, chunks)
            } else {
                draft.beginSegment(SegmentKey(rawValue: key * 3), isWeighted: isWeighted)
                let columns = columns(isWeighted: isWeighted)
                for index in 0..<columns.count {
                    draft.append(
                        columns.neighbours[index],
                        RelationshipID(rawValue: columns.relationships[index]),
                        isWeighted ? Weight(bitPattern: columns.weights[index]) : .elsewhere)
                }
            }
        }
        return draft
    }

    mutating func catalogRecord() -> CatalogRecord {
        let id = UInt32(generator.below(1 << 32))
        let name = generator.pick(RandomValues.strings)
        return switch generator.below(6) {
        case 0: .label(LabelID(rawValue: id), name)
        case 1: .type(TypeID(rawValue: id), name)
        case 2: .key(KeyID(rawValue: id), name)
        case 3: .source(SourceID(rawValue: id), generator.pick(Vocabulary.sources))
        case 4:
            .index(
                IndexDefinition(
                    id: IndexID(rawValue: id), name: name, label: LabelID(rawValue: 4),
                    key: KeyID(rawValue: 1 << 20), kind: generator.pick(IndexKind.allCases)))
        default: .weight(TypeID(rawValue: id), KeyID(rawValue: 5))
        }
    }

    mutating func statisticsKey() -> StatisticsKey {
        let id = UInt32(generator.below(Int(UInt32.max)))
        let label = generator.isOne(in: 2) ? nil : LabelID(rawValue: id)
        let type = generator.pick(PropertyType.allCases)
        return switch generator.below(6) {
        case 0: .nodes(label: label)
        case 1: .relationships(start: label, type: TypeID(rawValue: id), end: nil)
        case 2: .sourced(SourceID(rawValue: id), type: TypeID(rawValue: 1))
        case 3: .distinctValues(IndexID(rawValue: id))
        case 4: .nodeProperty(label: label, key: KeyID(rawValue: id), type: type)
        default:
            .relationshipProperty(
                type: TypeID(rawValue: id), key: KeyID(rawValue: 2), valueType: type)
        }
    }

    /// A copy with other bytes, cut, longer or all random; with a checksum that holds, or not.
    ///
    /// Lengths stay multiples of `unit`: the file's structure keeps them, not the record.
    mutating func damaged(_ record: [UInt8], unit: Int = 1) -> [UInt8] {
        var bytes = record
        switch generator.below(5) {
        case 0: bytes.removeLast(generator.below(bytes.count + 1))
        case 1:
            for _ in 0..<generator.below(40) { bytes.append(UInt8(generator.below(256))) }
        case 2: bytes = (0..<generator.below(90)).map { _ in UInt8(generator.below(256)) }
        default: break
        }
        bytes.removeLast(bytes.count % unit)
        for _ in 0..<generator.below(4) where !bytes.isEmpty {
            let awkward: [UInt8] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF]
            bytes[generator.below(min(bytes.count, generator.isOne(in: 2) ? 40 : .max))] =
                generator.isOne(in: 2) ? generator.pick(awkward) : UInt8(generator.below(256))
        }
        if bytes.count >= Checksum.byteCount && !generator.isOne(in: 4) { Checksum.seal(&bytes) }
        return bytes
    }
}
