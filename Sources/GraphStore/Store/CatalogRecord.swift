import GraphModel
import LMDB

/// One entry of the catalog.
///
/// **Layout**: checksum of the rest (4 bytes), then
///
/// | kind | id | value |
/// |---|---|---|
/// | 1 label, 2 type, 3 property key | as interned | the name, UTF-8 |
/// | 4 source | from 1 | name, version, licence: varint byte count and UTF-8 each |
/// | 5 index | index id | varint label, varint key, kind (1 byte), the name, UTF-8 |
/// | 6 weight | type id | varint key |
///
/// Key: the kind in the upper, the id in the lower four bytes, in the tree `catalog`.
enum CatalogRecord: Hashable {
    case label(LabelID, String)
    case type(TypeID, String)
    case key(KeyID, String)
    case source(SourceID, Source)
    case index(IndexDefinition)
    case weight(TypeID, KeyID)

    private enum Kind: UInt64 {
        case label = 1
        case type = 2
        case key = 3
        case source = 4
        case index = 5
        case weight = 6
    }

    var key: UInt64 {
        switch self {
        case .label(let id, _): Self.key(.label, id.rawValue)
        case .type(let id, _): Self.key(.type, id.rawValue)
        case .key(let id, _): Self.key(.key, id.rawValue)
        case .source(let id, _): Self.key(.source, id.rawValue)
        case .index(let index): Self.key(ofIndex: index.id)
        case .weight(let type, _): Self.key(.weight, type.rawValue)
        }
    }

    static func key(ofIndex id: IndexID) -> UInt64 { key(.index, id.rawValue) }

    private static func key(_ kind: Kind, _ id: UInt32) -> UInt64 {
        kind.rawValue << 32 | UInt64(id)
    }

    func encode(into bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(integer: UInt32(0))
        switch self {
        case .label(_, let name), .type(_, let name), .key(_, let name):
            bytes.append(contentsOf: name.utf8)
        case .source(_, let source):
            for part in [source.name, source.version, source.license] {
                bytes.append(varint: UInt64(part.utf8.count))
                bytes.append(contentsOf: part.utf8)
            }
        case .index(let index):
            bytes.append(varint: index.label.rawValue)
            bytes.append(varint: index.key.rawValue)
            bytes.append(index.kind.rawValue)
            bytes.append(contentsOf: index.name.utf8)
        case .weight(_, let key):
            bytes.append(varint: key.rawValue)
        }
        Checksum.seal(&bytes)
    }

    init(key: UInt64, _ bytes: RawSpan) throws(RecordDamage) {
        guard Checksum.holds(bytes) else { throw RecordDamage("its checksum does not hold") }
        guard let kind = Kind(rawValue: key >> 32) else {
            throw RecordDamage("its kind is unknown")
        }
        let id = UInt32(truncatingIfNeeded: key)
        var reader = RecordReader(bytes, from: Checksum.byteCount)
        switch kind {
        case .label: self = .label(LabelID(rawValue: id), try Self.rest(&reader))
        case .type: self = .type(TypeID(rawValue: id), try Self.rest(&reader))
        case .key: self = .key(KeyID(rawValue: id), try Self.rest(&reader))
        case .source:
            let name = String(try reader.bytes(try reader.count()))
            let version = String(try reader.bytes(try reader.count()))
            let license = String(try reader.bytes(try reader.count()))
            self = .source(
                SourceID(rawValue: id), Source(name: name, version: version, license: license))
        case .index:
            let label = LabelID(rawValue: try reader.varint32())
            let key = KeyID(rawValue: try reader.varint32())
            guard let kind = IndexKind(rawValue: try reader.byte()) else {
                throw RecordDamage("its kind of index is unknown")
            }
            self = .index(
                IndexDefinition(
                    id: IndexID(rawValue: id), name: try Self.rest(&reader), label: label,
                    key: key, kind: kind))
        case .weight: self = .weight(TypeID(rawValue: id), KeyID(rawValue: try reader.varint32()))
        }
    }

    private static func rest(_ reader: inout RecordReader) throws(RecordDamage) -> String {
        String(try reader.bytes(reader.remainingByteCount))
    }
}

extension Catalog {
    /// The catalog that stands in the file.
    init(
        _ tree: Tree<UInt64>, version: UInt64, in view: TransactionView
    ) throws(StoreError) {
        self.init()
        self.version = version
        var cursor = try StoreCursor(tree, in: view)
        while let entry = try cursor.next() {
            do throws(RecordDamage) {
                try insert(CatalogRecord(key: entry.key, entry.value))
            } catch {
                throw error.corruption(
                    of: "catalog entry \(entry.key >> 32).\(UInt32(truncatingIfNeeded: entry.key))")
            }
        }
    }

    /// Takes in a record. Records come ascending by kind and id.
    private mutating func insert(_ record: CatalogRecord) throws(RecordDamage) {
        let isDense =
            switch record {
            case .label(let id, let name): labels.intern(name) == id
            case .type(let id, let name): types.intern(name) == id
            case .key(let id, let name): keys.intern(name) == id
            case .source(let id, let source): intern(source) == id
            case .index, .weight: true
            }
        guard isDense else { throw RecordDamage("its id does not follow the one before") }
        switch record {
        case .index(let index):
            guard labels.contains(index.label), keys.contains(index.key) else {
                throw RecordDamage("it names an unknown label or key")
            }
            insert(index)
        case .weight(let type, let key):
            guard types.contains(type), keys.contains(key) else {
                throw RecordDamage("it names an unknown type or key")
            }
            declareWeight(of: type, key)
        case .label, .type, .key, .source: break
        }
    }
}
