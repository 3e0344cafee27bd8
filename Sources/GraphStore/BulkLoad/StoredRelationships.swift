import GraphModel

/// Finds the relationships of the graph that rows of a load could be.
///
/// Rows come sorted by type and start, so the neighbours of one start serve many rows.
struct StoredRelationships {
    /// A relationship with the same type, source and ends as a row.
    struct Twin {
        let id: RelationshipID
        var record: RelationshipRecord
    }

    private var start: UInt32?
    private var key: SegmentKey?
    private var neighbours: [(neighbour: UInt32, relationship: UInt64)] = []

    mutating func twins(
        of row: Int, _ pending: PendingRelationships, _ graph: GraphView
    ) throws(StoreError) -> [Twin] {
        let kind = pending.kind(row)
        try find(pending.starts[row], SegmentKey(kind.type, .outgoing), graph)
        let end = pending.ends[row]
        var twins: [Twin] = []
        var index = neighbours.partitioningIndex { $0.neighbour >= end }
        while index < neighbours.count, neighbours[index].neighbour == end {
            let id = RelationshipID(rawValue: neighbours[index].relationship)
            guard let record = try graph.relationship(id) else {
                throw .corruption(Corruption(id.place, "it is missing"))
            }
            if record.source == kind.source { twins.append(Twin(id: id, record: record)) }
            index += 1
        }
        return twins
    }

    /// Reads the neighbours of a node, unless they are those that were read last.
    private mutating func find(
        _ start: UInt32, _ key: SegmentKey, _ graph: GraphView
    ) throws(StoreError) {
        guard start != self.start || key != self.key else { return }
        self.start = start
        self.key = key
        neighbours.removeAll(keepingCapacity: true)
        guard let draft = try graph.neighbourhood(of: NodeID(rawValue: start)),
            let segment = draft.segmentIndex(key)
        else { return }
        if let chunks = draft.segments[segment].chunks {
            for chunk in chunks { append(try graph.chunk(chunk.id).columns) }
        } else {
            append(draft.columns.slice(draft.range(of: segment)))
        }
    }

    private mutating func append(_ columns: NeighbourColumns) {
        for index in 0..<columns.count {
            neighbours.append((columns.neighbours[index], columns.relationships[index]))
        }
    }
}

extension Array {
    /// The first index whose element satisfies a condition that holds from there on.
    fileprivate func partitioningIndex(_ condition: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
