package import GraphModel
package import GraphStore
package import QuerySyntax

/// The graph that a query runs on: a snapshot, or the write transaction of a query that writes.
///
/// It is lent down the chain of operators as a part of the ``Run``.
package struct GraphAccess: ~Copyable {
    /// Exactly one of the two is there.
    private(set) var snapshot: Snapshot?
    private(set) var transaction: StoreTransaction?

    package init(_ snapshot: consuming Snapshot) { self.snapshot = consume snapshot }

    package init(_ transaction: consuming StoreTransaction) {
        self.transaction = consume transaction
    }

    /// The snapshot, to be parked.
    package consuming func intoSnapshot() -> Snapshot? { snapshot.take() }

    /// The transaction, to be committed.
    package consuming func intoTransaction() -> StoreTransaction? { transaction.take() }

    package var catalog: Catalog {
        switch transaction {
        case .some(let transaction): transaction.catalog
        case .none:
            switch snapshot {
            case .some(let snapshot): snapshot.catalog
            case .none: preconditionFailure("a run has a graph")
            }
        }
    }
}

extension GraphAccess {
    /// The exact counts of the graph as it is now.
    package var statistics: GraphModel.Statistics {
        switch transaction {
        case .some(let transaction): transaction.statistics
        case .none:
            switch snapshot {
            case .some(let snapshot): snapshot.statistics
            case .none: preconditionFailure("a run has a graph")
            }
        }
    }

    /// The version of the catalog; names that a transaction has added are not counted yet.
    var catalogVersion: UInt64 {
        switch transaction {
        case .some(let transaction): transaction.catalog.version
        case .none:
            switch snapshot {
            case .some(let snapshot): snapshot.catalogVersion
            case .none: preconditionFailure("a run has a graph")
            }
        }
    }
}

/// A relationship as it is met, with what need not be looked up.
package struct RelationshipValue: Hashable, Sendable {
    package let id: RelationshipID
    package let start: NodeID
    package let end: NodeID
    package let type: TypeID

    package static func == (left: RelationshipValue, right: RelationshipValue) -> Bool {
        left.id == right.id
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }

    /// The end that is not `node`; `node` itself for a loop.
    package func other(than node: NodeID) -> NodeID { start == node ? end : start }
}

/// A relationship of a node, with the node at its other end.
package struct Neighbour: Sendable {
    package let node: NodeID
    package let relationship: RelationshipValue
    /// What stands beside the neighbour.
    package let weight: Weight
}

// MARK: Reading

extension GraphAccess {
    package func allNodes() throws(ExecutionError) -> [NodeID] {
        do {
            switch transaction {
            case .some(let transaction): return try transaction.graph.allNodes()
            case .none: return try withSnapshot { s throws(StoreError) in try s.graph.allNodes() }
            }
        } catch { throw .store(error) }
    }

    package func nodes(with label: LabelID) throws(ExecutionError) -> [NodeID] {
        do {
            switch transaction {
            case .some(let transaction): return try transaction.graph.nodes(with: label)
            case .none:
                return try withSnapshot { s throws(StoreError) in try s.graph.nodes(with: label) }
            }
        } catch { throw .store(error) }
    }

    package func nodes(
        in index: IndexID, equalTo value: PropertyValue
    ) throws(ExecutionError) -> [NodeID] {
        do {
            switch transaction {
            case .some(let transaction):
                return try transaction.graph.nodes(in: index, equalTo: value)
            case .none:
                return try withSnapshot { s throws(StoreError) in
                    try s.graph.nodes(in: index, equalTo: value)
                }
            }
        } catch { throw .store(error) }
    }

    /// Appends the nodes under an index whose value equals `value`, ascending.
    ///
    /// - Parameter key: room for the key that is looked for; what it holds does not matter.
    func appendNodes(
        in index: IndexDefinition, equalTo value: PropertyValue, _ key: inout [UInt8],
        to nodes: inout [NodeID]
    ) throws(ExecutionError) {
        do throws(StoreError) {
            switch transaction {
            case .some(let transaction):
                nodes += try transaction.graph.nodes(in: index.id, equalTo: value)
            case .none:
                try withSnapshot { s throws(StoreError) in
                    try s.graph.appendNodes(in: index, equalTo: value, &key, to: &nodes)
                }
            }
        } catch { throw .store(error) }
    }

    package func nodes(
        in index: IndexID, _ range: IndexRange
    ) throws(ExecutionError) -> [NodeID] {
        do {
            switch transaction {
            case .some(let transaction): return try transaction.graph.nodes(in: index, range)
            case .none:
                return try withSnapshot { s throws(StoreError) in
                    try s.graph.nodes(in: index, range)
                }
            }
        } catch { throw .store(error) }
    }

    /// The labels and properties of a node, or nil when there is no such node.
    package func node(_ node: NodeID) throws(ExecutionError) -> NodeRecord? {
        do {
            switch transaction {
            case .some(let transaction): return try transaction.graph.node(node)
            case .none: return try withSnapshot { s throws(StoreError) in try s.graph.node(node) }
            }
        } catch { throw .store(error) }
    }

    package func labels(of node: NodeID) throws(ExecutionError) -> [LabelID]? {
        do {
            switch transaction {
            case .some(let transaction): return try transaction.graph.labels(of: node)
            case .none: return try withSnapshot { s throws(StoreError) in try s.labels(of: node) }
            }
        } catch { throw .store(error) }
    }

