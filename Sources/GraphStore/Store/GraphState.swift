import GraphModel
import LMDB

/// What every transaction reads first: the counters, the catalog and the statistics.
struct GraphState: Sendable {
    var meta: MetaRecord
    var catalog: Catalog
    var statistics: Statistics
    /// Where in memory the meta record was found: as long as it lies there, in the same commit,
    /// everything lies where it lay.
    var anchor: UInt

    /// What a transaction is about to leave. Nobody has found its records yet.
    init(meta: MetaRecord, catalog: Catalog, statistics: Statistics) {
        self.meta = meta
        self.catalog = catalog
        self.statistics = statistics
        anchor = 0
    }

    /// What stands in the file. `known` spares reading what has not changed since.
    init(
        _ trees: Trees, in view: TransactionView, known: GraphState? = nil
    ) throws(StoreError) {
        guard let bytes = try view.value(MetaRecord.key, in: trees.meta) else {
            throw .format(.foreignProgram)
        }
        let meta = try MetaRecord(bytes)
        anchor = bytes.address
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
