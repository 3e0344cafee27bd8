/// Integers read in place. Any bit pattern is an integer, so these are safe where the standard
/// library's generic loads are not.
extension RawSpan {
    /// The native-endian integer at `offset`, which need not be aligned.
    ///
    /// Traps unless the integer lies inside the span.
    @inlinable
    package func integer<Integer: FixedWidthInteger & BitwiseCopyable>(
        at offset: Int, as type: Integer.Type = Integer.self
    ) -> Integer {
        unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: Integer.self)
    }

    /// The bytes as integers, or nil if they are not aligned or not a whole number of them.
    ///
    /// **Lifetime**: that of the span.
    @inlinable @_lifetime(copy self)
    package func integers<Integer: FixedWidthInteger & BitwiseCopyable>(
        as type: Integer.Type = Integer.self
    ) -> Span<Integer>? {
        let stride = MemoryLayout<Integer>.stride
        let isAligned = unsafe withUnsafeBytes {
            UInt(bitPattern: $0.baseAddress) % UInt(stride) == 0
        }
        guard isAligned, byteCount % stride == 0 else { return nil }
        return unsafe _unsafeView(as: Integer.self)
    }
}

extension MutableRawSpan {
    /// Writes `value` at `offset`, native endian; `offset` need not be aligned.
    ///
    /// Traps unless the integer lies inside the span.
    @inlinable @_lifetime(self: copy self)
    package mutating func set<Integer: FixedWidthInteger & BitwiseCopyable>(
        _ value: Integer, at offset: Int
    ) {
        storeBytes(of: value, toByteOffset: offset, as: Integer.self)
    }
}

extension Span where Element: FixedWidthInteger & BitwiseCopyable {
    /// The integers as bytes, in native order. Integers have no padding, so this is safe.
    ///
    /// **Lifetime**: that of the span.
    @inlinable
    package var rawBytes: RawSpan {
        @_lifetime(copy self)
        get { unsafe bytes }
    }
}
