package import GraphModel

/// 64 relationships with consecutive ids, by column.
///
/// **Layout**
///
/// | bytes | what |
/// |---|---|
/// | 4 | checksum of the rest |
/// | 1 | *n*: slots, one more than the last that is taken |
/// | 1 | *k*: kinds, the different pairs of type and source |
/// | 1 | 1 when any relationship has properties, else 0 |
/// | 1 | 0 |
/// | 8 × *k* | type id, source id (4 each) |
/// | 4 × *n* | start node ids |
/// | 4 × *n* | end node ids |
/// | *n* | kinds; 255 where there is no relationship |
/// | 4 × *n* | with properties only: where each one's properties end, from the table's end |
/// | – | with properties only: ``PropertyRecord`` of each that has any |
///
/// Key: the first relationship id divided by 64, in the tree `relationships`.
///
/// Relationships of one import follow each other sorted by type, so a block has one kind and 9
/// bytes a relationship instead of 16; three blocks without properties fill a page to 87 %.
package struct RelationshipBlock: ~Escapable {
    /// Relationships in a block.
    package static let capacity = 64
    static let noKind: UInt8 = 255
    static let headerByteCount = 8

    private let bytes: RawSpan
    /// Slots, one more than the last that is taken.
    package let slotCount: Int
    private let kindCount: Int
    private let hasProperties: Bool

    /// Where in the tree a relationship stands.
    package static func position(
        of relationship: RelationshipID
    ) -> (block: UInt64, slot: Int) {
        (relationship.rawValue / UInt64(capacity), Int(relationship.rawValue % UInt64(capacity)))
    }

    @_lifetime(copy bytes)
    package init(_ bytes: RawSpan) throws(RecordDamage) {
        guard bytes.byteCount >= Self.headerByteCount else {
            throw RecordDamage("it ends too early")
        }
        self.bytes = bytes
        slotCount = Int(bytes.value(UInt8.self, at: 4))
        kindCount = Int(bytes.value(UInt8.self, at: 5))
        hasProperties = bytes.value(UInt8.self, at: 6) != 0
        guard slotCount <= Self.capacity else { throw RecordDamage("it has too many slots") }
        guard heapOffset <= bytes.byteCount else { throw RecordDamage("it ends too early") }
    }

    private var startsOffset: Int { Self.headerByteCount + 8 * kindCount }
    private var endsOffset: Int { startsOffset + 4 * slotCount }
    private var kindsOffset: Int { endsOffset + 4 * slotCount }
    private var propertyEndsOffset: Int { kindsOffset + slotCount }
    private var heapOffset: Int { propertyEndsOffset + (hasProperties ? 4 * slotCount : 0) }

    /// The kind of the relationship in a slot, or nil where there is none.
    private func kind(_ slot: Int) throws(RecordDamage) -> Int? {
        guard slot < slotCount else { return nil }
        let kind = bytes.value(UInt8.self, at: kindsOffset + slot)
        guard kind != Self.noKind else { return nil }
        guard kind < kindCount else { throw RecordDamage("slot \(slot) has an unknown kind") }
        return Int(kind)
    }

    /// The relationship in a slot, without its properties, or nil where there is none.
    package func header(_ slot: Int) throws(RecordDamage) -> RelationshipRecord? {
        guard let kind = try kind(slot) else { return nil }
        let kindOffset = Self.headerByteCount + 8 * kind
        guard bytes.value(UInt32.self, at: kindOffset) <= SegmentKey.typeMax else {
            throw RecordDamage("slot \(slot) has a type that cannot be")
        }
        return RelationshipRecord(
            start: NodeID(rawValue: bytes.value(UInt32.self, at: startsOffset + 4 * slot)),
            end: NodeID(rawValue: bytes.value(UInt32.self, at: endsOffset + 4 * slot)),
            type: TypeID(rawValue: bytes.value(UInt32.self, at: kindOffset)),
            source: SourceID(rawValue: bytes.value(UInt32.self, at: kindOffset + 4)))
    }

    /// The relationship in a slot, or nil where there is none.
    package func record(_ slot: Int) throws(RecordDamage) -> RelationshipRecord? {
        guard var record = try header(slot) else { return nil }
        let properties = try propertyBytes(slot)
        guard properties.byteCount > 0 else { return record }
        var reader = RecordReader(properties)
        record.properties = try PropertyRecord.properties(&reader)
        guard reader.isAtEnd else {
            throw RecordDamage("the properties of slot \(slot) are longer")
        }
        return record
    }

    /// The value of one property of the relationship in a slot, or nil.
    package func value(of key: KeyID, _ slot: Int) throws(RecordDamage) -> PropertyValue? {
        guard try kind(slot) != nil else { return nil }
        let properties = try propertyBytes(slot)
        guard properties.byteCount > 0 else { return nil }
        var reader = RecordReader(properties)
        return try PropertyRecord.value(of: key, &reader)
    }

    /// The ``PropertyRecord`` of the relationship in a slot; empty when it has no properties.
    ///
    /// - Precondition: `slot < slotCount`.
    @_lifetime(copy self)
    func propertyBytes(_ slot: Int) throws(RecordDamage) -> RawSpan {
        guard hasProperties else { return bytes.extracting(0..<0) }
        let end = try propertyEnd(slot)
        let start = slot == 0 ? 0 : try propertyEnd(slot - 1)
        guard start <= end, heapOffset + end <= bytes.byteCount else {
            throw RecordDamage("the properties of slot \(slot) lie outside of it")
        }
        return bytes.extracting((heapOffset + start)..<(heapOffset + end))
    }

    private func propertyEnd(_ slot: Int) throws(RecordDamage) -> Int {
        Int(bytes.value(UInt32.self, at: propertyEndsOffset + 4 * slot))
    }
}
