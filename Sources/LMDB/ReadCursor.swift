public import CLMDB

/// A position in a ``Tree``.
///
/// **Lifetime**: the transaction view it was made from. Entries live as long, so they outlive
/// the next step and the cursor itself.
@safe @usableFromInline
package struct ReadCursor<Key: TreeKey & ~Escapable>: ~Copyable, ~Escapable {
    @usableFromInline
    let handle: OpaquePointer

    @inlinable @_lifetime(copy view)
    init(_ tree: Tree<Key>, in view: TransactionView) throws(LMDBError) {
        unsafe self.handle = try view.openCursor(tree.handle)
    }

    @inlinable
    deinit { unsafe mdb_cursor_close(handle) }

    /// Moves to the least key.
    @inlinable @_lifetime(copy self)
    package mutating func first() throws(LMDBError) -> Entry<Key>? { try move(MDB_FIRST) }

    /// Moves to the greatest key.
    @inlinable @_lifetime(copy self)
    package mutating func last() throws(LMDBError) -> Entry<Key>? { try move(MDB_LAST) }

    /// Moves one key on, from before the first to the first. At the end it stays there.
    @inlinable @_lifetime(copy self)
    package mutating func next() throws(LMDBError) -> Entry<Key>? { try move(MDB_NEXT) }

    /// Moves one key back, from before the first to the last.
    @inlinable @_lifetime(copy self)
    package mutating func previous() throws(LMDBError) -> Entry<Key>? { try move(MDB_PREV) }

    /// Moves to `key`.
    @inlinable @_lifetime(copy self)
    package mutating func seek(exactly key: borrowing Key) throws(LMDBError) -> Entry<Key>? {
        try move(MDB_SET_KEY, to: key)
    }

    /// Moves to the least key that is not less than `key`.
    ///
    /// Keys that are asked for in order and lie close together cost no descent.
    @inlinable @_lifetime(copy self)
    package mutating func seek(atLeast key: borrowing Key) throws(LMDBError) -> Entry<Key>? {
        try move(MDB_SET_RANGE, to: key)
    }

    /// The entry the cursor stands at, nil if it has not moved yet.
    @inlinable @_lifetime(copy self)
    package mutating func current() throws(LMDBError) -> Entry<Key>? {
        do throws(LMDBError) {
            return try move(MDB_GET_CURRENT)
        } catch {
            if error.code == .invalidArgument { return nil }
            throw error
        }
    }

    @inlinable @_lifetime(copy self)
    mutating func move(_ operation: MDB_cursor_op) throws(LMDBError) -> Entry<Key>? {
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(handle, &key, &value, operation)
        guard try found(code, "mdb_cursor_get") else { return nil }
        let entry = unsafe Entry<Key>(keyBytes: key.unboundSpan, value: value.unboundSpan)
        return unsafe _overrideLifetime(entry, copying: self)
    }

    @inlinable @_lifetime(copy self)
    mutating func move(
        _ operation: MDB_cursor_op, to target: borrowing Key
    ) throws(LMDBError) -> Entry<Key>? {
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let code = unsafe target.withTreeBytes { targetBytes in
            unsafe key = MDB_val(targetBytes)
            return unsafe mdb_cursor_get(handle, &key, &value, operation)
        }
        guard try found(code, "mdb_cursor_get") else { return nil }
        let entry = unsafe Entry<Key>(keyBytes: key.unboundSpan, value: value.unboundSpan)
        return unsafe _overrideLifetime(entry, copying: self)
    }
}
