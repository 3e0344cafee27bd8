import LMDB

/// What is left of a snapshot between two queries: its directories, and a transaction that holds
/// nothing back.
///
/// It can be sent to another thread: nobody else can reach the directories, and LMDB lets any
/// thread renew a transaction of an environment that was opened with `MDB_NOTLS`.
struct IdleSnapshot: ~Copyable, @unchecked Sendable {
    private let transaction: IdleReadTransaction
    private let shared: SharedGraphState
    private let directories: SnapshotDirectories

    init(_ snapshot: consuming Snapshot) {
        shared = snapshot.shared
        directories = snapshot.directories
        transaction = snapshot.transaction.reset()
    }

    /// The snapshot of the newest commit: with the directories when that is still the same one,
    /// or it is known what was changed since, and the map still lies where it lay.
    consuming func renew(_ store: Store) throws(StoreError) -> Snapshot {
        let known = shared
        let directories = directories
        let renewed: ReadTransaction
        do { renewed = try transaction.renew() } catch { throw .storage(error) }
        if known.isOf(renewed) {
            return Snapshot(transaction: renewed, shared: known, directories: directories)
        }
        let trees = store.trees
        // A writer of this process has left what it made: it need not be read from the file.
        let newest = try GraphState(trees, in: renewed, known: store.newest)
        store.remember(newest)
        let shared = SharedGraphState(newest, trees, mapMoveCount: renewed.mapMoveCount)
        guard known.mapMoveCount == shared.mapMoveCount,
            let changes = store.changes(from: known.transactionID, to: shared.transactionID),
            directories.forget(changes, from: known.state, to: newest)
        else { return Snapshot(renewed, trees, newest) }
        return Snapshot(transaction: renewed, shared: shared, directories: directories)
    }
}

extension Snapshot {
    /// A snapshot that knows no places yet.
    init(_ transaction: consuming ReadTransaction, _ trees: Trees, _ state: GraphState) {
        let shared = SharedGraphState(state, trees, mapMoveCount: transaction.mapMoveCount)
        self.init(
            transaction: transaction, shared: shared,
            directories: SnapshotDirectories(nodeBound: Int(state.meta.nextNode)))
    }
}
