import GraphModel

/// Relationships that get consecutive ids, by column, in the order of their ids: by type, source,
/// start and end.
struct NewRelationships {
    /// The id of the relationship at index 0.
    let firstID: UInt64
    private(set) var starts: [UInt32] = []
    private(set) var ends: [UInt32] = []
    /// The handle of each one's properties in `heap`, which has them in the same order.
    private(set) var properties: [UInt32] = []
    private(set) var heap = PropertyHeap()
    /// In order, without gaps.
    private(set) var groups: [Group] = []

    /// Relationships that agree in type and source.
    struct Group {
        let type: TypeID
        let source: SourceID
        let indices: Range<Int>
    }

    /// Takes rows out of what waits.
    init(_ rows: NewRows, of pending: PendingRelationships, firstID: UInt64) {
        self.firstID = firstID
        starts = rows.ends.map { UInt32($0 >> 32) }
        ends = rows.ends.map { UInt32(truncatingIfNeeded: $0) }
        properties.reserveCapacity(rows.rows.count)
        for row in rows.rows {
            let handle = pending.properties[Int(row)]
            properties.append(
                handle == PropertyHeap.none ? handle : heap.append(pending.heap.record(handle)))
        }
        var start = 0
        for end in rows.groupEnds where start < end {
            let kind = pending.kind(Int(rows.rows[start]))
            groups.append(Group(type: kind.type, source: kind.source, indices: start..<end))
            start = end
        }
    }

    var count: Int { starts.count }

    func id(_ index: Int) -> RelationshipID { RelationshipID(rawValue: firstID + UInt64(index)) }

    /// Relationships that agree in type, in order, without gaps.
    var typeRuns: [(type: TypeID, end: Int)] {
        var runs: [(type: TypeID, end: Int)] = []
        for group in groups {
            if runs.last?.type == group.type { runs.removeLast() }
            runs.append((group.type, group.indices.upperBound))
        }
        return runs
    }
}

/// Rows of a load that are no duplicates, in the order of ``SortedRows``.
struct NewRows {
    private(set) var rows: [UInt32] = []
    /// As in ``SortedRows/ends``.
    private(set) var ends: [UInt64] = []
    private(set) var groupEnds: [Int] = []

    init(capacity: Int) {
        rows.reserveCapacity(capacity)
        ends.reserveCapacity(capacity)
    }

    var count: Int { rows.count }

    mutating func append(_ row: UInt32, _ ends: UInt64) {
        rows.append(row)
        self.ends.append(ends)
    }

    mutating func endGroup() { groupEnds.append(rows.count) }
}
