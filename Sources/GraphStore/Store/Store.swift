package import GraphModel
package import LMDB
import Synchronization

/// An open data file: the source of snapshots and of write transactions.
///
/// One process opens a file once; any number of threads share the store, any number of processes
/// share the file.
package final class Store: Sendable {
    let environment: Environment
    let trees: Trees
    /// A segment that grows beyond this many neighbours is chunked, and a chunk that grows beyond
    /// it is split in two.
    let runCountMax: Int

    /// With this many, one more relationship rewrites at most 40 KiB of a node's.
    package static let defaultRunCountMax = 2048

    /// So many changes of neighbourhoods a transaction keeps before it puts them into the trees.
    let pendingCountMax: Int

    /// With this many, a transaction of any size takes less than 64 MiB.
    package static let defaultPendingCountMax = 1 << 18

    private let cache: Mutex<Cache>

    /// What spares the next transaction from reading it again.
    private struct Cache: ~Copyable {
        var newest: GraphState
        var idle: IdleSnapshot?
        var log = CommitLog()
        var places: KeptNodePlaces?
    }

    private init(
        environment: Environment, trees: Trees, newest: GraphState, runCountMax: Int,
        pendingCountMax: Int
    ) {
        self.environment = environment
        self.trees = trees
        self.runCountMax = runCountMax
        self.pendingCountMax = pendingCountMax
        cache = Mutex(Cache(newest: newest, idle: nil))
    }

    /// Whether the file can only be read: it was asked for, or the file allows no more.
    package var isReadOnly: Bool { environment.isReadOnly }
}

// MARK: Opening

extension Store {
    /// Opens a data file; one that does not exist is made, unless only reading is asked for.
    ///
    /// - Parameters:
    ///   - runCountMax: how many neighbours of a segment stand together, at most. It decides only
    ///     how records are written: files are read whatever it was. Tests choose it small, to have
    ///     many chunks of few relationships.
    ///   - pendingCountMax: how many changes of neighbourhoods wait in a transaction, at most.
    ///     Tests choose it small, to have them written in between.
    /// - Throws: ``StoreError/format(_:)`` for a file of another program or version,
    ///   ``StoreError/corruption(_:)`` for a damaged one, ``StoreError/storage(_:)``.
    package static func open(
        path: String, options: Environment.Options = Environment.Options(),
        runCountMax: Int = defaultRunCountMax, pendingCountMax: Int = defaultPendingCountMax
    ) throws(StoreError) -> Store {
        precondition(runCountMax >= 2, "a run that is split has two neighbours")
        let environment: Environment
        let trees: Trees
        let transaction: ReadTransaction
        do throws(LMDBError) {
            environment = try Environment.open(path: path, options: options)
            trees = try openTrees(of: environment)
            transaction = try environment.beginRead()
        } catch { throw StoreError(opening: error) }
        let newest = try GraphState(trees, in: transaction)
        guard newest.meta.transactionID == transaction.id else {
            throw .corruption(
                Corruption(
                    "meta record",
                    "it is of commit \(newest.meta.transactionID), the file of \(transaction.id)"))
        }
        return Store(
            environment: environment, trees: trees, newest: newest, runCountMax: runCountMax,
            pendingCountMax: pendingCountMax)
    }

    /// A new file has no trees, and gets ours. One that has others is not ours to change.
    private static func openTrees(of environment: Environment) throws(LMDBError) -> Trees {
        guard try environment.treeCount == 0, !environment.isReadOnly else {
            return try environment.openTrees { opener throws(LMDBError) in try Trees(opener) }
        }
        return try makeTrees(of: environment)
    }

    /// Makes the trees of a new file, unless somebody else did while we waited to write.
    static func makeTrees(of environment: Environment) throws(LMDBError) -> Trees {
        try environment.createTrees { opener, transaction throws(LMDBError) in
            let trees = try Trees(opener)
            let isMade = try transaction.view.get(MetaRecord.key, in: trees.meta) != nil
            var meta = MetaRecord()
            meta.transactionID = transaction.id
            if !isMade { try transaction.write(meta, in: trees) }
            return trees
        }
    }
}

