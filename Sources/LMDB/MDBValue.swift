public import CLMDB

/// The two ways bytes cross the border to C. The names of C stay inside this module.
extension MDB_val {
    /// Points at `bytes`, which LMDB only reads in the calls this module passes it to.
    @inlinable
    init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.init(
            mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }

    /// Asks for `byteCount` bytes (`MDB_RESERVE`).
    @inlinable
    init(reserving byteCount: Int) { unsafe self.init(mv_size: byteCount, mv_data: nil) }

    /// The bytes LMDB answered with.
    ///
    /// **Lifetime**: none. The caller binds it to its transaction with `_overrideLifetime`.
    @inlinable
    var unboundSpan: RawSpan {
        @_lifetime(immortal)
        get {
            let span = unsafe RawSpan(_unsafeStart: mv_data, byteCount: mv_size)
            return unsafe _overrideLifetime(span, borrowing: ())
        }
    }
}
