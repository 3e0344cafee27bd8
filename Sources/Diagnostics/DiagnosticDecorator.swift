/// Puts the parts of a rendered diagnostic in the clothes of its medium.
package protocol DiagnosticDecorator: Sendable {
    func decorate(_ text: String, as part: DiagnosticPart) -> String
}

/// What a piece of a rendered diagnostic is.
package enum DiagnosticPart: Hashable, Sendable {
    /// `error[S014]`
    case heading(Diagnostic.Severity)
    /// The sentence behind the heading.
    case message
    /// Line numbers and the rule beside them.
    case gutter
    /// The carets under the place that is wrong, and their words.
    case primary(Diagnostic.Severity)
    /// The dashes under a place that explains, and their words.
    case secondary
    /// The words `note` and `hint`.
    case footer
}
