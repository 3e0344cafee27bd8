import Diagnostics

// All wording of this module stands in this folder. Codes from S100 on are those of the syntax and
// are never reused.

extension Diagnostic {
    /// A mistake of the syntax, with what the TCK calls it.
    static func syntax(
        _ code: Code, _ detail: ErrorDetail, _ message: String, _ span: SourceSpan,
        _ label: String = "", labels: [Label] = [], notes: [String] = [], hint: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            code: code, message: message, primary: Label(span, label), labels: labels,
            notes: notes, hint: hint, classification: .syntax(detail))
    }
}

// MARK: Bounds of the language

extension Diagnostic {
    static func unsupported(_ feature: UnsupportedFeature, _ span: SourceSpan) -> Diagnostic {
        Diagnostic(
            code: "S180", message: "\(feature.what) are not supported",
            primary: Label(span), hint: feature.hint, classification: .unsupported)
    }

    static func nestedTooDeep(_ span: SourceSpan, limit: Int) -> Diagnostic {
        Diagnostic(
            code: "S190", message: "the query is nested more than \(limit) levels deep",
            primary: Label(span, "too deep from here on"),
            hint: "split it with `WITH`, or pass large values as parameters",
            classification: .limitExceeded)
    }

    static func textTooLong(_ source: SourceText, limit: Int) -> Diagnostic {
        Diagnostic(
            code: "S191", message: "the query is longer than \(limit) bytes",
            primary: Label(SourceSpan(start: 0, end: 0)),
            notes: ["it has \(source.bytes.count) bytes"],
            hint: "pass large values as parameters, or load files with `medgraph import`",
            classification: .limitExceeded)
    }
}
