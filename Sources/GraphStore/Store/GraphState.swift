import GraphModel
import LMDB

/// What every transaction reads first: the counters, the catalog and the statistics.
struct GraphState: Sendable {
    var meta: MetaRecord
    var catalog: Catalog
    var statistics: Statistics
    /// What a transaction is about to leave.
    init(meta: MetaRecord, catalog: Catalog, statistics: Statistics) {
        self.meta = meta
        self.catalog = catalog
        self.statistics = statistics
    }

    /// What stands in the file. `known` spares reading what has not changed since.
    init(
        _ trees: Trees, in view: TransactionView, known: GraphState? = nil
    ) throws(StoreError) {
        guard let bytes = try view.value(MetaRecord.key, in: trees.meta) else {
            throw .format(.foreignProgram)
        }
        let meta = try MetaRecord(bytes)
        if let known, known.meta == meta {
            catalog = known.catalog
            statistics = known.statistics
            self.meta = meta
            return
        }
        self.meta = meta
        if let known, known.catalog.version == meta.catalogVersion {
            catalog = known.catalog
        } else {
            catalog = try Catalog(trees.catalog, version: meta.catalogVersion, in: view)
        }
        statistics = try Statistics(trees.statistics, in: view)
    }

    /// What stands in the file.
    init(
        _ trees: Trees, in transaction: borrowing ReadTransaction, known: GraphState? = nil
    ) throws(StoreError) {
        try self.init(trees, in: transaction.view, known: known)
    }

    /// What stands in the file.
    init(
        _ trees: Trees, in transaction: borrowing WriteTransaction, known: GraphState? = nil
    ) throws(StoreError) {
        try self.init(trees, in: transaction.view, known: known)
    }
}

/// A state that snapshots pass on without copying it.
final class SharedGraphState: Sendable {
    let state: GraphState
    let trees: Trees
    /// How often the map had moved when the state was read: in the same commit, as long as the map
    /// lies there, everything lies where it lay.
    let mapMoveCount: Int

    init(_ state: GraphState, _ trees: Trees, mapMoveCount: Int) {
        self.state = state
        self.trees = trees
        self.mapMoveCount = mapMoveCount
    }

    /// The commit.
    var transactionID: UInt64 { state.meta.transactionID }

    /// Whether a transaction reads the same commit at the same addresses.
    ///
    /// Only commits change the id, and each gives a new one, in whatever process it is made.
    func isOf(_ transaction: borrowing ReadTransaction) -> Bool {
        state.meta.transactionID == transaction.id && mapMoveCount == transaction.mapMoveCount
    }
}
