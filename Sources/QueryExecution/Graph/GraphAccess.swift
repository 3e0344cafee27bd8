package import GraphModel
package import GraphStore

/// The graph that a query runs on: a snapshot, or the write transaction of a query that writes.
///
/// It is lent down the chain of operators as a part of the ``Run``.
package struct GraphAccess: ~Copyable {
    /// Exactly one of the two is there.
    private(set) var snapshot: Snapshot?
    private let transaction: HeldTransaction?

    /// Whether the graph is a write transaction.
    ///
    /// A word of its own: to look into an optional that cannot be copied moves all of what is in it,
    /// and that is asked for each value that is read.
    package let isTransaction: Bool

    package init(_ snapshot: consuming Snapshot) {
        self.snapshot = consume snapshot
        transaction = nil
        isTransaction = false
    }

    package init(_ transaction: consuming StoreTransaction) {
        snapshot = nil
        self.transaction = HeldTransaction(transaction)
        isTransaction = true
    }

    /// The snapshot, to be parked.
    package consuming func intoSnapshot() -> Snapshot? { snapshot.take() }

    /// The transaction, to be committed.
    package consuming func intoTransaction() -> StoreTransaction? { transaction?.take() }

    package var catalog: Catalog {
        isTransaction ? withTransaction { $0.catalog } : withSnapshot { $0.catalog }
    }
}

extension GraphAccess {
    /// The id of a key, without a copy of the catalog; nil when nothing in the graph has it.
    func keyID(of name: String) -> KeyID? {
        isTransaction
            ? withTransaction { $0.catalog.keys.id(of: name) }
            : withSnapshot { $0.catalog.keys.id(of: name) }
    }

    /// The exact counts of the graph as it is now.
    package var statistics: GraphModel.Statistics {
        isTransaction ? withTransaction { $0.statistics } : withSnapshot { $0.statistics }
    }

    /// The version of the catalog; names that a transaction has added are not counted yet.
    var catalogVersion: UInt64 {
        isTransaction
            ? withTransaction { $0.catalog.version } : withSnapshot { $0.catalogVersion }
    }
}

// MARK: Reading

extension GraphAccess {
    /// Lends what both kinds of graph read alike.
    @inline(__always)
    private func reading<Result>(
        _ body: (borrowing GraphView) throws(StoreError) -> Result
    ) throws(ExecutionError) -> Result {
        do throws(StoreError) {
            if isTransaction {
                return try withTransaction { transaction throws(StoreError) in
                    try body(transaction.stored)
                }
            }
            return try withSnapshot { snapshot throws(StoreError) in try body(snapshot.graph) }
        } catch { throw .store(error) }
    }

    package func allNodes() throws(ExecutionError) -> [NodeID] {
        try reading { graph throws(StoreError) in try graph.allNodes() }
    }

    package func nodes(with label: LabelID) throws(ExecutionError) -> [NodeID] {
        try reading { graph throws(StoreError) in try graph.nodes(with: label) }
    }

    package func nodes(
        in index: IndexID, equalTo value: PropertyValue
    ) throws(ExecutionError) -> [NodeID] {
        try reading { graph throws(StoreError) in try graph.nodes(in: index, equalTo: value) }
    }

    /// Appends the nodes under an index whose value equals `value`, ascending.
    ///
    /// - Parameter key: room for the key that is looked for; what it holds does not matter.
    func appendNodes(
        in index: IndexDefinition, equalTo value: PropertyValue, _ key: inout [UInt8],
        to nodes: inout [NodeID]
    ) throws(ExecutionError) {
        try reading { graph throws(StoreError) in
            try graph.appendNodes(in: index, equalTo: value, &key, to: &nodes)
        }
    }

    package func nodes(
        in index: IndexID, _ range: IndexRange
    ) throws(ExecutionError) -> [NodeID] {
        try reading { graph throws(StoreError) in try graph.nodes(in: index, range) }
    }

    /// The labels and properties of a node, or nil when there is no such node.
    package func node(_ node: NodeID) throws(ExecutionError) -> NodeRecord? {
        try reading { graph throws(StoreError) in try graph.node(node) }
    }

    package func labels(of node: NodeID) throws(ExecutionError) -> [LabelID]? {
        do {
            if isTransaction {
                return try withTransaction { t throws(StoreError) in
                    try t.stored.labels(of: node)
                }
            }
            return try withSnapshot { s throws(StoreError) in try s.labels(of: node) }
        } catch { throw .store(error) }
    }

    /// Whether a node has exactly some labels, which ascend; nil when there is no such node.
    func has(exactly labels: [LabelID], _ node: NodeID) throws(ExecutionError) -> Bool? {
        if isTransaction { return try self.labels(of: node).map { $0 == labels } }
        do {
            return try withSnapshot { s throws(StoreError) in try s.has(exactly: labels, node) }
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
        guard let transaction else { preconditionFailure("a run has a graph") }
        return try transaction.read(body)
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
        guard let transaction else {
            preconditionFailure("only plans that write change the graph")
        }
        do throws(StoreError) { return try transaction.write(body) } catch { throw .store(error) }
    }
}
