internal import Diagnostics

/// One thing that is wrong with a query, or odd.
public struct QueryProblem: Sendable {
    /// A stable name of the kind of problem, such as `S014`.
    public let code: String
    /// One sentence in lower case. It never holds a value of a property or parameter.
    public let message: String
    /// What to do about it.
    public let hint: String?
    /// As openCypher names it, such as `SyntaxError`; nil for a warning.
    public let type: String?
    /// `compile time` or `runtime`; nil for a warning.
    public let phase: String?
    /// As openCypher names it, such as `UndefinedVariable`, where a name fits.
    public let detail: String?
    /// Counted from 1.
    public let line: Int
    /// In characters, counted from 1.
    public let column: Int
    /// The problem with the lines it speaks of, and carets under them.
    public let rendering: String

    init(_ diagnostic: Diagnostic, in source: SourceText) {
        code = diagnostic.code.rawValue
        message = diagnostic.message
        hint = diagnostic.hint
        type = diagnostic.classification?.type.rawValue
        phase = diagnostic.classification?.phase.rawValue
        detail = diagnostic.classification?.detail?.rawValue
        let position = source.lineTable().position(of: diagnostic.span.start)
        line = position.line
        column = position.column
        rendering = DiagnosticRenderer().render([diagnostic], in: source)
    }
}
