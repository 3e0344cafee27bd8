/// Some ascending values of one key: as many as lie on one page, read in place.
///
/// **Layout**: `count` × 4 bytes, native endian.
/// **Lifetime**: the transaction view of the cursor it came from.
@usableFromInline
package struct MultimapPage: ~Escapable, Copyable {
    /// The values as they lie in the map.
    @usableFromInline
    package let bytes: RawSpan

    @inlinable @_lifetime(copy bytes)
    init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The number of values, at least 1.
    @inlinable
    package var count: Int { bytes.byteCount / 4 }

    /// The value at `index`. Traps unless there is one.
    @inlinable
    package subscript(index: Int) -> UInt32 { bytes.integer(at: index * 4) }

    /// The values as a span, or nil if they are not aligned.
    ///
    /// They are if every key of the tree has a length that is a multiple of 4.
    @inlinable
    package var values: Span<UInt32>? {
        @_lifetime(copy self)
        get { bytes.integers(as: UInt32.self) }
    }

    /// The values from `value` on. **Complexity**: logarithmic in the count.
    @inlinable @_lifetime(copy self)
    func suffix(from value: UInt32) -> MultimapPage {
        // Most pages are wanted from their begin.
        if count == 0 || self[0] >= value { return self }
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return MultimapPage(bytes.extracting(droppingFirst: low * 4))
    }
}
