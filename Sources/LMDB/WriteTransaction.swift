internal import CLMDB

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

    /// Undoes the changes. The last use of the transaction does the same; this says so.
    package consuming func abort() {}
}
