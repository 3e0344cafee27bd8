public import CLMDB

/// A type that can be the key of a ``Tree``: `UInt32`, `UInt64` or ``ByteKey``.
@usableFromInline
package protocol TreeKey: ~Escapable {
    /// The flags of `mdb_dbi_open` that make LMDB order keys as this type does.
    static var treeFlags: CUnsignedInt { get }

    /// The size of every key of this type, or nil if they differ.
    static var fixedByteCount: Int? { get }

    /// Reads a key back. `bytes` is as long as ``fixedByteCount`` says.
    ///
    /// **Lifetime**: that of `bytes`, unless the key is a copy.
    @_lifetime(copy bytes)
    init(treeBytes bytes: RawSpan)

    /// Lends the key's bytes to one C call.
    @unsafe
    func withTreeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result
}

/// Ordered by value.
///
/// **Layout**: 4 bytes, native endian. **Source**: lmdb.h, `MDB_INTEGERKEY`.
extension UInt32: TreeKey {
    @inlinable
    package static var treeFlags: CUnsignedInt { CUnsignedInt(MDB_INTEGERKEY) }

    @inlinable
    package static var fixedByteCount: Int? { 4 }

    @inlinable
    package init(treeBytes bytes: RawSpan) { self = bytes.integer(at: 0) }

    @inlinable @unsafe
    package func withTreeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        unsafe withUnsafeBytes(of: self) { unsafe body($0) }
    }
}

/// Ordered by value.
///
/// **Layout**: 8 bytes, native endian. **Source**: lmdb.h, `MDB_INTEGERKEY`.
extension UInt64: TreeKey {
    @inlinable
    package static var treeFlags: CUnsignedInt { CUnsignedInt(MDB_INTEGERKEY) }

    @inlinable
    package static var fixedByteCount: Int? { 8 }

    @inlinable
    package init(treeBytes bytes: RawSpan) { self = bytes.integer(at: 0) }

    @inlinable @unsafe
    package func withTreeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        unsafe withUnsafeBytes(of: self) { unsafe body($0) }
    }
}
