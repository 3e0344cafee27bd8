import Diagnostics

// All wording of this module. Codes begin with P and are never reused.

extension Diagnostic {
    static func unsupportedSample(_ span: SourceSpan) -> Diagnostic {
        Diagnostic(
            code: "P001", message: "`SAMPLE` is not supported yet", primary: Label(span),
            hint: "write `ORDER BY rand() LIMIT n` for a plain draw",
            classification: .unsupported)
    }

    static func boundOutOfRange(_ span: SourceSpan) -> Diagnostic {
        Diagnostic(
            code: "P002", message: "a path cannot be that long", primary: Label(span),
            hint: "write bounds below 1,000,000,000", classification: .limitExceeded)
    }
}
