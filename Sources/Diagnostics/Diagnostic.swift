/// One thing to tell the writer of a text: what is wrong, where, and what to do about it.
///
/// Messages are one sentence in lower case without a full stop. They never hold values of
/// parameters or properties.
package struct Diagnostic: Hashable, Sendable {
    package let code: Code
    package let severity: Severity
    package let message: String
    /// The place that is wrong, with the words under its caret.
    package let primary: Label
    /// Other places that explain it.
    package let labels: [Label]
    package let notes: [String]
    package let hint: String?
    /// How programs tell this problem from others; nil for what is not an error.
    package let classification: Classification?

    package init(
        code: Code, severity: Severity = .error, message: String, primary: Label,
        labels: [Label] = [], notes: [String] = [], hint: String? = nil,
        classification: Classification? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.primary = primary
        self.labels = labels
        self.notes = notes
        self.hint = hint
        self.classification = classification
    }

    package var span: SourceSpan { primary.span }
}
