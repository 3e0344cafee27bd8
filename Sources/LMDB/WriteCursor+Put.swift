public import CLMDB

/// Changes at the cursor, which then stands at what it stored.
extension WriteCursor where Key: ~Escapable {
    /// Stores `value` under `key`, in the place of what was there.
    @inlinable @_lifetime(self: copy self)
    package mutating func put(_ key: borrowing Key, _ value: RawSpan) throws(LMDBError) {
        try check(put(key, value, flags: 0), "mdb_cursor_put")
    }

    /// Stores `value` in the place of that of the entry the cursor stands at, which is the one the
    /// last step returned or stored.
    ///
    /// No descent: the page is known. **Source**: lmdb.h, `MDB_CURRENT`; in a tree without duplicates
    /// the new value may have another size.
    ///
    /// - Precondition: `key` is that of the entry.
    @inlinable @_lifetime(self: copy self)
    package mutating func replaceCurrent(
        _ key: borrowing Key, _ value: RawSpan
    ) throws(LMDBError) {
        precondition(isAtEntry, "a cursor replaces the entry of its last step")
        try check(put(key, value, flags: CUnsignedInt(MDB_CURRENT)), "mdb_cursor_put")
    }

    /// Stores `value` under a `key` that is greater than every other.
    ///
    /// No descent and no comparison but with the last key. **Throws**: also
    /// ``ReturnCode/keyExists`` if the key is not the greatest.
    @inlinable @_lifetime(self: copy self)
    package mutating func append(_ key: borrowing Key, _ value: RawSpan) throws(LMDBError) {
        try check(put(key, value, flags: CUnsignedInt(MDB_APPEND)), "mdb_cursor_put")
    }

    /// Stores `byteCount` bytes under `key`: zeros, which `fill` then changes.
    @inlinable @_lifetime(self: copy self)
    package mutating func reserve(
        _ key: borrowing Key, byteCount: Int, _ fill: (inout MutableRawSpan) -> Void
    ) throws(LMDBError) {
        let code = reserve(key, byteCount: byteCount, flags: 0, fill)
        try check(code, "mdb_cursor_put")
    }

    /// Like ``reserve(_:byteCount:_:)`` for a `key` that is greater than every other.
    @inlinable @_lifetime(self: copy self)
    package mutating func appendReserving(
        _ key: borrowing Key, byteCount: Int, _ fill: (inout MutableRawSpan) -> Void
    ) throws(LMDBError) {
        let flags = CUnsignedInt(MDB_APPEND)
        let code = reserve(key, byteCount: byteCount, flags: flags, fill)
        try check(code, "mdb_cursor_put")
    }

    /// Removes the entry the cursor stands at, which is the one the last step returned or stored.
    ///
    /// **Source**: lmdb.h, `mdb_cursor_del`.
    @inlinable @_lifetime(self: copy self)
    package mutating func deleteCurrent() throws(LMDBError) {
        precondition(isAtEntry, "a cursor deletes the entry of its last step")
        isAtEntry = false
        try check(unsafe mdb_cursor_del(handle, 0), "mdb_cursor_del")
    }

    @inlinable @_lifetime(self: copy self)
    mutating func put(_ key: borrowing Key, _ value: RawSpan, flags: CUnsignedInt) -> CInt {
        let code = unsafe key.withTreeBytes { keyBytes in
            unsafe value.withUnsafeBytes { valueBytes in
                var key = unsafe MDB_val(keyBytes)
                var value = unsafe MDB_val(valueBytes)
                return unsafe mdb_cursor_put(handle, &key, &value, flags)
            }
        }
        isAtEntry = code == MDB_SUCCESS
        return code
    }

    @inlinable @_lifetime(self: copy self)
    mutating func reserve(
        _ key: borrowing Key, byteCount: Int, flags: CUnsignedInt,
        _ fill: (inout MutableRawSpan) -> Void
    ) -> CInt {
        var value = unsafe MDB_val(reserving: byteCount)
        let code = unsafe key.withTreeBytes { keyBytes in
            var key = unsafe MDB_val(keyBytes)
            let flags = flags | CUnsignedInt(MDB_RESERVE)
            return unsafe mdb_cursor_put(handle, &key, &value, flags)
        }
        isAtEntry = code == MDB_SUCCESS
        if isAtEntry { unsafe fillReserved(value, fill) }
        return code
    }
}
