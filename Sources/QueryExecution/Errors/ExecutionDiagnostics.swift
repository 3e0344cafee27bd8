import Diagnostics

// All wording of this module. Codes begin with E and are never reused. No message holds a value.

extension ExecutionError {
    private static func error(
        _ code: Diagnostic.Code, _ type: ErrorType, _ detail: ErrorDetail?, _ message: String,
        _ span: SourceSpan, _ label: String = "", hint: String? = nil
    ) -> ExecutionError {
        .failed(
            Diagnostic(
                code: code, message: message, primary: Diagnostic.Label(span, label), hint: hint,
                classification: Classification(type, .runtime, detail)))
    }

    // MARK: Types

    /// `what` is an operation, `kind` what it was given: "a property of a list".
    static func wrongType(
        _ span: SourceSpan, expected: String, _ value: Value
    ) -> ExecutionError {
        error(
            "E001", .typeError, .invalidArgumentType,
            "expected \(expected), and this is \(value.kindName)", span)
    }

    static func wrongArgument(
        _ span: SourceSpan, expected: String, _ value: Value
    ) -> ExecutionError {
        error(
            "E002", .typeError, .invalidArgumentValue,
            "expected \(expected), and this is \(value.kindName)", span)
    }

    static func keyIsNoString(_ span: SourceSpan, _ value: Value) -> ExecutionError {
        error(
            "E003", .typeError, .mapElementAccessByNonString,
            "the key of a map is a string, and this is \(value.kindName)", span)
    }

    static func notStorable(_ span: SourceSpan, _ value: Value) -> ExecutionError {
        error(
            "E004", .typeError, .invalidPropertyType,
            "a property cannot hold \(value.storableKindName)", span,
            hint: "properties hold booleans, numbers, strings, and lists of one of these")
    }

    static func argumentType(
        _ span: SourceSpan, expected: String, _ value: Value
    ) -> ExecutionError {
        error(
            "E005", .argumentError, .invalidArgumentType,
            "expected \(expected), and this is \(value.kindName)", span)
    }

    // MARK: Numbers

    static func overflow(_ span: SourceSpan) -> ExecutionError {
        error(
            "E010", .argumentError, .numberOutOfRange,
            "the result is outside of the integers of 64 bits", span,
            hint: "make one side a float with `toFloat` if a rounded result will do")
    }

    static func divisionByZero(_ span: SourceSpan) -> ExecutionError {
        error("E011", .argumentError, .numberOutOfRange, "division by zero", span)
    }

    static func outOfRange(_ span: SourceSpan, _ what: String) -> ExecutionError {
        error("E012", .argumentError, .numberOutOfRange, "\(what) is out of range", span)
    }

    static func negativeCount(_ span: SourceSpan) -> ExecutionError {
        error(
            "E013", .syntaxError, .negativeIntegerArgument, "a number of rows is not negative",
            span)
    }

    static func countIsNoInteger(_ span: SourceSpan, _ value: Value) -> ExecutionError {
        error(
            "E014", .syntaxError, .invalidArgumentType,
            "a number of rows is an integer, and this is \(value.kindName)", span)
    }

    // MARK: Entities

    static func deletedEntity(_ span: SourceSpan, _ what: String) -> ExecutionError {
        error(
            "E020", .entityNotFound, .deletedEntityAccess, "the \(what) was deleted", span,
            hint: "read what is needed before `DELETE`")
    }

    static func connectedNode(_ span: SourceSpan) -> ExecutionError {
        error(
            "E021", .constraintVerificationFailed, .deleteConnectedNode,
            "a node that still has relationships cannot be deleted", span,
            hint: "write `DETACH DELETE` to delete them too")
    }

    static func mergeNull(_ span: SourceSpan) -> ExecutionError {
        error(
            "E022", .semanticError, .mergeReadOwnWrites,
            "`MERGE` cannot find or make a property that is null", span,
            hint: "leave the property out, or pass over such rows with `WHERE`")
    }

    static func missingNode(_ span: SourceSpan) -> ExecutionError {
        error(
            "E023", .semanticError, nil, "a relationship needs two nodes, and this one is null",
            span, hint: "pass over such rows with `WHERE … IS NOT NULL`")
    }

    static func invalidPattern(
        _ span: SourceSpan, _ problem: RegularExpressionError
    ) -> ExecutionError {
        error(
            "E024", .argumentError, .invalidArgumentType, "this is no regular expression", span,
            "\(problem.problem.wording), at character \(problem.offset + 1) of the expression",
            hint: problem.problem.hint)
    }

    // MARK: Limits

    static func timeout(_ milliseconds: Int) -> ExecutionError {
        error(
            "E030", .timeout, nil, "the query was stopped after \(milliseconds) ms",
            SourceSpan(start: 0, end: 0))
    }

    static var cancelled: ExecutionError {
        error("E031", .cancelled, nil, "the query was cancelled", SourceSpan(start: 0, end: 0))
    }

    static func tooManyRows(_ limit: Int) -> ExecutionError {
        error(
            "E032", .limitExceeded, nil, "the result has more than \(limit) rows",
            SourceSpan(start: 0, end: 0))
    }

    static func tooMuchMemory(_ span: SourceSpan) -> ExecutionError {
        error("E033", .limitExceeded, nil, "the query needs more memory than it may take", span)
    }

    static func nestedTooDeep(_ span: SourceSpan?) -> ExecutionError {
        error(
            "E034", .limitExceeded, nil, "a list or map has more than 512 levels of others in it",
            span ?? SourceSpan(start: 0, end: 0))
    }
}

extension RegularExpressionError.Problem {
    fileprivate var wording: String {
        switch self {
        case .unclosedGroup: "a group without its `)`"
        case .unopenedGroup: "a `)` without its group"
        case .unclosedClass: "a class without its `]`"
        case .danglingEscape: "a backslash with nothing after it"
        case .nothingToRepeat: "a repetition of nothing"
        case .badRepetition: "a repetition that is not `{n}`, `{n,}` or `{n,m}`"
        case .badRange: "a range of a class whose ends are not two characters in order"
        case .badEscape: "an escape that stands for no character"
        case .backReference: "a back reference"
        case .lookAround: "a look-ahead or look-behind"
        case .atomicGroup: "an atomic group"
        case .possessive: "a possessive repetition"
        case .wordBoundary: "a word boundary"
        case .classOperation: "a class inside a class"
        case .unknownEscape: "an escape that is not known"
        case .unknownProperty: "a property that is not known"
        case .unknownFlag: "a flag that is not known"
        case .unknownGroup: "a kind of group that is not known"
        case .tooDeep: "more than 200 groups inside each other"
        case .tooLarge: "a repetition of more than 10000 parts"
        }
    }

    fileprivate var hint: String? {
        switch self {
        case .backReference, .lookAround, .atomicGroup, .possessive, .wordBoundary:
            "expressions are matched in linear time, and this is not part of them"
        case .classOperation, .nothingToRepeat, .badRepetition:
            "write a backslash before a character that stands for itself"
        default: nil
        }
    }
}
