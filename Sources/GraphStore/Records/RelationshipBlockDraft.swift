import GraphModel

/// A block of relationships that is being written.
struct RelationshipBlockDraft {
    private struct Slot {
        var start: UInt32
        var end: UInt32
        var kind: UInt8
        /// The range of `heap` that holds the slot's ``PropertyRecord``.
        var properties: Range<Int>
    }

    private var slots: [Slot?] = []
    private var kinds: [(type: UInt32, source: UInt32)] = []
    private var heap: [UInt8] = []

    init() {
        slots.reserveCapacity(RelationshipBlock.capacity)
    }

    /// Takes over what stands in the file.
    init(_ block: RelationshipBlock) throws(RecordDamage) {
        self.init()
        for slot in 0..<block.slotCount {
            guard let header = try block.header(slot) else { continue }
            set(slot, header, propertyBytes: try block.propertyBytes(slot))
        }
    }

    var isEmpty: Bool { slots.allSatisfy { $0 == nil } }

    mutating func removeAll() {
        slots.removeAll(keepingCapacity: true)
        kinds.removeAll(keepingCapacity: true)
        heap.removeAll(keepingCapacity: true)
    }

    /// The bytes of all properties that were ever put into the draft.
    var propertyByteCount: Int { heap.count }

    /// The relationship in a slot, or nil where there is none.
    func record(_ slot: Int) throws(RecordDamage) -> RelationshipRecord? {
        guard slot < slots.count, let taken = slots[slot] else { return nil }
        let kind = kinds[Int(taken.kind)]
        var record = RelationshipRecord(
            start: NodeID(rawValue: taken.start), end: NodeID(rawValue: taken.end),
            type: TypeID(rawValue: kind.type), source: SourceID(rawValue: kind.source))
        guard !taken.properties.isEmpty else { return record }
        var reader = RecordReader(heap.rawSpan.extracting(taken.properties))
        record.properties = try PropertyRecord.properties(&reader)
        guard reader.isAtEnd else {
            throw RecordDamage("the properties of slot \(slot) are longer")
        }
        return record
    }

    /// Puts a relationship into a slot.
    ///
    /// - Returns: the bytes of its properties.
    @discardableResult
    mutating func set(_ slot: Int, _ record: RelationshipRecord) -> Int {
        let start = heap.count
        if !record.properties.isEmpty { PropertyRecord.append(record.properties, to: &heap) }
        put(slot, record, properties: start..<heap.count)
        return heap.count - start
    }

    /// Puts a relationship into a slot, with its properties as they stand in a record.
    mutating func set(_ slot: Int, _ header: RelationshipRecord, propertyBytes: RawSpan) {
        let start = heap.count
        heap.append(contentsOf: propertyBytes)
        put(slot, header, properties: start..<heap.count)
    }

    private mutating func put(_ slot: Int, _ header: RelationshipRecord, properties: Range<Int>) {
        precondition(slot < RelationshipBlock.capacity, "a block has 64 slots")
        while slots.count <= slot { slots.append(nil) }
        slots[slot] = Slot(
            start: header.start.rawValue, end: header.end.rawValue,
            kind: kind(header.type, header.source), properties: properties)
    }

    mutating func remove(_ slot: Int) {
        if slot < slots.count { slots[slot] = nil }
    }

    private mutating func kind(_ type: TypeID, _ source: SourceID) -> UInt8 {
        let known = kinds.lastIndex { $0.type == type.rawValue && $0.source == source.rawValue }
        if let known { return UInt8(known) }
        kinds.append((type.rawValue, source.rawValue))
        return UInt8(kinds.count - 1)
    }

    /// The bytes of the block, checksum included. Kinds that no slot uses are left out.
    mutating func encode(into bytes: inout [UInt8]) {
        while let last = slots.last, last == nil { slots.removeLast() }
        dropUnusedKinds()
        let hasProperties = slots.contains { $0.map { !$0.properties.isEmpty } ?? false }
        bytes.removeAll(keepingCapacity: true)
        bytes.append(integer: UInt32(0))
        bytes.append(UInt8(slots.count))
        bytes.append(UInt8(kinds.count))
        bytes.append(hasProperties ? 1 : 0)
        bytes.append(0)
        for kind in kinds {
            bytes.append(integer: kind.type)
            bytes.append(integer: kind.source)
        }
        for slot in slots { bytes.append(integer: slot?.start ?? 0) }
        for slot in slots { bytes.append(integer: slot?.end ?? 0) }
        for slot in slots { bytes.append(slot?.kind ?? RelationshipBlock.noKind) }
        if hasProperties { appendProperties(to: &bytes) }
        Checksum.seal(&bytes)
    }

    private func appendProperties(to bytes: inout [UInt8]) {
        var end: UInt32 = 0
        for slot in slots {
            end += UInt32(slot?.properties.count ?? 0)
            bytes.append(integer: end)
        }
        for slot in slots {
            if let slot { bytes.append(contentsOf: heap[slot.properties]) }
        }
    }

    private mutating func dropUnusedKinds() {
        var isUsed = Array(repeating: false, count: kinds.count)
        for slot in slots { if let slot { isUsed[Int(slot.kind)] = true } }
        guard isUsed.contains(false) else { return }
        var newKinds: [(type: UInt32, source: UInt32)] = []
        var newIndex = Array(repeating: UInt8(0), count: kinds.count)
        for (index, kind) in kinds.enumerated() where isUsed[index] {
            newIndex[index] = UInt8(newKinds.count)
            newKinds.append(kind)
        }
        for index in slots.indices {
            if let kind = slots[index]?.kind { slots[index]?.kind = newIndex[Int(kind)] }
        }
        kinds = newKinds
    }
}
