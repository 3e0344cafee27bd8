import LMDB

extension Store {
    /// The graph as the newest commit left it.
    ///
    /// While no newer commit comes, this is the snapshot that was parked last, with all that its
    /// directory knows. Behind newer commits of this process it knows what they did not touch.
    package func snapshot() throws(StoreError) -> Snapshot {
        if let idle = takeIdle() {
            let snapshot = try idle.renew(self)
            serve(snapshot.transactionID)
            return snapshot
        }
        let transaction: ReadTransaction
        do { transaction = try environment.beginRead() } catch { throw .storage(error) }
        let state = try GraphState(trees, in: transaction, known: newest)
        remember(state)
        serve(state.meta.transactionID)
        return Snapshot(transaction, trees, state)
    }

    /// Takes back a snapshot, so that pages it holds can be used again and the next
    /// ``snapshot()`` is warm.
    package func park(_ snapshot: consuming Snapshot) {
        keep(IdleSnapshot(snapshot))
    }
}
