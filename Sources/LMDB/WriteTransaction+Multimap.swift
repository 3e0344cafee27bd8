public import CLMDB

/// Changes of multimaps.
///
/// **Throws**: as ``WriteTransaction/put(_:_:in:)``.
extension WriteTransaction {
    /// Adds `value` to the set of `key`. Returns whether it was not there.
    @inlinable
    package mutating func insert<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: UInt32, in tree: MultimapTree<Key>
    ) throws(LMDBError) -> Bool {
        try inserted(
            put(key, value, in: tree.handle, flags: CUnsignedInt(MDB_NODUPDATA)),
            "mdb_put")
    }

    /// Adds a `value` that is greater than all others of `key`.
    ///
    /// **Throws**: also ``ReturnCode/keyExists`` if it is not.
    @inlinable
    package mutating func append<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: UInt32, in tree: MultimapTree<Key>
    ) throws(LMDBError) {
        try check(
            put(key, value, in: tree.handle, flags: CUnsignedInt(MDB_APPENDDUP)),
            "mdb_put")
    }

    /// Removes `value` from the set of `key`. Returns whether it was there.
    @inlinable
    package mutating func delete<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: UInt32, in tree: MultimapTree<Key>
    ) throws(LMDBError) -> Bool {
        let code = unsafe key.withTreeBytes { keyBytes in
            unsafe withUnsafeBytes(of: value) { valueBytes in
                var key = unsafe MDB_val(keyBytes)
                var value = unsafe MDB_val(valueBytes)
                return unsafe mdb_del(handle, tree.handle, &key, &value)
            }
        }
        return try found(code, "mdb_del")
    }

    /// Removes `key` and its set. Returns whether the key existed.
    @inlinable
    package mutating func deleteAll<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, in tree: MultimapTree<Key>
    ) throws(LMDBError) -> Bool {
        try found(delete(key, in: tree.handle), "mdb_del")
    }

    /// Removes every key; the tree stays.
    package mutating func removeAll<Key: TreeKey & ~Escapable>(
        in tree: MultimapTree<Key>
    ) throws(LMDBError) {
        try check(unsafe mdb_drop(handle, tree.handle, 0), "mdb_drop")
    }

    @inlinable
    mutating func put<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: UInt32, in tree: CUnsignedInt, flags: CUnsignedInt
    ) -> CInt {
        unsafe key.withTreeBytes { keyBytes in
            unsafe withUnsafeBytes(of: value) { valueBytes in
                var key = unsafe MDB_val(keyBytes)
                var value = unsafe MDB_val(valueBytes)
                return unsafe mdb_put(handle, tree, &key, &value, flags)
            }
        }
    }
}
