package import GraphModel

extension BulkLoad {
    /// Takes in rows that make or find relationships.
    ///
    /// - Throws: ``StoreError/invalidRow(_:line:_:)``, ``GraphProblem/otherIdentity(label:key:)``,
    ///   ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package mutating func add(
        _ batch: RelationshipBatch, from origin: LoadOrigin
    ) throws(StoreError) {
        let starts = try identity(of: batch.start)
        let ends = try identity(of: batch.end)
        var columns: [(key: KeyID, column: PropertyColumn)] = []
        for column in batch.properties {
            columns.append((try transaction.key(column.key), column))
        }
        var identity: [KeyID] = []
        for name in batch.identityProperties { identity.append(try transaction.key(name)) }
        let kind = PendingRelationships.Kind(
            type: try transaction.type(batch.type), source: try transaction.source(batch.source),
            isSymmetric: batch.isSymmetric, identity: identity.sorted(), origin: origin)
        let number = pending.number(kind)
        let rows = ColumnRows(columns)
        report.relationships.read += batch.count
        let startNodes = nodes(batch.start.keys, starts)
        let endNodes = nodes(batch.end.keys, ends)
        for row in 0..<batch.count {
            var start = startNodes[row]
            var end = endNodes[row]
            // What this load has not met can be in the graph.
            if start == nil { start = try node(batch.start.keys, row, starts) }
            if end == nil { end = try node(batch.end.keys, row, ends) }
            if let start, let end {
                // A stub is no answer to the question what the files lack.
                if stubs.contains(start) || stubs.contains(end) {
                    report.danglingRelationships += 1
                }
                append(row, start, end, number, rows, batch)
            } else {
                do throws(StoreError) {
                    try addDangling(row, start, end, number, rows, batch, origin)
                } catch { throw error.located(origin, batch.lines[row]) }
            }
        }
        if pending.byteCount > options.memoryByteCountMax || pending.isFull { try flush() }
    }

    private mutating func identity(
        of endpoint: RelationshipBatch.Endpoint
    ) throws(StoreError) -> IndexDefinition {
        try index(endpoint.label, endpoint.keyProperty, .identity)
    }

    /// The nodes of a column of keys that this load has met.
    private func nodes(_ keys: KeyColumn, _ identity: IndexDefinition) -> [NodeID?] {
        nodeKeys[identity.id]?.nodes(keys) ?? Array(repeating: nil, count: keys.count)
    }

    private mutating func append(
        _ row: Int, _ start: NodeID, _ end: NodeID, _ kind: UInt32, _ rows: ColumnRows,
        _ batch: RelationshipBatch
    ) {
        let isFlipped = batch.isSymmetric && batch.hasLargerStart(row)
        pending.append(
            kind, isFlipped ? end.rawValue : start.rawValue,
            isFlipped ? start.rawValue : end.rawValue, isFlipped: isFlipped,
            line: batch.lines[row], rows, row)
    }

    private mutating func addDangling(
        _ row: Int, _ start: NodeID?, _ end: NodeID?, _ kind: UInt32, _ rows: ColumnRows,
        _ batch: RelationshipBatch, _ origin: LoadOrigin
    ) throws(StoreError) {
        report.danglingRelationships += 1
        for (node, direction, endpoint) in [
            (start, Direction.outgoing, batch.start), (end, .incoming, batch.end),
        ] where node == nil {
            countMissing(endpoint, row)
            note(
                LoadIssue(
                    origin: origin, line: Int(batch.lines[row]),
                    problem: .dangling(direction, label: endpoint.label, key: endpoint.keys[row])))
        }
        guard options.dangling == .stub else { return }
        let madeStart: NodeID
        if let start { madeStart = start } else { madeStart = try stub(batch.start, row) }
        let madeEnd: NodeID
        if let end {
            madeEnd = end
        } else if let made = try node(batch.end.keys, row, try identity(of: batch.end)) {
            madeEnd = made  // Both ends are the same missing node.
        } else {
            madeEnd = try stub(batch.end, row)
        }
        append(row, madeStart, madeEnd, kind, rows, batch)
    }

    private mutating func stub(
        _ endpoint: RelationshipBatch.Endpoint, _ row: Int
    ) throws(StoreError) -> NodeID {
        try makeStub(endpoint.keys, row, try identity(of: endpoint))
    }

    private mutating func countMissing(_ endpoint: RelationshipBatch.Endpoint, _ row: Int) {
        let name = MissingNode(label: endpoint.label, key: endpoint.keys[row])
        if missingNodes.insert(name).inserted { report.missingNodes += 1 }
    }
}

/// A node that relationships name and no row made.
struct MissingNode: Hashable {
    let label: String
    let key: PropertyValue
}

extension RelationshipBatch {
    /// Whether a row's start comes after its end in the order of keys.
    fileprivate func hasLargerStart(_ row: Int) -> Bool {
        guard start.label == end.label else { return start.label > end.label }
        switch (start.keys, end.keys) {
        case (.integers(let starts), .integers(let ends)): return starts[row] > ends[row]
        case (.strings(let starts), .strings(let ends)):
            return ends.bytes[ends.range(row)]
                .lexicographicallyPrecedes(starts.bytes[starts.range(row)])
        case (.integers, .strings): return false
        case (.strings, .integers): return true
        }
    }
}
