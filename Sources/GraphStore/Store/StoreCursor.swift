import LMDB

/// Walks a tree from front to back.
struct StoreCursor<Key: TreeKey & ~Escapable>: ~Copyable, ~Escapable {
    private var cursor: ReadCursor<Key>
    private var isAtStart = true

    @_lifetime(copy view)
    init(_ tree: Tree<Key>, in view: TransactionView) throws(StoreError) {
        do { cursor = try view.readCursor(tree) } catch { throw .storage(error) }
    }

    /// The next entry, or nil at the end.
    @_lifetime(copy self)
    mutating func next() throws(StoreError) -> Entry<Key>? {
        do {
            guard isAtStart else { return try cursor.next() }
            isAtStart = false
            return try cursor.first()
        } catch { throw .storage(error) }
    }

    /// The first entry whose key is not below `key`; ``next()`` goes on behind it.
    @_lifetime(copy self)
    mutating func seek(atLeast key: borrowing Key) throws(StoreError) -> Entry<Key>? {
        isAtStart = false
        do { return try cursor.seek(atLeast: key) } catch { throw .storage(error) }
    }
}

/// Walks the keys of a multimap, and the values of the key it stands at by page.
struct MultimapStoreCursor<Key: TreeKey & ~Escapable>: ~Copyable, ~Escapable {
    private var cursor: MultimapReadCursor<Key>

    @_lifetime(copy view)
    init(_ tree: MultimapTree<Key>, in view: TransactionView) throws(StoreError) {
        do { cursor = try view.readCursor(tree) } catch { throw .storage(error) }
    }

    @_lifetime(copy self)
    mutating func first() throws(StoreError) -> MultimapEntry<Key>? {
        do { return try cursor.firstKey() } catch { throw .storage(error) }
    }

    @_lifetime(copy self)
    mutating func seek(exactly key: borrowing Key) throws(StoreError) -> MultimapEntry<Key>? {
        do { return try cursor.seek(exactly: key) } catch { throw .storage(error) }
    }

    @_lifetime(copy self)
    mutating func seek(atLeast key: borrowing Key) throws(StoreError) -> MultimapEntry<Key>? {
        do { return try cursor.seek(atLeast: key) } catch { throw .storage(error) }
    }

    @_lifetime(copy self)
    mutating func nextKey() throws(StoreError) -> MultimapEntry<Key>? {
        do { return try cursor.nextKey() } catch { throw .storage(error) }
    }

    /// Calls `body` with all values of the key, ascending, a page at a time, until it returns
    /// false.
    ///
    /// - Returns: whether the last page was reached.
    mutating func forEachPage(
        _ body: (MultimapPage) throws(StoreError) -> Bool
    ) throws(StoreError) -> Bool {
        var isFirst = true
        while let page = try page(isFirst: isFirst) {
            isFirst = false
            guard try body(page) else { return false }
        }
        return true
    }

    @_lifetime(copy self)
    private mutating func page(isFirst: Bool) throws(StoreError) -> MultimapPage? {
        do {
            return isFirst ? try cursor.page() : try cursor.nextPage()
        } catch { throw .storage(error) }
    }
}
