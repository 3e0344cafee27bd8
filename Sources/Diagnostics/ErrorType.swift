/// The families of errors that clients tell apart.
package enum ErrorType: String, Hashable, Sendable, CaseIterable {
    case argumentError = "ArgumentError"
    case constraintVerificationFailed = "ConstraintVerificationFailed"
    case entityNotFound = "EntityNotFound"
    case parameterMissing = "ParameterMissing"
    case procedureError = "ProcedureError"
    case semanticError = "SemanticError"
    case syntaxError = "SyntaxError"
    case typeError = "TypeError"

    case unsupported = "Unsupported"
    case timeout = "Timeout"
    case cancelled = "Cancelled"
    case limitExceeded = "LimitExceeded"
    case storageFull = "StorageFull"
    case corruption = "Corruption"
    case readOnly = "ReadOnly"
}
