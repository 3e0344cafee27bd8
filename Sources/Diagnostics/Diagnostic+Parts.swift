extension Diagnostic {
    /// A stable name of a kind of problem, such as `S014`, to search for and to test against.
    package struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }
        package init(stringLiteral value: String) { rawValue = value }
    }

    /// How bad it is.
    package enum Severity: String, Hashable, Sendable {
        case error
        case warning
        case note
    }

    /// A place with the words that stand beside its caret.
    package struct Label: Hashable, Sendable {
        package let span: SourceSpan
        /// Empty if the caret says enough.
        package let text: String

        package init(_ span: SourceSpan, _ text: String = "") {
            self.span = span
            self.text = text
        }
    }
}
