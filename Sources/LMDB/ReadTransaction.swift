internal import CLMDB

/// A snapshot: what was committed when it began, unchanged until it ends.
///
/// It ends with its last use. While it is open no page of its snapshot is reused, so the file
/// grows under a busy writer; ``reset()`` lets go of the snapshot and keeps the reader's slot.
/// May move to another thread, but is not for two threads at once.
///
/// **Source**: lmdb.h, `MDB_NOTLS`: "A read-only transaction may span threads if the user
/// synchronizes its use".
@safe @usableFromInline
package struct ReadTransaction: ~Copyable {
    /// Kept open by the transaction.
    package let environment: Environment

    @usableFromInline
    let handle: OpaquePointer

    /// The `MDB_txn` belongs to somebody else, or is gone.
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
        }
    }

    /// The id of the last transaction this snapshot contains.
    package var id: UInt64 { unsafe UInt64(mdb_txn_id(handle)) }

    /// How often the map had moved when the transaction began: two transactions with the same id
    /// and the same count find everything at the same addresses.
    package var mapMoveCount: Int { environment.mapGate.moveCount }

    /// What all reads go through.
    ///
    /// **Lifetime**: a borrow of the transaction.
    @inlinable
    package var view: TransactionView {
        @_lifetime(borrow self)
        get { unsafe TransactionView(handle: handle, of: self) }
    }

    /// Lets go of the snapshot but keeps the reader's slot, so that renewing is cheap.
    ///
    /// **Source**: lmdb.h, `mdb_txn_reset`.
    package consuming func reset() -> IdleReadTransaction {
        isFinished = true
        unsafe mdb_txn_reset(handle)
        environment.mapGate.leave()
        return unsafe IdleReadTransaction(handle: handle, environment: environment)
    }

    /// Ends the transaction and keeps the trees that were opened in it open.
    ///
    /// **Source**: lmdb.h, `mdb_dbi_open`: the handle "will be private to the current transaction
    /// until the transaction is successfully committed".
    consuming func endKeepingTrees() throws(LMDBError) {
        isFinished = true
        let code = unsafe mdb_txn_commit(handle)
        environment.mapGate.leave()
        try check(code, "mdb_txn_commit")
    }
}
