public import CLMDB

/// Reading, the same for ``ReadTransaction`` and ``WriteTransaction``.
///
/// One word to copy and pass freely. **Lifetime**: the borrow of the transaction it was made
/// from. All it returns lives as long, and nothing is copied out of the map.
@safe @usableFromInline
package struct TransactionView: ~Escapable, Copyable {
    @usableFromInline
    let handle: OpaquePointer

    @inlinable @_lifetime(borrow transaction)
    init<Transaction: ~Copyable>(handle: OpaquePointer, of transaction: borrowing Transaction) {
        unsafe self.handle = handle
    }

    /// The value of `key`, or nil if the tree does not have it.
    ///
    /// **Throws**: ``ReturnCode/corrupted`` or ``ReturnCode/pageNotFound`` in a damaged file,
    /// ``ReturnCode/invalidArgument`` if the tree was opened after the transaction began,
    /// ``ReturnCode/badTransaction`` after a failed change.
    @inlinable @_lifetime(copy self)
    package func get<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, in tree: Tree<Key>
    ) throws(LMDBError) -> RawSpan? {
        try get(key, in: tree.handle)
    }

    /// Whether the set of `key` has `value`.
    ///
    /// **Throws**: as ``get(_:in:)``. **Complexity**: opens a cursor; for many pairs use one.
    @inlinable
    package func contains<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: UInt32, in tree: MultimapTree<Key>
    ) throws(LMDBError) -> Bool {
        var cursor = try readCursor(tree)
        let entry = try cursor.seek(exactly: key, exactly: value)
        return entry != nil
    }

    /// The least value of `key`, or nil if the tree does not have the key.
    ///
    /// **Throws**: as ``get(_:in:)``.
    @inlinable
    package func firstValue<Key: TreeKey & ~Escapable>(
        of key: borrowing Key, in tree: MultimapTree<Key>
    ) throws(LMDBError) -> UInt32? {
        guard let value = try get(key, in: tree.handle) else { return nil }
        return value.integer(at: 0)
    }

    /// The number of entries. **Complexity**: constant.
    package func entryCount<Key: TreeKey & ~Escapable>(
        _ tree: Tree<Key>
    ) throws(LMDBError) -> Int {
        try entryCount(tree.handle)
    }

    /// The number of key/value pairs, not of keys. **Complexity**: constant.
    package func entryCount<Key: TreeKey & ~Escapable>(
        _ tree: MultimapTree<Key>
    ) throws(LMDBError) -> Int {
        try entryCount(tree.handle)
    }

    /// A cursor before the first entry.
    ///
    /// **Complexity**: one allocation; open one per batch, not per row.
    @inlinable @_lifetime(copy self)
    package func readCursor<Key: TreeKey & ~Escapable>(
        _ tree: Tree<Key>
    ) throws(LMDBError) -> ReadCursor<Key> {
        try ReadCursor(tree, in: self)
    }

    /// A cursor before the first pair.
    ///
    /// **Complexity**: one allocation; open one per batch, not per row.
    @inlinable @_lifetime(copy self)
    package func readCursor<Key: TreeKey & ~Escapable>(
        _ tree: MultimapTree<Key>
    ) throws(LMDBError) -> MultimapReadCursor<Key> {
        try MultimapReadCursor(tree, in: self)
    }

    /// What `mdb_get` returns: the value of `key`, or its least value.
    @inlinable @_lifetime(copy self)
    func get<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, in tree: CUnsignedInt
    ) throws(LMDBError) -> RawSpan? {
        var value = unsafe MDB_val()
        let code = unsafe key.withTreeBytes { keyBytes in
            var key = unsafe MDB_val(keyBytes)
            return unsafe mdb_get(handle, tree, &key, &value)
        }
        guard try found(code, "mdb_get") else { return nil }
        return unsafe _overrideLifetime(value.unboundSpan, copying: self)
    }

    private func entryCount(_ tree: CUnsignedInt) throws(LMDBError) -> Int {
        var statistics = MDB_stat()
        try check(unsafe mdb_stat(handle, tree, &statistics), "mdb_stat")
        return statistics.ms_entries
    }

    /// Opens an `MDB_cursor`, which the caller closes before the view's lifetime ends.
    @inlinable
    func openCursor(_ tree: CUnsignedInt) throws(LMDBError) -> OpaquePointer {
        var cursor: OpaquePointer?
        try check(unsafe mdb_cursor_open(handle, tree, &cursor), "mdb_cursor_open")
        return unsafe cursor!
    }
}
