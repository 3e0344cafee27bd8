extension RawSpan {
    /// Where in memory the bytes begin.
    @inlinable
    package var address: UInt {
        // The address is only taken, not followed.
        unsafe withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    }
}

extension TransactionView {
    /// Bytes of the map whose place is already known.
    ///
    /// - Precondition: `address` and `byteCount` are those of a value that this transaction gave,
    ///   or another read transaction with the same id while the map has not moved.
    @inlinable @unsafe @_lifetime(copy self)
    package func bytes(at address: UInt, byteCount: Int) -> RawSpan {
        let start = unsafe UnsafeRawPointer(bitPattern: address)
        let buffer = unsafe UnsafeRawBufferPointer(start: start, count: byteCount)
        return unsafe _overrideLifetime(RawSpan(_unsafeBytes: buffer), copying: self)
    }
}
