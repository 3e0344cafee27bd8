import LMDB

// The calls of LMDB that the store makes, with the store's own errors.

extension StoreError {
    /// Why a file did not open: it is not ours, it is damaged, or the system refused.
    init(opening error: LMDBError) {
        switch error.code {
        // Trees that are missing or have other keys are those of another program.
        case .notFound, .incompatible, .invalid, .versionMismatch: self = .format(.foreignProgram)
        // LMDB cannot make trees in an empty file that is only to be read.
        case .badFileDescriptor: self = .format(.foreignProgram)
        case .corrupted, .pageNotFound, .truncated:
            self = .corruption(Corruption("data file", error.code.description))
        default: self = .storage(error)
        }
    }
}

extension TransactionView {
    /// The value of a key, in place, or nil.
    @_lifetime(copy self)
    func value<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, in tree: Tree<Key>
    ) throws(StoreError) -> RawSpan? {
        do { return try get(key, in: tree) } catch { throw .storage(error) }
    }

    func count<Key: TreeKey & ~Escapable>(_ tree: Tree<Key>) throws(StoreError) -> Int {
        do { return try entryCount(tree) } catch { throw .storage(error) }
    }
}

extension WriteTransaction {
    mutating func set<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: RawSpan, in tree: Tree<Key>
    ) throws(StoreError) {
        do { try put(key, value, in: tree) } catch { throw .storage(error) }
    }

    mutating func remove<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, in tree: Tree<Key>
    ) throws(StoreError) {
        do { _ = try delete(key, in: tree) } catch { throw .storage(error) }
    }

    /// - Returns: whether the pair is new.
    @discardableResult
    mutating func add<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: UInt32, in tree: MultimapTree<Key>
    ) throws(StoreError) -> Bool {
        do { return try insert(key, value, in: tree) } catch { throw .storage(error) }
    }

    mutating func remove<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, _ value: UInt32, in tree: MultimapTree<Key>
    ) throws(StoreError) {
        do { _ = try delete(key, value, in: tree) } catch { throw .storage(error) }
    }
}

extension WriteTransaction {
    @_lifetime(&self)
    mutating func cursor<Key: TreeKey & ~Escapable>(
        of tree: Tree<Key>
    ) throws(StoreError) -> WriteCursor<Key> {
        do { return try writeCursor(tree) } catch { throw .storage(error) }
    }
}

extension WriteCursor where Key: ~Escapable {
    @_lifetime(&self)
    mutating func find(_ key: borrowing Key) throws(StoreError) -> Entry<Key>? {
        do { return try seek(exactly: key) } catch { throw .storage(error) }
    }

    @_lifetime(self: copy self)
    mutating func set(_ key: borrowing Key, _ value: RawSpan) throws(StoreError) {
        do { try put(key, value) } catch { throw .storage(error) }
    }

    @_lifetime(self: copy self)
    mutating func replaceFound(_ key: borrowing Key, _ value: RawSpan) throws(StoreError) {
        do { try replaceCurrent(key, value) } catch { throw .storage(error) }
    }
}
