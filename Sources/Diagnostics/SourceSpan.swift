/// A range of bytes in a ``SourceText``.
///
/// **Units** Offsets count UTF-8 bytes from the start of the text; `end` is exclusive.
/// An empty span marks a place between two bytes, such as the end of the text.
package struct SourceSpan: Hashable, Sendable {
    private let startOffset: UInt32
    private let endOffset: UInt32

    package init(start: Int, end: Int) {
        precondition(start >= 0 && start <= end, "a span runs forwards from an offset in its text")
        startOffset = UInt32(start)
        endOffset = UInt32(end)
    }

    package var start: Int { Int(startOffset) }
    package var end: Int { Int(endOffset) }
    package var byteCount: Int { end - start }
    package var isEmpty: Bool { startOffset == endOffset }

    /// The smallest span that holds this one and `other`.
    package func joined(with other: SourceSpan) -> SourceSpan {
        SourceSpan(start: min(start, other.start), end: max(end, other.end))
    }

    /// The empty span right behind this one.
    package var after: SourceSpan { SourceSpan(start: end, end: end) }
}
