internal import CLMDB
internal import Synchronization

/// An open LMDB file: one memory map, any number of readers, one writer.
///
/// The lock file lies beside the data file and is called `<path>-lock`. The environment closes
/// when the last reference to it goes; transactions hold one.
@safe
package final class Environment: Sendable {
    /// Whether changes are refused: as asked, or because the file cannot be written by us.
    package let isReadOnly: Bool

    /// Whether readers are not registered in a lock file, because none could be made.
    ///
    /// Then a writer may reuse the pages a snapshot reads: only for files nobody writes.
    package let isUnlocked: Bool

    /// The size of a page of this file.
    package let pageByteCount: Int

    // The pointer never changes, and LMDB allows every thread to begin transactions with it.
    nonisolated(unsafe) let handle: OpaquePointer

    private let identity: FileIdentity

    /// Entered by every transaction of this process that holds a snapshot.
    let mapGate = MapGate()

    /// Entered by every transaction that writes, before LMDB's own lock.
    let writeGate: WriteGate

    /// Held while a transaction opens trees, so that there is never a second one.
    ///
    /// **Source**: lmdb.h, `mdb_dbi_open`: "must not be called from multiple concurrent
    /// transactions in the same process".
    let treeOpening = Mutex(())

    /// Held while a commit is made that is compared with the one before.
    let comparing = Mutex(())

    /// Takes over an open `MDB_env`.
    init(
        handle: OpaquePointer, identity: FileIdentity, path: String, isReadOnly: Bool,
        isUnlocked: Bool
    ) {
        unsafe self.handle = handle
        self.identity = identity
        self.isReadOnly = isReadOnly
        self.isUnlocked = isUnlocked
        writeGate = WriteGate(path: isReadOnly ? nil : path)
        var statistics = MDB_stat()
        let code = unsafe mdb_env_stat(handle, &statistics)
        precondition(code == MDB_SUCCESS, "the page size of an open environment is known")
        pageByteCount = Int(statistics.ms_psize)
    }

    deinit {
        OpenFiles.close(identity) { unsafe mdb_env_close(handle) }
    }
}

/// Beginning transactions.
extension Environment {
    /// Waits until what is being committed in this process is compared with the commit before: see
    /// ``WriteTransaction/commit(comparing:)``.
    package func awaitComparison() { comparing.withLock { _ in } }

    /// Takes a snapshot of what is committed now.
    ///
    /// **Throws**: ``ReturnCode/readersFull``; ``ReturnCode/mapResized`` if another process grew
    /// the file beyond our map while transactions of this process are open; when they have ended
    /// the map is adapted and this works again.
    package func beginRead() throws(LMDBError) -> ReadTransaction {
        var transaction: OpaquePointer?
        try beginCounted("mdb_txn_begin") {
            unsafe mdb_txn_begin(handle, nil, CUnsignedInt(MDB_RDONLY), &transaction)
        }
        return unsafe ReadTransaction(handle: transaction!, environment: self)
    }

    /// Waits until no other thread or process writes, and begins to.
    ///
    /// A thread that already has a write transaction waits for ever.
    ///
    /// **Throws**: ``ReturnCode/accessDenied`` if the environment is read-only;
    /// ``ReturnCode/mapResized`` as ``beginRead()``.
    package func beginWrite() throws(LMDBError) -> WriteTransaction {
        guard let transaction = try beginWrite(while: { true }) else {
            preconditionFailure("a wait without an end ends with a transaction")
        }
        return transaction
    }

    /// Waits until no other thread or process writes, as long as `isWelcome` says yes, and begins
    /// to. It is asked every few milliseconds.
    ///
    /// Returns nil once it said no.
    ///
    /// **Throws**: as ``beginWrite()``.
    package func beginWrite(
        while isWelcome: () -> Bool
    ) throws(LMDBError) -> WriteTransaction? {
        guard writeGate.enter(while: isWelcome) else { return nil }
        var transaction: OpaquePointer?
        do throws(LMDBError) {
            try beginCounted("mdb_txn_begin") {
                unsafe mdb_txn_begin(handle, nil, 0, &transaction)
            }
        } catch {
            writeGate.leave()
            throw error
        }
        return unsafe WriteTransaction(handle: transaction!, environment: self)
    }

    /// Runs `begin` with the transaction counted, once more with an adapted map if need be.
    ///
    /// **Source**: lmdb.h, `mdb_env_set_mapsize`: "This function may be called with a size of
    /// zero to adopt the new size".
    func beginCounted(_ operation: StaticString, _ begin: () -> CInt) throws(LMDBError) {
        mapGate.enter()
        var code = begin()
        if code == MDB_MAP_RESIZED {
            let adaption = mapGate.move(ifUsersAre: 1) { unsafe mdb_env_set_mapsize(handle, 0) }
            if adaption == MDB_SUCCESS { code = begin() }
        }
        if code != MDB_SUCCESS { mapGate.leave() }
        try check(code, operation)
    }
}
