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
        /// Whether equal rows are as many relationships.
        let countsRows: Bool
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
    /// The handle of each one's properties in `heap`.
    private(set) var properties: [UInt32] = []
    private(set) var heap = PropertyHeap()

    var count: Int { starts.count }

    /// What the columns take, and what sorting them will take beside them.
    var byteCount: Int { 44 * count + heap.byteCount }

    /// Whether the heap is nearly as long as its offsets allow.
    var isFull: Bool { heap.byteCount > Int(UInt32.max) - (1 << 28) || count >= Int(Int32.max) }

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
        properties.append(
            rows.isEmpty(row) ? PropertyHeap.none : heap.append { rows.append(row, to: &$0) })
    }

    func kind(_ index: Int) -> Kind { kinds[Int(kindAndFlip[index] & ~Self.flippedFlag)] }

    func isFlipped(_ index: Int) -> Bool { kindAndFlip[index] & Self.flippedFlag != 0 }

    /// The properties of one relationship.
    func properties(_ index: Int) -> [Property] { heap.properties(properties[index]) }

    /// Replaces the properties of one relationship.
    mutating func setProperties(_ index: Int, _ properties: [Property]) {
        self.properties[index] = heap.append { PropertyRecord.append(properties, to: &$0) }
    }

    /// Forgets the relationships, but not the kinds.
    mutating func removeAll() {
        kindAndFlip = []
        starts = []
        ends = []
        lines = []
        properties = []
        heap.removeAll()
    }
}
