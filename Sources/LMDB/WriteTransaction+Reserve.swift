public import CLMDB

/// Values that are written in place instead of being copied in.
///
/// **Throws**: as ``WriteTransaction/put(_:_:in:)`` and ``WriteTransaction/append(_:_:in:)``.
/// **Source**: lmdb.h, `MDB_RESERVE`.
extension WriteTransaction {
    /// Stores `byteCount` bytes under `key`: zeros, which `fill` then changes.
    @inlinable
    package mutating func reserve<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, byteCount: Int, in tree: Tree<Key>,
        _ fill: (inout MutableRawSpan) -> Void
    ) throws(LMDBError) {
        let code = reserve(key, byteCount: byteCount, in: tree.handle, flags: 0, fill)
        try check(code, "mdb_put")
    }

    /// Like ``reserve(_:byteCount:in:_:)`` for a `key` that is greater than every other.
    @inlinable
    package mutating func appendReserving<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, byteCount: Int, in tree: Tree<Key>,
        _ fill: (inout MutableRawSpan) -> Void
    ) throws(LMDBError) {
        let flags = CUnsignedInt(MDB_APPEND)
        let code = reserve(key, byteCount: byteCount, in: tree.handle, flags: flags, fill)
        try check(code, "mdb_put")
    }

    @inlinable
    mutating func reserve<Key: TreeKey & ~Escapable>(
        _ key: borrowing Key, byteCount: Int, in tree: CUnsignedInt, flags: CUnsignedInt,
        _ fill: (inout MutableRawSpan) -> Void
    ) -> CInt {
        var value = unsafe MDB_val(reserving: byteCount)
        let code = unsafe key.withTreeBytes { keyBytes in
            var key = unsafe MDB_val(keyBytes)
            let flags = flags | CUnsignedInt(MDB_RESERVE)
            return unsafe mdb_put(handle, tree, &key, &value, flags)
        }
        if code == MDB_SUCCESS { unsafe fillReserved(value, fill) }
        return code
    }
}

/// Zeroes what LMDB reserved, then lets `fill` change it.
///
/// Zeros, because LMDB leaves the memory as `malloc` returned it, and it goes to the file.
@inlinable
func fillReserved(_ value: MDB_val, _ fill: (inout MutableRawSpan) -> Void) {
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: value.mv_data, count: value.mv_size)
    unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
    var span = unsafe MutableRawSpan(_unsafeBytes: bytes)
    fill(&span)
}
