/// A named text that diagnostics point into: a query, or a line-oriented file of an import.
///
/// The bytes need not be valid UTF-8; what is not is shown as U+FFFD.
package struct SourceText: Sendable {
    /// What a reader calls the text: `query`, or the name of a file.
    package let name: String
    package let bytes: [UInt8]

    package init(_ text: String, name: String = "query") {
        self.init(bytes: Array(text.utf8), name: name)
    }

    package init(bytes: [UInt8], name: String) {
        self.bytes = bytes
        self.name = name
    }

    /// The text of a span.
    package func text(_ span: SourceSpan) -> String {
        String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    }

    /// The empty span at the end of the text.
    package var endSpan: SourceSpan { SourceSpan(start: bytes.count, end: bytes.count) }

    /// A table of the lines.
    ///
    /// **Complexity** Linear in the text, so it is made when something has to be reported,
    /// never while all goes well.
    package func lineTable() -> LineTable { LineTable(self) }
}
