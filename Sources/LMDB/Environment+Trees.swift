internal import CLMDB

extension Environment {
    /// The number of named trees in the newest snapshot.
    ///
    /// Not by `mdb_env_stat`: it looks at the meta pages, which show a commit a moment before
    /// snapshots do, and then trees that were counted could not be opened.
    ///
    /// **Throws**: as ``beginRead()``.
    package var treeCount: Int {
        get throws(LMDBError) {
            let snapshot = try beginRead()
            var main: CUnsignedInt = 0
            var statistics = MDB_stat()
            try check(unsafe mdb_dbi_open(snapshot.handle, nil, 0, &main), "mdb_dbi_open")
            try check(unsafe mdb_stat(snapshot.handle, main, &statistics), "mdb_stat")
            return Int(statistics.ms_entries)
        }
    }
}
