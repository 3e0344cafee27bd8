public import CLMDB

/// Changes by key.
///
/// **Throws**, all of them: ``ReturnCode/badValueSize`` for an empty key or one above
/// ``Environment/maximumKeyByteCount``, ``ReturnCode/mapFull``, ``ReturnCode/transactionFull``.
/// After an error other than ``ReturnCode/keyExists`` and ``ReturnCode/badValueSize`` the
/// transaction can only be aborted.
extension WriteTransaction {
    /// Stores `value` under `key`, in the place of what was there.
    @inlinable
    package mutating func put<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: RawSpan, in tree: Tree<Key>
    ) throws(LMDBError) {
        try check(put(key, value, in: tree.handle, flags: 0), "mdb_put")
    }

    /// Stores `value` under `key` unless the key exists. Returns whether it did.
    @inlinable
    package mutating func insert<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: RawSpan, in tree: Tree<Key>
    ) throws(LMDBError) -> Bool {
        try inserted(
            put(key, value, in: tree.handle, flags: CUnsignedInt(MDB_NOOVERWRITE)),
            "mdb_put")
    }

    /// Stores `value` under a `key` that is greater than every other. Leaves full pages behind.
    ///
    /// **Throws**: also ``ReturnCode/keyExists`` if the key is not the greatest.
    @inlinable
    package mutating func append<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: RawSpan, in tree: Tree<Key>
    ) throws(LMDBError) {
        try check(
            put(key, value, in: tree.handle, flags: CUnsignedInt(MDB_APPEND)), "mdb_put")
    }

    /// Removes `key` and its value. Returns whether the key existed.
    @inlinable
    package mutating func delete<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, in tree: Tree<Key>
    ) throws(LMDBError) -> Bool {
        try found(delete(key, in: tree.handle), "mdb_del")
    }

    /// Removes every entry; the tree stays.
    package mutating func removeAll<Key: TreeKey & ~Escapable>(
        in tree: Tree<Key>
    ) throws(LMDBError) {
        try check(unsafe mdb_drop(handle, tree.handle, 0), "mdb_drop")
    }

    /// `mdb_put` with `flags`.
    @inlinable
    mutating func put<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: RawSpan, in tree: CUnsignedInt, flags: CUnsignedInt
    ) -> CInt {
        unsafe key.withTreeBytes { keyBytes in
            unsafe value.withUnsafeBytes { valueBytes in
                var key = unsafe MDB_val(keyBytes)
                var value = unsafe MDB_val(valueBytes)
                return unsafe mdb_put(handle, tree, &key, &value, flags)
            }
        }
    }

    /// `mdb_del` of a key with all that belongs to it.
    @inlinable
    mutating func delete<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, in tree: CUnsignedInt
    ) -> CInt {
        unsafe key.withTreeBytes { keyBytes in
            var key = unsafe MDB_val(keyBytes)
            return unsafe mdb_del(handle, tree, &key, nil)
        }
    }
}
