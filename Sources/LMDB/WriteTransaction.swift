internal import CLMDB
internal import Synchronization

/// The one transaction of all processes that may write.
///
/// It sees its own changes; others see them after ``commit()``. Its last use without a commit
/// undoes them. Begin and end it on one thread, without waiting for other threads in between.
///
/// **Lifetime**: what was read is borrowed from the transaction, and every change needs the
/// transaction exclusively, so no value can be looked at after a change.
/// **Source**: lmdb.h, `MDB_val`: "Values returned from the database are valid only until a
/// subsequent update operation, or the end of the transaction".
@safe @usableFromInline
package struct WriteTransaction: ~Copyable {
    /// Kept open by the transaction.
    package let environment: Environment

    @usableFromInline
    let handle: OpaquePointer

    /// The `MDB_txn` is gone.
    private var isFinished = false

    /// Takes over a running transaction that `environment` has counted.
    init(handle: OpaquePointer, environment: Environment) {
        unsafe self.handle = handle
        self.environment = environment
    }

    deinit {
        if !isFinished {
            unsafe mdb_txn_abort(handle)
            environment.mapGate.leave()
            environment.writeGate.leave()
        }
    }

    /// The id snapshots will show once this is committed. A later writer takes it after an abort.
    package var id: UInt64 { unsafe UInt64(mdb_txn_id(handle)) }

    /// How often the map of the environment has moved. It does not while the transaction is open:
    /// between two with the same count, records that nobody changed lie at the same addresses.
    package var mapMoveCount: Int { environment.mapGate.moveCount }

    /// What all reads go through.
    ///
    /// **Lifetime**: a borrow of the transaction; it ends before the next change.
    @inlinable
    package var view: TransactionView {
        @_lifetime(borrow self)
        get { unsafe TransactionView(handle: handle, of: self) }
    }

    /// Makes the changes permanent and visible.
    ///
    /// **Throws**: ``ReturnCode/noSpace``, ``ReturnCode/inputOutput`` and others when writing
    /// fails, ``ReturnCode/badTransaction`` after a change that failed. Nothing is changed then.
    package consuming func commit() throws(LMDBError) {
        isFinished = true
        let code = unsafe mdb_txn_commit(handle)
        environment.mapGate.leave()
        environment.writeGate.leave()
        try check(code, "mdb_txn_commit")
    }

    /// Makes the changes permanent and visible, and lends what was committed before and what is now
    /// to `compare`, before another thread of this process writes. Who reads the commit meanwhile can
    /// wait for the end of `compare`: see ``Environment/awaitComparison()``.
    ///
    /// `compare` is not called when no snapshots can be had.
    ///
    /// **Throws**: as ``commit()``.
    package consuming func commit(
        comparing compare: (borrowing ReadTransaction, borrowing ReadTransaction) -> Void
    ) throws(LMDBError) {
        isFinished = true
        let environment = environment
        let code = environment.comparing.withLock { _ in
            unsafe Self.commit(handle, environment, compare)
        }
        environment.mapGate.leave()
        environment.writeGate.leave()
        try check(code, "mdb_txn_commit")
    }

    @unsafe
    private static func commit(
        _ handle: OpaquePointer, _ environment: Environment,
        _ compare: (borrowing ReadTransaction, borrowing ReadTransaction) -> Void
    ) -> CInt {
        let id = unsafe UInt64(mdb_txn_id(handle))
        // Nobody else commits while this transaction is open.
        guard let before = try? environment.beginRead() else {
            return unsafe mdb_txn_commit(handle)
        }
        let code = unsafe mdb_txn_commit(handle)
        guard code == MDB_SUCCESS, let after = try? environment.beginRead(), after.id == id else {
            return code
        }
        compare(before, after)
        return code
    }

    /// Undoes the changes. The last use of the transaction does the same; this says so.
    package consuming func abort() {}
}