    /// One property of a node, or nil.
    package func value(
        of key: KeyID, of node: NodeID
    ) throws(ExecutionError) -> PropertyValue? {
        do {
            switch transaction {
            case .some(let transaction): return try transaction.graph.value(of: key, of: node)
            case .none:
                return try withSnapshot { s throws(StoreError) in try s.value(of: key, of: node) }
            }
        } catch { throw .store(error) }
    }

    package func relationship(
        _ id: RelationshipID
    ) throws(ExecutionError) -> RelationshipRecord? {
        do {
            switch transaction {
            case .some(let transaction): return try transaction.graph.relationship(id)
            case .none:
                return try withSnapshot { s throws(StoreError) in try s.graph.relationship(id) }
            }
        } catch { throw .store(error) }
    }

    /// One more than the highest node id; 0 for a write transaction, whose bound moves.
    var nodeBound: Int {
        switch snapshot {
        case .some(let snapshot): snapshot.nodeBound
        case .none: 0
        }
    }

    /// Lends the snapshot.
    ///
    /// - Precondition: there is no transaction.
    func withSnapshot<Result, Failure: Error>(
        _ body: (borrowing Snapshot) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch snapshot {
        case .some(let snapshot): return try body(snapshot)
        case .none: preconditionFailure("a run has a graph")
        }
    }
}

// MARK: Neighbours

extension GraphAccess {
    /// Appends the relationships of a node in one direction or both, those of some types or, for
    /// nil, of all. A loop comes once.
    package func appendNeighbours(
        of node: NodeID, _ direction: RelationshipPattern.Direction, _ types: [TypeID]?,
        to neighbours: inout [Neighbour]
    ) throws(ExecutionError) {
        do {
            switch transaction {
            case .some(let transaction):
                guard let record = try transaction.graph.neighbourhoodRecord(of: node) else {
                    return
                }
                try Self.append(
                    record, transaction.graph, node, direction, types, &neighbours)
            case .none:
                try withSnapshot { snapshot throws(StoreError) in
                    guard let record = try snapshot.neighbourhood(of: node) else { return }
                    try Self.append(
                        record, snapshot.graph, node, direction, types, &neighbours)
                }
            }
        } catch { throw .store(error) }
    }

    private static func append(
        _ record: borrowing NeighbourhoodRecord, _ graph: borrowing GraphView, _ node: NodeID,
        _ direction: RelationshipPattern.Direction, _ types: [TypeID]?,
        _ neighbours: inout [Neighbour]
    ) throws(StoreError) {
        let isOutgoing = direction != .incoming
        let isIncoming = direction != .outgoing
        guard let types else {
            for index in 0..<record.segmentCount {
                let segment = record.segment(index)
                guard segment.key.direction == .outgoing ? isOutgoing : isIncoming else { continue }
                try append(
                    segment, record, graph, node, skipsLoops(segment, direction), &neighbours)
            }
            return
        }
        for type in types {
            for side in Direction.allCases where side == .outgoing ? isOutgoing : isIncoming {
                guard let segment = record.segment(SegmentKey(type, side)) else { continue }
                try append(
                    segment, record, graph, node, skipsLoops(segment, direction), &neighbours)
            }
        }
    }

    /// A loop stands on both sides; where both are wanted, it is taken from where it leaves.
    private static func skipsLoops(
        _ segment: NeighbourhoodRecord.Segment, _ direction: RelationshipPattern.Direction
    ) -> Bool {
        direction == .either && segment.key.direction == .incoming
    }

    private static func append(
        _ segment: NeighbourhoodRecord.Segment, _ record: borrowing NeighbourhoodRecord,
        _ graph: borrowing GraphView, _ node: NodeID, _ skipsLoops: Bool,
        _ neighbours: inout [Neighbour]
    ) throws(StoreError) {
        neighbours.reserveCapacity(neighbours.count + segment.count)
        guard segment.isChunked else {
            append(record.run(of: segment), segment.key, node, skipsLoops, &neighbours)
            return
        }
        for index in 0..<segment.chunkCount {
            let chunk = try graph.chunkRecord(record.chunk(index, of: segment))
            append(chunk.run, segment.key, node, skipsLoops, &neighbours)
        }
    }

    private static func append(
        _ run: borrowing NeighbourRun, _ key: SegmentKey, _ node: NodeID, _ skipsLoops: Bool,
        _ neighbours: inout [Neighbour]
    ) {
        let isOutgoing = key.direction == .outgoing
        for index in 0..<run.count {
            let other = run.neighbour(index)
            if skipsLoops && other == node { continue }
            neighbours.append(
                Neighbour(
                    node: other,
                    relationship: RelationshipValue(
                        id: run.relationship(index), start: isOutgoing ? node : other,
                        end: isOutgoing ? other : node, type: key.type),
                    weight: run.weight(index)))
        }
    }
}

// MARK: Writing

extension GraphAccess {
    /// Lends the transaction of a query that writes.
    ///
    /// - Precondition: the run has one.
    mutating func write<Result>(
        _ body: (inout StoreTransaction) throws(StoreError) -> Result
    ) throws(ExecutionError) -> Result {
        guard var transaction = transaction.take() else {
            preconditionFailure("only plans that write change the graph")
        }
        // After an error the transaction is given back too: it is dropped with the run.
        let result: Result
        do throws(StoreError) {
            result = try body(&transaction)
            self.transaction = consume transaction
        } catch {
            self.transaction = consume transaction
            throw .store(error)
        }
        return result
    }
}
