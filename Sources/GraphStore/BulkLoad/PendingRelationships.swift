import GraphModel

/// Relationships that wait to be merged into the graph, by column, in the order in which they came.
struct PendingRelationships {
    /// What many relationships have in common.
    struct Kind: Hashable {
        let type: TypeID
        let source: SourceID
        let isSymmetric: Bool
        /// The properties that tell apart relationships between the same nodes, ascending.
        let identity: [KeyID]
        let origin: LoadOrigin
    }

    private(set) var kinds: [Kind] = []
    private var kindNumbers: [Kind: UInt32] = [:]

    /// Set in `kindAndFlip` for a symmetric relationship whose row had its ends the other way round.
    static let flippedFlag: UInt32 = 1 << 31

    private(set) var kindAndFlip: [UInt32] = []
    private(set) var starts: [UInt32] = []
    private(set) var ends: [UInt32] = []
    private(set) var lines: [UInt32] = []
    /// Where in `heap` the length of each one's ``PropertyRecord`` stands, and the record behind it,
    /// plus one; 0 without properties.
    private(set) var properties: [UInt32] = []
    private(set) var heap: [UInt8] = []

    var count: Int { starts.count }

    /// What the columns take, and what sorting them will take beside them.
    var byteCount: Int { 44 * count + heap.count }

    /// Whether the heap is nearly as long as its offsets allow.
    var isFull: Bool { heap.count > Int(UInt32.max) - (1 << 28) || count >= Int(Int32.max) }

    mutating func number(_ kind: Kind) -> UInt32 {
        if let number = kindNumbers[kind] { return number }
        let number = UInt32(kinds.count)
        kinds.append(kind)
        kindNumbers[kind] = number
        return number
    }

    mutating func append(
        _ kind: UInt32, _ start: UInt32, _ end: UInt32, isFlipped: Bool, line: UInt32,
        _ rows: ColumnRows, _ row: Int
    ) {
        kindAndFlip.append(isFlipped ? kind | Self.flippedFlag : kind)
        starts.append(start)
        ends.append(end)
        lines.append(line)
        if rows.isEmpty(row) {
            properties.append(0)
        } else {
            properties.append(UInt32(heap.count) + 1)
            appendToHeap { rows.append(row, to: &$0) }
        }
    }

    /// Appends a record behind its length in four bytes.
    private mutating func appendToHeap(_ append: (inout [UInt8]) -> Void) {
        let start = heap.count
        heap.append(integer: UInt32(0))
        append(&heap)
        heap.store(UInt32(heap.count - start - 4), at: start)
    }

    func kind(_ index: Int) -> Kind { kinds[Int(kindAndFlip[index] & ~Self.flippedFlag)] }

    func isFlipped(_ index: Int) -> Bool { kindAndFlip[index] & Self.flippedFlag != 0 }

    /// The ``PropertyRecord`` of one relationship; empty without properties.
    @_lifetime(borrow self)
    func propertyBytes(_ index: Int) -> RawSpan {
        let heap = heap.rawSpan
        guard properties[index] > 0 else { return heap.extracting(0..<0) }
        let start = Int(properties[index]) - 1
        let byteCount = Int(heap.value(UInt32.self, at: start))
        return heap.extracting((start + 4)..<(start + 4 + byteCount))
    }

    /// The properties of one relationship.
    func properties(_ index: Int) throws(RecordDamage) -> [Property] {
        guard properties[index] > 0 else { return [] }
        var reader = RecordReader(propertyBytes(index))
        return try PropertyRecord.properties(&reader)
    }

    /// Replaces the properties of one relationship.
    mutating func setProperties(_ index: Int, _ properties: [Property]) {
        self.properties[index] = UInt32(heap.count) + 1
        appendToHeap { PropertyRecord.append(properties, to: &$0) }
    }

    /// Forgets the relationships, but not the kinds.
    mutating func removeAll() {
        kindAndFlip.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        properties.removeAll(keepingCapacity: true)
        heap.removeAll(keepingCapacity: true)
    }
}
