import Diagnostics

// All wording of this module. Codes begin with P and are never reused.

extension Diagnostic {
    static func tooManySteps(_ countMax: Int) -> Diagnostic {
        Diagnostic(
            code: "P001", message: "the query needs more than \(countMax) steps",
            primary: Label(SourceSpan(start: 0, end: 0)), hint: "divide it into several queries",
            classification: .limitExceeded)
    }

    static func patternTooLarge(_ span: SourceSpan, _ countMax: Int) -> Diagnostic {
        Diagnostic(
            code: "P002",
            message: "a pattern that is searched has at most \(countMax) nodes and relationships",
            primary: Label(span), hint: "divide it into several `MATCH` clauses",
            classification: .limitExceeded)
    }
}
