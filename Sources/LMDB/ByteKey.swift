/// A key of 1 to 511 arbitrary bytes, ordered byte by byte, a prefix before what it begins.
///
/// **Lifetime**: that of the bytes it was made from; nothing is copied.
@usableFromInline
package struct ByteKey: ~Escapable, Copyable {
    /// The key itself.
    @usableFromInline
    package let bytes: RawSpan

    @inlinable @_lifetime(copy bytes)
    package init(_ bytes: RawSpan) { self.bytes = bytes }

    @inlinable @_lifetime(copy bytes)
    package init(_ bytes: Span<UInt8>) { self.bytes = bytes.rawBytes }
}

extension ByteKey: TreeKey {
    @inlinable
    package static var treeFlags: CUnsignedInt { 0 }

    @inlinable
    package static var fixedByteCount: Int? { nil }

    @inlinable @_lifetime(copy bytes)
    package init(treeBytes bytes: RawSpan) { self.bytes = bytes }

    @inlinable @unsafe
    package func withTreeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        unsafe bytes.withUnsafeBytes { unsafe body($0) }
    }
}
