import GraphModel
import LMDB

/// One count of the statistics.
///
/// **Layout** of the key, in the tree `statistics`; numbers are big endian, so that the order of
/// keys is the order of the ids; "any label" is 2³² − 1
///
/// | 1 byte | 4 bytes | 4 bytes | 4 bytes |
/// |---|---|---|---|
/// | 1 nodes | label | 0 | 0 |
/// | 2 relationships | label of the start | type | label of the end |
/// | 3 relationships by source | source | type | 0 |
/// | 4 distinct values | index | 0 | 0 |
/// | 5 properties of nodes | label | key | property type |
/// | 6 properties of relationships | type | key | property type |
///
/// The value is the count, 8 bytes. There is no checksum: the integrity check counts anew.
enum StatisticsRecord {
    private static let keyByteCount = 13
    private static let anyLabel = UInt32.max

    static func keyBytes(_ key: StatisticsKey) -> [UInt8] {
        switch key {
        case .nodes(let label): bytes(1, id(label), 0, 0)
        case .relationships(let start, let type, let end):
            bytes(2, id(start), type.rawValue, id(end))
        case .sourced(let source, let type): bytes(3, source.rawValue, type.rawValue, 0)
        case .distinctValues(let index): bytes(4, index.rawValue, 0, 0)
        case .nodeProperty(let label, let key, let type):
            bytes(5, id(label), key.rawValue, UInt32(type.rawValue))
        case .relationshipProperty(let type, let key, let valueType):
            bytes(6, type.rawValue, key.rawValue, UInt32(valueType.rawValue))
        }
    }

    private static func bytes(_ kind: UInt8, _ a: UInt32, _ b: UInt32, _ c: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(keyByteCount)
        bytes.append(kind)
        for part in [a, b, c] { bytes.append(integer: part.byteSwapped) }
        return bytes
    }

    private static func id(_ label: LabelID?) -> UInt32 { label?.rawValue ?? anyLabel }

    private static func label(_ id: UInt32) -> LabelID? {
        id == anyLabel ? nil : LabelID(rawValue: id)
    }

    static func key(_ bytes: RawSpan) throws(RecordDamage) -> StatisticsKey {
        guard bytes.byteCount == keyByteCount else { throw RecordDamage("its key is no key") }
        let a = bytes.value(UInt32.self, at: 1).byteSwapped
        let b = bytes.value(UInt32.self, at: 5).byteSwapped
        let c = bytes.value(UInt32.self, at: 9).byteSwapped
        switch bytes.value(UInt8.self, at: 0) {
        case 1: return .nodes(label: label(a))
        case 2: return .relationships(start: label(a), type: TypeID(rawValue: b), end: label(c))
        case 3: return .sourced(SourceID(rawValue: a), type: TypeID(rawValue: b))
        case 4: return .distinctValues(IndexID(rawValue: a))
        case 5:
            return .nodeProperty(
                label: label(a), key: KeyID(rawValue: b), type: try propertyType(c))
        case 6:
            return .relationshipProperty(
                type: TypeID(rawValue: a), key: KeyID(rawValue: b), valueType: try propertyType(c))
        default: throw RecordDamage("its kind is unknown")
        }
    }

    private static func propertyType(_ tag: UInt32) throws(RecordDamage) -> PropertyType {
        guard let tag = UInt8(exactly: tag), let type = PropertyType(rawValue: tag) else {
            throw RecordDamage("it counts an unknown type of property")
        }
        return type
    }
}

extension Statistics {
    /// The statistics that stand in the file.
    init(_ tree: Tree<ByteKey>, in view: TransactionView) throws(StoreError) {
        var counts: [StatisticsKey: UInt64] = [:]
        var cursor = try StoreCursor(tree, in: view)
        while let entry = try cursor.next() {
            do throws(RecordDamage) {
                guard entry.value.byteCount == 8 else { throw RecordDamage("it is no count") }
                counts[try StatisticsRecord.key(entry.key.bytes)] =
                    entry.value.value(UInt64.self, at: 0)
            } catch { throw error.corruption(of: "statistics") }
        }
        self.init(counts: counts)
    }
}
