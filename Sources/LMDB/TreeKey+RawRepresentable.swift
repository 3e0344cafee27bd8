/// Distinct types of identifiers are keys as their raw values are.
///
/// ```
/// extension NodeID: TreeKey {}
/// ```
extension TreeKey where Self: RawRepresentable, RawValue: TreeKey {
    @inlinable
    package static var treeFlags: CUnsignedInt { RawValue.treeFlags }

    @inlinable
    package static var fixedByteCount: Int? { RawValue.fixedByteCount }

    /// Traps if the type does not have every raw value.
    @inlinable
    package init(treeBytes bytes: RawSpan) {
        self.init(rawValue: RawValue(treeBytes: bytes))!
    }

    @inlinable @unsafe
    package func withTreeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        unsafe rawValue.withTreeBytes(body)
    }
}
