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

    /// Whether the graph is a write transaction.
    ///
    /// A word of its own: to look into an optional that cannot be copied moves all of what is in it,
    /// and that is asked for each value that is read.
    package let isTransaction: Bool

    package init(_ snapshot: consuming Snapshot) {
        self.snapshot = consume snapshot
        isTransaction = false
    }

    package init(_ transaction: consuming StoreTransaction) {
        self.transaction = consume transaction
        isTransaction = true
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
    /// The id of a key, without a copy of the catalog; nil when nothing in the graph has it.
    func keyID(of name: String) -> KeyID? {
        switch transaction {
        case .some(let transaction): transaction.catalog.keys.id(of: name)
        case .none:
            switch snapshot {
            case .some(let snapshot): snapshot.catalog.keys.id(of: name)
            case .none: preconditionFailure("a run has a graph")
            }
        }
    }

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
        isTransaction
            ? withTransaction { $0.catalog.version } : withSnapshot { $0.catalogVersion }
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
            case .some(let transaction): return try transaction.stored.allNodes()
            case .none: return try withSnapshot { s throws(StoreError) in try s.graph.allNodes() }
            }
        } catch { throw .store(error) }
    }

    package func nodes(with label: LabelID) throws(ExecutionError) -> [NodeID] {
        do {
            switch transaction {
            case .some(let transaction): return try transaction.stored.nodes(with: label)
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
                return try transaction.stored.nodes(in: index, equalTo: value)
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
            if isTransaction {
                try withTransaction { t throws(StoreError) in
                    try t.stored.appendNodes(in: index, equalTo: value, &key, to: &nodes)
                }
            } else {
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
            case .some(let transaction): return try transaction.stored.nodes(in: index, range)
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
            case .some(let transaction): return try transaction.stored.node(node)
            case .none: return try withSnapshot { s throws(StoreError) in try s.graph.node(node) }
            }
        } catch { throw .store(error) }
    }

    package func labels(of node: NodeID) throws(ExecutionError) -> [LabelID]? {
        do {
            switch transaction {
            case .some(let transaction): return try transaction.stored.labels(of: node)
            case .none: return try withSnapshot { s throws(StoreError) in try s.labels(of: node) }
            }
        } catch { throw .store(error) }
    }

    /// One property of a node, or nil.
    package func value(
        of key: KeyID, of node: NodeID
    ) throws(ExecutionError) -> PropertyValue? {
        do {
            if isTransaction {
                return try withTransaction { t throws(StoreError) in
                    try t.stored.value(of: key, of: node)
                }
            }
            return try withSnapshot { s throws(StoreError) in try s.value(of: key, of: node) }
        } catch { throw .store(error) }
    }

    package func relationship(
        _ id: RelationshipID
    ) throws(ExecutionError) -> RelationshipRecord? {
        do {
            if isTransaction {
                return try withTransaction { t throws(StoreError) in try t.relationship(id) }
            }
            return try withSnapshot { s throws(StoreError) in try s.graph.relationship(id) }
        } catch { throw .store(error) }
    }

    /// One more than the highest node id; 0 for a write transaction, whose bound moves.
    var nodeBound: Int {
        switch snapshot {
        case .some(let snapshot): snapshot.nodeBound
        case .none: 0
        }
    }

    /// Lends the transaction, to be read.
    ///
    /// - Precondition: there is one.
    func withTransaction<Result, Failure: Error>(
        _ body: (borrowing StoreTransaction) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch transaction {
        case .some(let transaction): return try body(transaction)
        case .none: preconditionFailure("a run has a graph")
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
    package mutating func appendNeighbours(
        of node: NodeID, _ direction: RelationshipPattern.Direction, _ types: [TypeID]?,
        to neighbours: inout [Neighbour]
    ) throws(ExecutionError) {
        do {
            if isTransaction {
                try settle(node)
                try withTransaction { transaction throws(StoreError) in
                    let graph = transaction.stored
                    guard let record = try graph.neighbourhoodRecord(of: node) else { return }
                    try Self.append(record, graph, node, direction, types, &neighbours)
                }
            } else {
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
    /// Makes the relationships that a transaction has made or deleted seen where a node is read.
    mutating func settle(_ node: NodeID) throws(StoreError) {
        try transaction?.settle(node)
    }

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
