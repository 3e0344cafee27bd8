internal import CLMDB

extension Environment {
    /// What ``information`` tells.
    package struct Information: Sendable {
        /// The size of the map, which bounds the file's.
        package let mapByteCount: Int
        /// The number of the last page in use. Pages are counted from 0.
        package let lastPage: Int
        /// The id of the last committed transaction.
        package let lastTransactionID: UInt64
        /// The number of readers' slots, and how many have ever been taken.
        package let readerCountMax: Int
        package let readerCount: Int
    }

    /// The state of the file and of its locks, now.
    package var information: Information {
        get throws(LMDBError) {
            var raw = unsafe MDB_envinfo()
            // LMDB reads a meta page in the map.
            mapGate.enter()
            defer { mapGate.leave() }
            try check(unsafe mdb_env_info(handle, &raw), "mdb_env_info")
            return unsafe Information(
                mapByteCount: raw.me_mapsize, lastPage: raw.me_last_pgno,
                lastTransactionID: UInt64(raw.me_last_txnid),
                readerCountMax: Int(raw.me_maxreaders), readerCount: Int(raw.me_numreaders))
        }
    }

    /// The greatest length of a key: 511.
    package var maximumKeyByteCount: Int { Int(unsafe mdb_env_get_maxkeysize(handle)) }

    /// Waits until all that is committed is on the disk, whatever the ``SyncPolicy``.
    ///
    /// **Throws**: ``ReturnCode/accessDenied`` if the environment is read-only,
    /// ``ReturnCode/inputOutput``.
    package func sync() throws(LMDBError) {
        try check(unsafe mdb_env_sync(handle, 1), "mdb_env_sync")
    }

    /// Copies the last committed state to a new file while others read and write.
    ///
    /// Compacting leaves free pages out; it fails if the file has lost pages.
    /// **Throws**: ``ReturnCode/fileExists``, ``ReturnCode/noSpace`` and others.
    package func copy(to path: String, isCompacting: Bool = false) throws(LMDBError) {
        let flags = isCompacting ? CUnsignedInt(MDB_CP_COMPACT) : 0
        var code: CInt = MDB_SUCCESS
        try beginCounted("mdb_env_copy2") {
            code = unsafe mdb_env_copy2(handle, path, flags)
            return code == MDB_MAP_RESIZED ? code : MDB_SUCCESS
        }
        mapGate.leave()
        try check(code, "mdb_env_copy2")
    }

    /// Makes the map larger, after ``ReturnCode/mapFull``.
    ///
    /// **Throws**: ``ReturnCode/transactionsOpen`` while this process has a transaction with a
    /// snapshot: LMDB moves the map under it.
    package func grow(toMapByteCount mapByteCount: Int) throws(LMDBError) {
        let code = mapGate.move(ifUsersAre: 0) { unsafe mdb_env_set_mapsize(handle, mapByteCount) }
        guard let code else { throw LMDBError(.transactionsOpen, in: "mdb_env_set_mapsize") }
        try check(code, "mdb_env_set_mapsize")
    }

    /// Frees the slots of readers whose process has died. Returns how many. Opening does it too.
    ///
    /// **Source**: lmdb.h, `mdb_reader_check`.
    @discardableResult
    package func clearStaleReaders() throws(LMDBError) -> Int {
        var count: CInt = 0
        try check(unsafe mdb_reader_check(handle, &count), "mdb_reader_check")
        return Int(count)
    }
}
