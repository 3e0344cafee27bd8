package import GraphModel
import LMDB

/// Changes to the graph, seen by nobody else until they are committed.
///
/// There is one at a time, over all processes: a second one waits for the first. Dropping it
/// without ``commit()`` leaves the graph as it was. When an operation throws
/// ``StoreError/invalid(_:)`` or ``StoreError/duplicateValue(_:)`` it has changed nothing; after any
/// other error the transaction must be dropped.
package struct StoreTransaction: ~Copyable {
    var transaction: WriteTransaction
    let store: Store
    let trees: Trees
    var meta: MetaRecord
    package internal(set) var catalog: Catalog

    /// Changes that are not yet in the trees.
    var pendingNeighbours: PendingNeighbours
    var pendingBlocks: PendingBlocks
    var openChunk: OpenChunk?
    /// Counts without those of ``tally``.
    var counted: Statistics
    var tally = RelationshipTally()

    /// Where records of nodes were found.
    private let nodePlaces: NodePlaces
    /// Counts that differ from those in the file.
    private var changedCounts: Set<StatisticsKey> = []
    /// What the last changes of a node, and its record, were kept in, for their capacity.
    var changeScratch: [PendingNeighbours.Change] = []
    var draftScratch = NeighbourhoodDraft()
    var mergeScratch = NeighbourhoodMerge()
    /// The bytes of the last record that was written, for their capacity.
    private var scratch: [UInt8] = []

    init(
        _ transaction: consuming WriteTransaction, _ store: Store, _ state: GraphState
    ) {
        nodePlaces = store.places(for: state, transaction)
        self.transaction = transaction
        self.store = store
        trees = store.trees
        meta = state.meta
        catalog = state.catalog
        counted = state.statistics
        pendingNeighbours = PendingNeighbours(countMax: store.pendingCountMax)
        pendingBlocks = PendingBlocks(byteCountMax: store.pendingCountMax * 128)
    }

    /// What stands in the trees: nodes and indexes as this transaction has changed them, and
    /// relationships so far as they are settled.
    ///
    /// Who reads a neighbourhood settles the node first: see ``settle(_:)``. Relationships are read
    /// with ``relationship(_:)``.
    package var stored: GraphView {
        @_lifetime(borrow self)
        get { GraphView(transaction.view, trees, nodePlaces) }
    }
}

extension Store {
    /// Begins the changes that will make the next commit, after waiting for other writers.
    ///
    /// - Throws: ``GraphProblem/readOnly``, ``StoreError/corruption(_:)``,
    ///   ``StoreError/storage(_:)``.
    package func beginWrite() throws(StoreError) -> StoreTransaction {
        guard let transaction = try beginWrite(while: { true }) else {
            preconditionFailure("a wait without an end ends with a transaction")
        }
        return transaction
    }

    /// Begins the changes that will make the next commit, after waiting for other writers as long
    /// as `isWelcome` says yes; nil once it said no.
    ///
    /// - Throws: as ``beginWrite()``.
    package func beginWrite(
        while isWelcome: () -> Bool
    ) throws(StoreError) -> StoreTransaction? {
        guard !isReadOnly else { throw .invalid(.readOnly) }
        let transaction: WriteTransaction
        do throws(LMDBError) {
            guard let begun = try environment.beginWrite(while: isWelcome) else { return nil }
            transaction = begun
        } catch { throw .storage(error) }
        let state = try GraphState(trees, in: transaction, known: newest)
        return StoreTransaction(transaction, self, state)
    }
}

// MARK: Ending

extension StoreTransaction {
    /// Makes the changes the newest state of the graph, durably unless the store was opened
    /// otherwise.
    ///
    /// - Throws: ``StoreError/storage(_:)``; nothing of the transaction is kept then.
    package consuming func commit() throws(StoreError) {
        try settle()
        try writeStatistics()
        meta.transactionID = transaction.id
        meta.catalogVersion = catalog.version
        let meta = meta
        try write(MetaRecord.key, in: trees.meta) { meta.encode(into: &$0) }
        let store = store
        let state = GraphState(meta: meta, catalog: catalog, statistics: counted)
        let (places, mapMoveCount) = (nodePlaces, transaction.mapMoveCount)
        do throws(LMDBError) {
            if store.isChangeWorthwhile(behind: meta.transactionID - 1) {
                try transaction.commit { before, after in store.note(state, before, after) }
            } else {
                try transaction.commit()
            }
        } catch { throw .storage(error) }
        store.remember(state)
        guard places.holds else { return }
        store.keep(
            KeptNodePlaces(
                places: places, transactionID: state.meta.transactionID, mapMoveCount: mapMoveCount)
        )
    }

    /// Puts all changes into the trees, so that ``stored`` has them.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package mutating func settle() throws(StoreError) {
        try settleBlocks()
        try settleNeighbourhoods()
        try settleTally()
    }

    private mutating func writeStatistics() throws(StoreError) {
        for key in changedCounts {
            let bytes = StatisticsRecord.keyBytes(key)
            let count = counted[key]
            if count == 0 {
                try transaction.remove(ByteKey(bytes.rawSpan), in: trees.statistics)
            } else {
                try write(ByteKey(bytes.rawSpan), in: trees.statistics) { record in
                    record.removeAll(keepingCapacity: true)
                    record.append(integer: count)
                }
            }
        }
        changedCounts.removeAll()
    }

    /// Writes a record in place of the one with the same key.
    mutating func write<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, in tree: Tree<Key>, _ encode: (inout [UInt8]) -> Void
    ) throws(StoreError) {
        var record: [UInt8] = []
        swap(&record, &scratch)
        encode(&record)
        try transaction.set(key, record.rawSpan, in: tree)
        swap(&record, &scratch)
    }

    /// Writes a record behind all others of its tree.
    ///
    /// - Precondition: the tree has no key that is not below `key`.
    mutating func append<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ record: [UInt8], in tree: Tree<Key>
    ) throws(StoreError) {
        do { try transaction.append(key, record.rawSpan, in: tree) } catch { throw .storage(error) }
    }

    /// Gives a label to a node above all nodes that have it.
    mutating func appendLabel(_ label: LabelID, _ node: UInt32) throws(StoreError) {
        do { try transaction.append(label.rawValue, node, in: trees.labels) } catch {
            throw .storage(error)
        }
    }

    /// Writes the record of a node, or removes it for nil.
    mutating func writeNode(_ node: NodeID, _ record: NodeRecord?) throws(StoreError) {
        nodePlaces.end()
        if let record {
            try write(node.rawValue, in: trees.nodes) { record.encode(into: &$0) }
        } else {
            try transaction.remove(node.rawValue, in: trees.nodes)
        }
    }

    /// Writes the record of a node behind all others.
    mutating func appendNode(_ node: UInt32, _ record: [UInt8]) throws(StoreError) {
        nodePlaces.end()
        try append(node, record, in: trees.nodes)
    }

    /// Adds `change` to a count.
    mutating func count(_ key: StatisticsKey, _ change: Int64) throws(StoreError) {
        guard change != 0 else { return }
        guard change > 0 || counted[key] >= UInt64(-change) else {
            throw .corruption(Corruption("statistics", "fewer are counted than there are"))
        }
        counted.add(change, to: key)
        changedCounts.insert(key)
    }
}
