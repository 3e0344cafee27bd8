package import Diagnostics

/// A name as written: a variable, label, relationship type, property key or map key.
package struct Name: Sendable {
    /// The name without backticks.
    package let text: String
    package let span: SourceSpan

    package init(text: String, span: SourceSpan) {
        self.text = text
        self.span = span
    }
}
