internal import CLMDB

extension Environment {
    /// The number of named trees in the file.
    ///
    /// **Throws**: the error of `mdb_env_stat`.
    package var treeCount: Int {
        get throws(LMDBError) {
            var statistics = MDB_stat()
            try check(unsafe mdb_env_stat(handle, &statistics), "mdb_env_stat")
            return Int(statistics.ms_entries)
        }
    }
}
