/// A sorted map from keys to byte strings: a named database of LMDB.
///
/// A handle of four bytes, to copy and pass freely. It stays valid as long as its
/// ``Environment``, and works in every transaction that began after it was opened.
///
/// **Layout**: values of a tree with `UInt64` keys whose lengths are all multiples of 8 begin at
/// addresses that are multiples of 8, so integers can be read in place.
@usableFromInline
package struct Tree<Key: TreeKey & ~Escapable>: Sendable {
    /// The `MDB_dbi`.
    @usableFromInline
    let handle: CUnsignedInt

    init(handle: CUnsignedInt) { self.handle = handle }
}

/// A sorted map from keys to sorted sets of `UInt32`: a named database of LMDB with duplicates.
///
/// A handle like ``Tree``. A large set costs four bytes a value plus its share of the pages.
///
/// **Source**: lmdb.h, `MDB_DUPSORT`, `MDB_DUPFIXED`, `MDB_INTEGERDUP`.
@usableFromInline
package struct MultimapTree<Key: TreeKey & ~Escapable>: Sendable {
    /// The `MDB_dbi`.
    @usableFromInline
    let handle: CUnsignedInt

    init(handle: CUnsignedInt) { self.handle = handle }
}
