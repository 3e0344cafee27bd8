internal import CLMDB

/// A read transaction without a snapshot: it holds a reader's slot, and no pages.
@safe
package struct IdleReadTransaction: ~Copyable {
    private let environment: Environment
    private let handle: OpaquePointer

    /// The `MDB_txn` belongs to somebody else.
    private var isFinished = false

    init(handle: OpaquePointer, environment: Environment) {
        unsafe self.handle = handle
        self.environment = environment
    }

    deinit {
        if !isFinished { unsafe mdb_txn_abort(handle) }
    }

    /// Takes a snapshot of what is committed now.
    ///
    /// **Throws**: ``ReturnCode/mapResized`` as ``Environment/beginRead()`` does.
    /// **Source**: lmdb.h, `mdb_txn_renew`.
    package consuming func renew() throws(LMDBError) -> ReadTransaction {
        let handle = unsafe handle
        try environment.beginCounted("mdb_txn_renew") { unsafe mdb_txn_renew(handle) }
        isFinished = true
        return unsafe ReadTransaction(handle: handle, environment: environment)
    }
}
