internal import CLMDB
internal import Synchronization

/// Opens trees by name inside ``Environment/openTrees(_:)`` or ``Environment/createTrees(_:)``.
@safe
package struct TreeOpener: ~Copyable, ~Escapable {
    private let transaction: OpaquePointer
    private let isCreating: Bool

    @_lifetime(borrow owner)
    init<Owner: ~Copyable>(transaction: OpaquePointer, of owner: borrowing Owner, isCreating: Bool) {
        unsafe self.transaction = transaction
        self.isCreating = isCreating
    }

    /// The tree called `name`, which is created if it is missing and creating is asked for.
    ///
    /// **Throws**: ``ReturnCode/notFound``; ``ReturnCode/incompatible`` if the tree has keys of
    /// another type or is a multimap; ``ReturnCode/treesFull``.
    package borrowing func tree<Key: TreeKey & ~Escapable>(
        named name: String, keyedBy key: Key.Type
    ) throws(LMDBError) -> Tree<Key> {
        let handle = try open(name, flags: Key.treeFlags)
        try checkSizes(of: handle, keyByteCount: Key.fixedByteCount, valueByteCount: nil)
        return Tree(handle: handle)
    }

    /// The multimap called `name`, which is created if it is missing and creating is asked for.
    ///
    /// **Throws**: as ``tree(named:keyedBy:)``.
    package borrowing func multimapTree<Key: TreeKey & ~Escapable>(
        named name: String, keyedBy key: Key.Type
    ) throws(LMDBError) -> MultimapTree<Key> {
        let kind = CUnsignedInt(MDB_DUPSORT | MDB_DUPFIXED | MDB_INTEGERDUP)
        let handle = try open(name, flags: Key.treeFlags | kind)
        try checkSizes(of: handle, keyByteCount: Key.fixedByteCount, valueByteCount: 4)
        return MultimapTree(handle: handle)
    }

    /// LMDB takes the flags of an existing tree from the file, so they are compared here.
    private func open(_ name: String, flags: CUnsignedInt) throws(LMDBError) -> CUnsignedInt {
        var handle: CUnsignedInt = 0
        let creation = isCreating ? CUnsignedInt(MDB_CREATE) : 0
        try check(unsafe mdb_dbi_open(transaction, name, flags | creation, &handle), "mdb_dbi_open")
        var actual: CUnsignedInt = 0
        try check(unsafe mdb_dbi_flags(transaction, handle, &actual), "mdb_dbi_flags")
        guard actual == flags else { throw LMDBError(.incompatible, in: "mdb_dbi_open") }
        return handle
    }

    /// LMDB compares integers by the size of the caller's, so the first entry is looked at here.
    private func checkSizes(
        of handle: CUnsignedInt, keyByteCount: Int?, valueByteCount: Int?
    ) throws(LMDBError) {
        var cursor: OpaquePointer?
        try check(unsafe mdb_cursor_open(transaction, handle, &cursor), "mdb_cursor_open")
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(cursor, &key, &value, MDB_FIRST)
        unsafe mdb_cursor_close(cursor)
        guard try found(code, "mdb_cursor_get") else { return }
        let (actualKey, actualValue) = unsafe (key.mv_size, value.mv_size)
        guard actualKey == keyByteCount ?? actualKey, actualValue == valueByteCount ?? actualValue
        else { throw LMDBError(.incompatible, in: "mdb_dbi_open") }
    }
}

extension Environment {
    /// Opens trees that exist, in one short read transaction.
    ///
    /// ```
    /// let (nodes, names) = try environment.openTrees { opener throws(LMDBError) in
    ///     (try opener.tree(named: "nodes", keyedBy: UInt32.self),
    ///      try opener.tree(named: "names", keyedBy: ByteKey.self))
    /// }
    /// ```
    ///
    /// **Throws**: what `body` does; no tree is opened then.
    package func openTrees<Trees>(
        _ body: (borrowing TreeOpener) throws(LMDBError) -> Trees
    ) throws(LMDBError) -> Trees {
        try openingTrees { () throws(LMDBError) in
            let transaction = try beginRead()
            let trees = try body(
                unsafe TreeOpener(
                    transaction: transaction.handle, of: transaction, isCreating: false))
            try transaction.endKeepingTrees()
            return trees
        }
    }

    /// Opens trees and creates those that are missing, in one write transaction.
    ///
    /// `body` may also write first records; all is committed when it returns.
    ///
    /// **Throws**: what `body` does; nothing is changed and no tree is opened then.
    package func createTrees<Trees>(
        _ body: (borrowing TreeOpener, inout WriteTransaction) throws(LMDBError) -> Trees
    ) throws(LMDBError) -> Trees {
        try openingTrees { () throws(LMDBError) in
            var transaction = try beginWrite()
            // The opener does not read, so it need not keep the transaction from changing.
            let opener = unsafe TreeOpener(
                transaction: transaction.handle, of: self, isCreating: true)
            let trees = try body(opener, &transaction)
            try transaction.commit()
            return trees
        }
    }

    private func openingTrees<Trees>(
        _ body: () throws(LMDBError) -> Trees
    ) throws(LMDBError) -> Trees {
        let opened: Result<Trees, LMDBError> = treeOpening.withLock { _ in
            do throws(LMDBError) { return .success(try body()) } catch { return .failure(error) }
        }
        return try opened.get()
    }
}
