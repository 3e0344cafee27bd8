/// A key and its value, as a cursor of a ``Tree`` returns them.
///
/// **Lifetime**: the transaction's from a ``ReadCursor``, so entries outlive the next step;
/// a borrow of the cursor from a ``WriteCursor``.
@usableFromInline
package struct Entry<Key: TreeKey & ~Escapable>: ~Escapable, Copyable {
    @usableFromInline
    let keyBytes: RawSpan

    @usableFromInline
    package let value: RawSpan

    @inlinable @_lifetime(copy keyBytes, copy value)
    init(keyBytes: RawSpan, value: RawSpan) {
        self.keyBytes = keyBytes
        self.value = value
    }

    @inlinable
    package var key: Key {
        @_lifetime(copy self)
        get { Key(treeBytes: keyBytes) }
    }
}

/// A key and one value of its set, as a cursor of a ``MultimapTree`` returns them.
///
/// **Lifetime**: as ``Entry``.
@usableFromInline
package struct MultimapEntry<Key: TreeKey & ~Escapable>: ~Escapable, Copyable {
    @usableFromInline
    let keyBytes: RawSpan

    @usableFromInline
    package let value: UInt32

    @inlinable @_lifetime(copy keyBytes)
    init(keyBytes: RawSpan, value: UInt32) {
        self.keyBytes = keyBytes
        self.value = value
    }

    @inlinable
    package var key: Key {
        @_lifetime(copy self)
        get { Key(treeBytes: keyBytes) }
    }
}
