public import CLMDB

/// A position in a ``MultimapTree`` for loading pairs in order.
///
/// **Lifetime**: it holds the transaction exclusively.
@safe @usableFromInline
package struct MultimapWriteCursor<Key: TreeKey & ~Escapable>: ~Copyable, ~Escapable {
    @usableFromInline
    let handle: OpaquePointer

    @inlinable @_lifetime(&transaction)
    init(_ tree: MultimapTree<Key>, in transaction: inout WriteTransaction) throws(LMDBError) {
        unsafe self.handle = try transaction.view.openCursor(tree.handle)
    }

    @inlinable
    deinit { unsafe mdb_cursor_close(handle) }

    /// Adds `value` to the set of `key`. Returns whether it was not there.
    @inlinable @_lifetime(self: copy self)
    package mutating func insert(
        _ key: borrowing Key, _ value: UInt32
    ) throws(LMDBError) -> Bool {
        try inserted(
            put(key, value, flags: CUnsignedInt(MDB_NODUPDATA)), "mdb_cursor_put")
    }

    /// Adds a `value` that is greater than all others of `key`.
    ///
    /// **Throws**: also ``ReturnCode/keyExists`` if it is not.
    @inlinable @_lifetime(self: copy self)
    package mutating func append(_ key: borrowing Key, _ value: UInt32) throws(LMDBError) {
        try check(
            put(key, value, flags: CUnsignedInt(MDB_APPENDDUP)), "mdb_cursor_put")
    }

    /// Adds a `key` that is greater than all others, with a set of ascending `values`.
    ///
    /// Nothing happens if there are none. **Throws**: also ``ReturnCode/keyExists`` if the key is
    /// not the greatest or the values do not ascend; those before are stored then.
    @inlinable @_lifetime(self: copy self)
    package mutating func append(
        _ key: borrowing Key, _ values: Span<UInt32>
    ) throws(LMDBError) {
        if values.isEmpty { return }
        let code = unsafe key.withTreeBytes { keyBytes in
            unsafe values.rawBytes.withUnsafeBytes { valueBytes in
                var key = unsafe MDB_val(keyBytes)
                let first = unsafe UnsafeRawBufferPointer(rebasing: valueBytes[..<4])
                // The size of one value and where they are, then how many there are.
                var values = unsafe (MDB_val(first), MDB_val(reserving: values.count))
                let flags = CUnsignedInt(MDB_APPEND | MDB_APPENDDUP | MDB_MULTIPLE)
                return unsafe withUnsafeMutableBytes(of: &values) { values in
                    let values = unsafe values.assumingMemoryBound(to: MDB_val.self)
                    return unsafe mdb_cursor_put(handle, &key, values.baseAddress, flags)
                }
            }
        }
        try check(code, "mdb_cursor_put")
    }

    @inlinable @_lifetime(self: copy self)
    mutating func put(_ key: borrowing Key, _ value: UInt32, flags: CUnsignedInt) -> CInt {
        unsafe key.withTreeBytes { keyBytes in
            unsafe withUnsafeBytes(of: value) { valueBytes in
                var key = unsafe MDB_val(keyBytes)
                var value = unsafe MDB_val(valueBytes)
                return unsafe mdb_cursor_put(handle, &key, &value, flags)
            }
        }
    }
}
