import LMDB

/// What is left of a snapshot between two queries: its directories, and a transaction that holds
/// nothing back.
///
/// It can be sent to another thread: nobody else can reach the directories, and LMDB lets any
/// thread renew a transaction of an environment that was opened with `MDB_NOTLS`.
struct IdleSnapshot: ~Copyable, @unchecked Sendable {
    private let transaction: IdleReadTransaction
    private let state: GraphState
    private let directories: SnapshotDirectories

    init(_ snapshot: consuming Snapshot) {
        state = snapshot.state
        directories = snapshot.directories
        transaction = snapshot.transaction.reset()
    }

    /// The snapshot of the newest commit: with the directories when that is still the same one,
    /// and the map still lies where it lay.
    consuming func renew(_ trees: Trees) throws(StoreError) -> Snapshot {
        let known = state
        let directories = directories
        let renewed: ReadTransaction
        do { renewed = try transaction.renew() } catch { throw .storage(error) }
        let newest = try GraphState(trees, in: renewed, known: known)
        let isSame = newest.meta == known.meta && newest.anchor == known.anchor
        return Snapshot(
            transaction: renewed, trees: trees, state: newest,
            directories: isSame
                ? directories : SnapshotDirectories(nodeBound: Int(newest.meta.nextNode)))
    }
}
