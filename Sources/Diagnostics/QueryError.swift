/// Why a query was refused before it ran: the problems found, in the order of the text.
package struct QueryError: Error, Sendable {
    /// At least one, and at least one of them an error.
    package let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) {
        precondition(!diagnostics.isEmpty, "a refused query has a reason")
        self.diagnostics = diagnostics
    }

    /// The problem that names the whole failure to programs.
    package var first: Diagnostic { diagnostics[0] }
}
