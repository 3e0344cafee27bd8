import Diagnostics

/// A word, sign or literal of the text.
///
/// **Layout** Sixteen bytes: two offsets, the kind, the keyword, the partner. No token owns memory.
struct Token: Sendable {
    private let startOffset: UInt32
    private let endOffset: UInt32
    let kind: TokenKind
    /// The keyword that a ``TokenKind/word`` spells, if it does.
    let keyword: Keyword?

    /// Of an opening bracket, the index of the token that closes it, or of the last token.
    var partner: UInt32 = 0

    init(_ kind: TokenKind, _ range: Range<Int>, keyword: Keyword? = nil) {
        self.kind = kind
        self.keyword = keyword
        startOffset = UInt32(truncatingIfNeeded: range.lowerBound)
        endOffset = UInt32(truncatingIfNeeded: range.upperBound)
    }

    var start: Int { Int(startOffset) }
    var end: Int { Int(endOffset) }
    var span: SourceSpan { SourceSpan(start: start, end: end) }
}