// MARK: What is kept between transactions

extension Store {
    var newest: GraphState { cache.withLock { $0.newest } }

    /// Keeps a state unless a newer one is known.
    func remember(_ state: GraphState) {
        cache.withLock { cache in
            if state.meta.transactionID > cache.newest.meta.transactionID { cache.newest = state }
        }
    }

    /// Whether snapshots would gain by knowing what is changed behind a commit.
    func isChangeWorthwhile(behind base: UInt64) -> Bool {
        cache.withLock { $0.log.isWorthwhile(behind: base) }
    }

    func note(_ change: CommitChange) { cache.withLock { $0.log.append(change) } }

    /// Notes that there is a snapshot of a commit.
    func serve(_ transactionID: UInt64) { cache.withLock { $0.log.serve(transactionID) } }

    /// The changes that make a snapshot of a commit one of a newer commit; nil when they are not
    /// known, because another process made one of them, say, or too much was changed.
    func changes(from old: UInt64, to new: UInt64) -> ArraySlice<CommitChange>? {
        if let changes = cache.withLock({ $0.log.changes(from: old, to: new) }) { return changes }
        // The writer may just be about to note the newest.
        let isNoted = cache.withLock { !$0.log.isWorthwhile(behind: new - 1) }
        guard !isNoted else { return nil }
        environment.awaitComparison()
        return cache.withLock { $0.log.changes(from: old, to: new) }
    }

    func takePlaces() -> KeptNodePlaces? { cache.withLock { $0.places.take() } }

    func keep(_ places: KeptNodePlaces) { cache.withLock { $0.places = places } }

    func takeIdle() -> IdleSnapshot? { cache.withLock { $0.idle.take() } }

    func keep(_ idle: consuming IdleSnapshot) {
        var idle: IdleSnapshot? = consume idle
        cache.withLock { $0.idle = idle.take() }
    }
}

// MARK: The file

extension Store {
    /// The layout of the files that this program reads and writes.
    package static var formatVersion: UInt32 { FileFormat.version }

    /// The names as the newest transaction seen by this process left them.
    package var catalog: Catalog { newest.catalog }

    /// The version of ``catalog``.
    package var catalogVersion: UInt64 { cache.withLock { $0.newest.catalog.version } }

    /// The bytes of the file that are in use or were.
    package var fileByteCount: Int {
        get throws(StoreError) {
            do {
                return (try environment.information.lastPage + 1) * environment.pageByteCount
            } catch { throw .storage(error) }
        }
    }

    /// Copies the newest state into a new file, without room that deleted records left. Writers
    /// go on meanwhile.
    ///
    /// - Throws: ``StoreError/storage(_:)``.
    package func backup(to path: String) throws(StoreError) {
        do throws(LMDBError) {
            try environment.copy(to: path, isCompacting: true)
            try Self.renumber(path)
        } catch { throw .storage(error) }
    }

    /// Makes the meta record name the commit of its file, under both roots: the transactions of a
    /// compacted copy count from 1 on.
    private static func renumber(_ path: String) throws(LMDBError) {
        let environment = try Environment.open(path: path)
        let trees = try openTrees(of: environment)
        for _ in 0..<2 {
            var transaction = try environment.beginWrite()
            var meta = try GraphStore.meta(transaction.view, trees)
            meta.transactionID = transaction.id
            try transaction.write(meta, in: trees)
            try transaction.commit()
        }
    }
}

private func meta(_ view: TransactionView, _ trees: Trees) throws(LMDBError) -> MetaRecord {
    guard let bytes = try view.get(MetaRecord.key, in: trees.meta),
        let meta = try? MetaRecord(bytes)
    else {
        // The original had it, and was open.
        throw LMDBError(.corrupted, in: "mdb_env_copy2")
    }
    return meta
}

extension WriteTransaction {
    fileprivate mutating func write(_ meta: MetaRecord, in trees: Trees) throws(LMDBError) {
        var bytes: [UInt8] = []
        meta.encode(into: &bytes)
        try put(MetaRecord.key, bytes.rawSpan, in: trees.meta)
    }
}
