package import GraphModel

extension BulkLoad {
    /// Takes in rows that make or find relationships.
    ///
    /// - Throws: ``StoreError/invalidRow(_:line:_:)``, ``GraphProblem/otherIdentity(label:key:)``,
    ///   ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package mutating func add(
        _ batch: RelationshipBatch, from origin: LoadOrigin
    ) throws(StoreError) {
        let starts = try EndFinder(batch.start, &self)
        let ends = try EndFinder(batch.end, &self)
        var columns: [(key: KeyID, column: PropertyColumn)] = []
        for column in batch.properties {
            columns.append((try transaction.key(column.key), column))
        }
        var identity: [KeyID] = []
        for name in batch.identityProperties { identity.append(try transaction.key(name)) }
        let kind = PendingRelationships.Kind(
            type: try transaction.type(batch.type), source: try transaction.source(batch.source),
            isSymmetric: batch.isSymmetric, identity: identity.sorted(),
            countsRows: batch.countsRows, origin: origin)
        let number = pending.number(kind)
        let rows = ColumnRows(columns)
        report.relationships.read += batch.count
        let startNodes = nodes(batch.start, starts)
        let endNodes = nodes(batch.end, ends)
        for row in 0..<batch.count {
            var start = startNodes[row]
            var end = endNodes[row]
            // What this load has not met can be in the graph.
            do throws(StoreError) {
                if start == nil { start = try node(batch.start, row, starts) }
                if end == nil { end = try node(batch.end, row, ends) }
            } catch { throw error.located(origin, batch.lines[row]) }
            if let start, let end {
                // A stub is no answer to the question what the files lack.
                if stubs.contains(start) || stubs.contains(end) {
                    report.danglingRelationships += 1
                }
                append(row, start, end, number, rows, batch)
            } else {
                do throws(StoreError) {
                    try addDangling(
                        row, (start, starts), (end, ends), number, rows, batch, origin)
                } catch { throw error.located(origin, batch.lines[row]) }
            }
        }
        if pending.byteCount > options.memoryByteCountMax || pending.isFull { try flush() }
    }

    /// The nodes of a column of keys that this load has met.
    private func nodes(_ endpoint: RelationshipBatch.Endpoint, _ finder: EndFinder) -> [NodeID?] {
        let table =
            endpoint.space.map { nodeNames[$0] } ?? finder.identities.first.map { nodeKeys[$0.id] }
            ?? nil
        return table?.nodes(endpoint.keys) ?? Array(repeating: nil, count: endpoint.keys.count)
    }

    /// The node at one end of a row, whether this load or an earlier one made it, or nil.
    ///
    /// - Throws: ``GraphProblem/ambiguousName(labels:)`` for a name that several nodes have.
    private mutating func node(
        _ endpoint: RelationshipBatch.Endpoint, _ row: Int, _ finder: EndFinder
    ) throws(StoreError) -> NodeID? {
        if let space = endpoint.space, let node = nodeNames[space]?.node(endpoint.keys, row) {
            return NodeID(rawValue: node)
        }
        var found: (node: NodeID, label: LabelID)?
        for identity in finder.identities {
            guard let node = try node(endpoint.keys, row, identity) else { continue }
            if let found, found.node != node {
                throw .invalid(.ambiguousName(labels: [found.label, identity.label]))
            }
            found = (node, identity.label)
        }
        if let found, let space = endpoint.space {
            nodeNames[space, default: NodeKeyTable()].insert(
                found.node.rawValue, endpoint.keys, row)
        }
        return found?.node
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
        _ row: Int, _ start: (node: NodeID?, finder: EndFinder),
        _ end: (node: NodeID?, finder: EndFinder), _ kind: UInt32, _ rows: ColumnRows,
        _ batch: RelationshipBatch, _ origin: LoadOrigin
    ) throws(StoreError) {
        report.danglingRelationships += 1
        for (node, direction, endpoint) in [
            (start.node, Direction.outgoing, batch.start), (end.node, .incoming, batch.end),
        ] where node == nil {
            countMissing(endpoint, row)
            note(
                LoadIssue(
                    origin: origin, line: Int(batch.lines[row]),
                    problem: .dangling(direction, label: endpoint.label, key: endpoint.keys[row])))
        }
        guard options.dangling == .stub else { return }
        let madeStart: NodeID
        if let node = start.node {
            madeStart = node
        } else {
            madeStart = try stub(batch.start, row)
        }
        let madeEnd: NodeID
        if let node = end.node {
            madeEnd = node
        } else if let made = try node(batch.end, row, end.finder) {
            madeEnd = made  // Both ends are the same missing node.
        } else {
            madeEnd = try stub(batch.end, row)
        }
        append(row, madeStart, madeEnd, kind, rows, batch)
    }

    private mutating func stub(
        _ endpoint: RelationshipBatch.Endpoint, _ row: Int
    ) throws(StoreError) -> NodeID {
        let identity = try index(endpoint.label, endpoint.keyProperty, .identity)
        let node = try makeStub(endpoint.keys, row, identity)
        if let space = endpoint.space {
            nodeNames[space, default: NodeKeyTable()].insert(node.rawValue, endpoint.keys, row)
        }
        return node
    }

    private mutating func countMissing(_ endpoint: RelationshipBatch.Endpoint, _ row: Int) {
        let name = MissingNode(label: endpoint.label, key: endpoint.keys[row])
        if missingNodes.insert(name).inserted { report.missingNodes += 1 }
    }
}

/// The indexes in which the nodes at one end of a batch's rows are looked for.
private struct EndFinder {
    let identities: [IndexDefinition]

    /// An end without space has its label's index, which is made if need be; names are looked for
    /// under all labels that are identified by the property.
    init(
        _ endpoint: RelationshipBatch.Endpoint, _ load: inout BulkLoad
    ) throws(StoreError) {
        guard endpoint.space != nil else {
            identities = [try load.index(endpoint.label, endpoint.keyProperty, .identity)]
            return
        }
        guard let key = load.catalog.keys.id(of: endpoint.keyProperty) else {
            identities = []
            return
        }
        identities = load.catalog.indexes.filter { $0.kind == .identity && $0.key == key }
        if identities.contains(where: { load.indexEntries.hides($0.id) }) {
            try load.indexEntries.flush(into: &load.transaction)
        }
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
