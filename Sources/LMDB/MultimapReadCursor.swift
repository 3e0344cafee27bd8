public import CLMDB

/// A position in a ``MultimapTree``: a key and one value of its set.
///
/// ```
/// var cursor = try view.readCursor(tree)
/// var entry = try cursor.firstKey()
/// while let key = entry?.key {
///     var page = try cursor.page()
///     while let values = page { …; page = try cursor.nextPage() }
///     entry = try cursor.nextKey()
/// }
/// ```
///
/// **Lifetime**: the transaction view it was made from. Entries and pages live as long.
@safe @usableFromInline
package struct MultimapReadCursor<Key: TreeKey & ~Escapable>: ~Copyable, ~Escapable {
    @usableFromInline
    let handle: OpaquePointer

    /// Where the value the cursor stands at lies, if it stands at one.
    @usableFromInline
    var position = unsafe MDB_val()

    @inlinable @_lifetime(copy view)
    init(_ tree: MultimapTree<Key>, in view: TransactionView) throws(LMDBError) {
        unsafe self.handle = try view.openCursor(tree.handle)
    }

    @inlinable
    deinit { unsafe mdb_cursor_close(handle) }

    /// Moves to the least value of the least key.
    @inlinable @_lifetime(copy self)
    package mutating func firstKey() throws(LMDBError) -> MultimapEntry<Key>? {
        try move(MDB_FIRST)
    }

    /// Moves to the greatest value of the greatest key.
    @inlinable @_lifetime(copy self)
    package mutating func lastKey() throws(LMDBError) -> MultimapEntry<Key>? {
        try move(MDB_LAST)
    }

    /// Moves to the least value of the next key.
    @inlinable @_lifetime(copy self)
    package mutating func nextKey() throws(LMDBError) -> MultimapEntry<Key>? {
        try move(MDB_NEXT_NODUP)
    }

    /// Moves to the greatest value of the previous key.
    @inlinable @_lifetime(copy self)
    package mutating func previousKey() throws(LMDBError) -> MultimapEntry<Key>? {
        try move(MDB_PREV_NODUP)
    }

    /// Moves to the next pair: the next value, or else the least value of the next key.
    @inlinable @_lifetime(copy self)
    package mutating func next() throws(LMDBError) -> MultimapEntry<Key>? { try move(MDB_NEXT) }

    /// Moves to the least value of `key`.
    @inlinable @_lifetime(copy self)
    package mutating func seek(
        exactly key: borrowing Key
    ) throws(LMDBError) -> MultimapEntry<Key>? {
        try move(MDB_SET_KEY, to: key)
    }

    /// Moves to the least value of the least key that is not less than `key`.
    @inlinable @_lifetime(copy self)
    package mutating func seek(
        atLeast key: borrowing Key
    ) throws(LMDBError) -> MultimapEntry<Key>? {
        try move(MDB_SET_RANGE, to: key)
    }

    /// Moves to the least value of `key` that is not less than `value`.
    @inlinable @_lifetime(copy self)
    package mutating func seek(
        exactly key: borrowing Key, atLeast value: UInt32
    ) throws(LMDBError) -> MultimapEntry<Key>? {
        try move(MDB_GET_BOTH_RANGE, to: key, value)
    }

    /// Moves to `value` of `key`.
    @inlinable @_lifetime(copy self)
    package mutating func seek(
        exactly key: borrowing Key, exactly value: UInt32
    ) throws(LMDBError) -> MultimapEntry<Key>? {
        try move(MDB_GET_BOTH, to: key, value)
    }
}
