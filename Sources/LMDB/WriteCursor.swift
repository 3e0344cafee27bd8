public import CLMDB

/// A position in a ``Tree`` for reading and changing: the way to load and rewrite in key order.
///
/// **Lifetime**: it holds the transaction exclusively. Its entries borrow the cursor, so they
/// cannot be looked at after the next step or change.
/// **Throws**: changes throw as those of ``WriteTransaction`` do.
@safe @usableFromInline
package struct WriteCursor<Key: TreeKey & ~Escapable>: ~Copyable, ~Escapable {
    @usableFromInline
    let handle: OpaquePointer

    /// Whether the last step found an entry or stored one. Where LMDB stands otherwise is chance.
    @usableFromInline
    var isAtEntry = false

    @inlinable @_lifetime(&transaction)
    init(_ tree: Tree<Key>, in transaction: inout WriteTransaction) throws(LMDBError) {
        unsafe self.handle = try transaction.view.openCursor(tree.handle)
    }

    @inlinable
    deinit { unsafe mdb_cursor_close(handle) }

    /// Moves to the least key.
    @inlinable @_lifetime(&self)
    package mutating func first() throws(LMDBError) -> Entry<Key>? { try move(MDB_FIRST) }

    /// Moves to the greatest key.
    @inlinable @_lifetime(&self)
    package mutating func last() throws(LMDBError) -> Entry<Key>? { try move(MDB_LAST) }

    /// Moves one key on, from before the first to the first. After a deletion it moves to the key
    /// that followed the deleted one.
    @inlinable @_lifetime(&self)
    package mutating func next() throws(LMDBError) -> Entry<Key>? { try move(MDB_NEXT) }

    /// Moves one key back, from before the first to the last.
    @inlinable @_lifetime(&self)
    package mutating func previous() throws(LMDBError) -> Entry<Key>? { try move(MDB_PREV) }

    /// Moves to `key`.
    @inlinable @_lifetime(&self)
    package mutating func seek(exactly key: borrowing Key) throws(LMDBError) -> Entry<Key>? {
        try move(MDB_SET_KEY, to: key)
    }

    /// Moves to the least key that is not less than `key`.
    @inlinable @_lifetime(&self)
    package mutating func seek(atLeast key: borrowing Key) throws(LMDBError) -> Entry<Key>? {
        try move(MDB_SET_RANGE, to: key)
    }

    @inlinable @_lifetime(&self)
    mutating func move(_ operation: MDB_cursor_op) throws(LMDBError) -> Entry<Key>? {
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(handle, &key, &value, operation)
        isAtEntry = code == MDB_SUCCESS
        guard try found(code, "mdb_cursor_get") else { return nil }
        let entry = unsafe Entry<Key>(keyBytes: key.unboundSpan, value: value.unboundSpan)
        return unsafe _overrideLifetime(entry, mutating: &self)
    }

    @inlinable @_lifetime(&self)
    mutating func move(
        _ operation: MDB_cursor_op, to target: borrowing Key
    ) throws(LMDBError) -> Entry<Key>? {
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let code = unsafe target.withTreeBytes { targetBytes in
            unsafe key = MDB_val(targetBytes)
            return unsafe mdb_cursor_get(handle, &key, &value, operation)
        }
        isAtEntry = code == MDB_SUCCESS
        guard try found(code, "mdb_cursor_get") else { return nil }
        let entry = unsafe Entry<Key>(keyBytes: key.unboundSpan, value: value.unboundSpan)
        return unsafe _overrideLifetime(entry, mutating: &self)
    }
}

extension WriteTransaction {
    /// A cursor before the first entry.
    ///
    /// **Lifetime**: the transaction can be used again after the cursor's last use.
    @inlinable @_lifetime(&self)
    package mutating func writeCursor<Key: TreeKey & ~Escapable>(
        _ tree: Tree<Key>
    ) throws(LMDBError) -> WriteCursor<Key> {
        try WriteCursor(tree, in: &self)
    }

    /// A cursor before the first pair.
    ///
    /// **Lifetime**: the transaction can be used again after the cursor's last use.
    @inlinable @_lifetime(&self)
    package mutating func writeCursor<Key: TreeKey & ~Escapable>(
        _ tree: MultimapTree<Key>
    ) throws(LMDBError) -> MultimapWriteCursor<Key> {
        try MultimapWriteCursor(tree, in: &self)
    }
}
