public import CLMDB

/// The values of the key a cursor stands at, a page at a time.
extension MultimapReadCursor where Key: ~Escapable {
    /// The values of the key from the one the cursor stands at to the end of its page, or nil if
    /// the cursor stands nowhere.
    ///
    /// Then the cursor stands at the last of them.
    @inlinable @_lifetime(copy self)
    package mutating func page() throws(LMDBError) -> MultimapPage? {
        guard let start = positionSpan else { return nil }
        // A key with one value keeps it in its node, and MDB_GET_MULTIPLE would return the page
        // of the key before.
        if try duplicateCount() == 1 {
            return unsafe _overrideLifetime(MultimapPage(start), copying: self)
        }
        let value: UInt32 = start.integer(at: 0)
        guard let page = try multiple(MDB_GET_MULTIPLE) else { return nil }
        return page.suffix(from: value)
    }

    /// The values on the page after the one returned last, or nil after the last of the key.
    @inlinable @_lifetime(copy self)
    package mutating func nextPage() throws(LMDBError) -> MultimapPage? {
        if positionSpan == nil { return nil }
        return try multiple(MDB_NEXT_MULTIPLE)
    }

    /// The number of values of the key the cursor stands at, 0 if it stands nowhere.
    ///
    /// **Complexity**: constant.
    @inlinable
    package mutating func duplicateCount() throws(LMDBError) -> Int {
        if positionSpan == nil { return 0 }
        var count = 0
        try check(unsafe mdb_cursor_count(handle, &count), "mdb_cursor_count")
        return count
    }

    /// One step by pages; the cursor then stands at the last value of the page.
    @inlinable @_lifetime(copy self)
    mutating func multiple(_ operation: MDB_cursor_op) throws(LMDBError) -> MultimapPage? {
        var key = unsafe MDB_val()
        var values = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(handle, &key, &values, operation)
        guard try found(code, "mdb_cursor_get") else {
            unsafe position = MDB_val()
            return nil
        }
        let last = unsafe values.mv_data + (values.mv_size - 4)
        unsafe position = MDB_val(UnsafeRawBufferPointer(start: last, count: 4))
        return unsafe _overrideLifetime(MultimapPage(values.unboundSpan), copying: self)
    }
}

/// Single steps.
extension MultimapReadCursor where Key: ~Escapable {
    /// The four bytes of the value the cursor stands at.
    @inlinable
    var positionSpan: RawSpan? {
        @_lifetime(copy self)
        get {
            if unsafe position.mv_data == nil { return nil }
            return unsafe _overrideLifetime(position.unboundSpan, copying: self)
        }
    }

    @inlinable @_lifetime(copy self)
    mutating func move(_ operation: MDB_cursor_op) throws(LMDBError) -> MultimapEntry<Key>? {
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(handle, &key, &value, operation)
        return unsafe try stand(at: key, value, code)
    }

    @inlinable @_lifetime(copy self)
    mutating func move(
        _ operation: MDB_cursor_op, to target: borrowing Key
    ) throws(LMDBError) -> MultimapEntry<Key>? {
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let code = unsafe target.withTreeBytes { targetBytes in
            unsafe key = MDB_val(targetBytes)
            return unsafe mdb_cursor_get(handle, &key, &value, operation)
        }
        return unsafe try stand(at: key, value, code)
    }

    @inlinable @_lifetime(copy self)
    mutating func move(
        _ operation: MDB_cursor_op, to target: borrowing Key, _ targetValue: UInt32
    ) throws(LMDBError) -> MultimapEntry<Key>? {
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        var code = unsafe target.withTreeBytes { targetBytes in
            unsafe withUnsafeBytes(of: targetValue) { valueBytes in
                unsafe key = MDB_val(targetBytes)
                unsafe value = MDB_val(valueBytes)
                return unsafe mdb_cursor_get(handle, &key, &value, operation)
            }
        }
        // The key is still the caller's: ask for the tree's own, which lives long enough.
        if code == MDB_SUCCESS {
            code = unsafe mdb_cursor_get(handle, &key, &value, MDB_GET_CURRENT)
        }
        return unsafe try stand(at: key, value, code)
    }

    /// Remembers where the cursor stands after a call that returned `code`.
    @inlinable @_lifetime(copy self)
    mutating func stand(
        at key: MDB_val, _ value: MDB_val, _ code: CInt
    ) throws(LMDBError) -> MultimapEntry<Key>? {
        unsafe position = MDB_val()
        guard try found(code, "mdb_cursor_get") else { return nil }
        unsafe position = value
        let entry = unsafe MultimapEntry<Key>(
            keyBytes: key.unboundSpan, value: value.unboundSpan.integer(at: 0))
        return unsafe _overrideLifetime(entry, copying: self)
    }
}
