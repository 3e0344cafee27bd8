import GraphModel

/// Relationships that get consecutive ids, by column, in the order of their ids: by type, source,
/// start and end.
struct NewRelationships {
    /// The id of the relationship at index 0.
    let firstID: UInt64
    private(set) var starts: [UInt32] = []
    private(set) var ends: [UInt32] = []
    /// As in ``PendingRelationships/properties``.
    private(set) var properties: [UInt32] = []
    /// In order, without gaps.
    private(set) var groups: [Group] = []

    /// Relationships that agree in type and source.
    struct Group {
        let type: TypeID
        let source: SourceID
        var indices: Range<Int>
    }

    /// Takes rows out of what waits.
    ///
    /// - Parameter rows: by type, source, start and end.
    init(_ rows: [UInt32], of pending: PendingRelationships, firstID: UInt64) {
        self.firstID = firstID
        starts = rows.map { pending.starts[Int($0)] }
        ends = rows.map { pending.ends[Int($0)] }
        properties = rows.map { pending.properties[Int($0)] }
        let kinds = pending.kinds.map { (type: $0.type, source: $0.source) }
        for (index, row) in rows.enumerated() {
            let kind = kinds[pending.kindNumber(Int(row))]
            if let last = groups.last, last.type == kind.type, last.source == kind.source {
                groups[groups.count - 1].indices = last.indices.lowerBound..<(index + 1)
            } else {
                groups.append(
                    Group(type: kind.type, source: kind.source, indices: index..<(index + 1)))
            }
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
