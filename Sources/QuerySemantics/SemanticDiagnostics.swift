import Diagnostics
import QuerySyntax

// All wording of this module. Codes from S010 to S099 are those of names and types and are never
// reused.

extension Diagnostic {
    private static func syntax(
        _ code: Code, _ detail: ErrorDetail, _ message: String, _ span: SourceSpan,
        _ label: String = "", labels: [Label] = [], hint: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            code: code, message: message, primary: Label(span, label), labels: labels,
            hint: hint, classification: .syntax(detail))
    }

    private static func nearMiss(_ word: String, _ known: [String]) -> String? {
        NearMiss.hint(for: word, among: known)
    }
}

// MARK: - Names

extension Diagnostic {
    static func undefinedVariable(
        _ name: String, _ span: SourceSpan, known: [String]
    ) -> Diagnostic {
        syntax(
            "S010", .undefinedVariable, "variable `\(name)` is not defined", span,
            hint: nearMiss(name, known))
    }

    static func alreadyBound(_ name: Name, first: SourceSpan) -> Diagnostic {
        syntax(
            "S011", .variableAlreadyBound, "variable `\(name.text)` is already defined",
            name.span, labels: [Label(first, "defined here")], hint: "use another name")
    }

    static func typeConflict(_ name: Name, first: SourceSpan, expected: String) -> Diagnostic {
        syntax(
            "S012", .variableTypeConflict, "variable `\(name.text)` is not \(expected)",
            name.span, "used as \(expected)", labels: [Label(first, "defined here")])
    }

    static func repeatedRelationship(_ name: Name, first: SourceSpan) -> Diagnostic {
        syntax(
            "S013", .relationshipUniquenessViolation,
            "relationship `\(name.text)` stands twice in one pattern", name.span,
            labels: [Label(first, "also here")],
            hint: "a pattern never uses a relationship twice; give this one another name")
    }

    static func unknownLabel(_ name: Name, known: [String]) -> Diagnostic {
        Diagnostic(
            code: "S014", severity: .warning, message: "no label is named `\(name.text)`",
            primary: Label(name.span, "unknown label"), hint: nearMiss(name.text, known))
    }

    static func unknownType(_ name: Name, known: [String]) -> Diagnostic {
        Diagnostic(
            code: "S015", severity: .warning,
            message: "no relationship type is named `\(name.text)`",
            primary: Label(name.span, "unknown type"), hint: nearMiss(name.text, known))
    }

    static func unknownProperty(_ name: Name, known: [String]) -> Diagnostic {
        Diagnostic(
            code: "S018", severity: .warning, message: "no property is named `\(name.text)`",
            primary: Label(name.span, "unknown property, which is null"),
            hint: nearMiss(name.text, known))
    }

    static func missingType(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S016", .noSingleRelationshipType,
            "a relationship that is created has exactly one type", span, "has no type",
            hint: "write `-[:TYPE]->`")
    }

    static func unknownFunction(_ call: FunctionCall) -> Diagnostic {
        syntax(
            "S017", .unknownFunction, "no function is named `\(call.name)`", call.nameSpan,
            "unknown function", hint: nearMiss(call.name, Function.all.map(\.name)))
    }
}

// MARK: - Projections

extension Diagnostic {
    static func columnConflict(
        _ name: String, _ span: SourceSpan, first: SourceSpan
    ) -> Diagnostic {
        syntax(
            "S020", .columnNameConflict, "two columns are named `\(name)`", span,
            labels: [Label(first, "the first one")], hint: "name one of them with `AS`")
    }

    static func differentColumns(_ span: SourceSpan, first: SourceSpan) -> Diagnostic {
        syntax(
            "S021", .differentColumnsInUnion, "the parts of a `UNION` have different columns",
            span, labels: [Label(first, "differs from this part")],
            hint: "give all parts the same columns in the same order")
    }

    static func missingAlias(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S022", .noExpressionAlias, "an expression in `WITH` has no name", span,
            hint: "add `AS` and a name")
    }

    static func noVariables(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S023", .noVariablesInScope, "`*` stands for nothing: there are no variables", span)
    }

    static func notConstant(_ span: SourceSpan, _ word: String) -> Diagnostic {
        syntax(
            "S024", .nonConstantExpression, "what follows `\(word)` depends on the row", span,
            hint: "use a number, a parameter, or an expression of these")
    }

    static func negativeCount(_ span: SourceSpan, _ word: String) -> Diagnostic {
        syntax("S025", .negativeIntegerArgument, "`\(word)` takes no negative number", span)
    }
}

// MARK: - Aggregation

extension Diagnostic {
    static func misplacedAggregation(_ span: SourceSpan, _ name: String) -> Diagnostic {
        syntax(
            "S030", .invalidAggregation, "an aggregation cannot stand here", span,
            hint: "compute it in a `WITH` before, and use its name here")
    }

    static func nestedAggregation(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S031", .nestedAggregation, "an aggregation stands inside another", span,
            hint: "compute the inner one in a `WITH` before")
    }

    static func ambiguousAggregation(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S032", .ambiguousAggregationExpression,
            "beside an aggregation stands something that rows are not grouped by", span,
            hint: "return it as a column of its own, or compute it in a `WITH` before")
    }

    static func randomAggregation(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S033", .nonConstantExpression,
            "an aggregation takes no value that changes with each call", span)
    }
}

// MARK: - Types and arguments

extension Diagnostic {
    static func invalidArgument(_ expression: BoundExpression, expected: String) -> Diagnostic {
        syntax(
            "S040", .invalidArgumentType, "expected \(expected)", expression.span,
            "this is \(expression.type.phrase)")
    }

    static func invalidArgument(
        _ expression: BoundExpression, of function: Function
    ) -> Diagnostic {
        syntax(
            "S041", .invalidArgumentType,
            "`\(function.name)` takes \(StaticType(function.firstArgument).phrase)",
            expression.span, "this is \(expression.type.phrase)")
    }

    static func propertyOfValue(_ base: BoundExpression) -> Diagnostic {
        Diagnostic(
            code: "S042", message: "only nodes, relationships and maps have properties",
            primary: Label(base.span, "this is \(base.type.phrase)"),
            classification: Classification(.typeError, .compileTime, .invalidArgumentType))
    }

    static func argumentCount(_ call: FunctionCall, _ function: Function) -> Diagnostic {
        let least = function.argumentCountMin
        let counts: String
        switch function.argumentCountMax {
        case least?: counts = "\(least)"
        case let most?: counts = "\(least) to \(most)"
        case nil: counts = "at least \(least)"
        }
        let noun = counts == "1" || counts == "at least 1" ? "argument" : "arguments"
        return syntax(
            "S043", .invalidNumberOfArguments, "`\(function.name)` takes \(counts) \(noun)",
            call.nameSpan, "has \(call.arguments.count)")
    }

    static func misplacedDistinct(_ call: FunctionCall) -> Diagnostic {
        syntax(
            "S044", .unexpectedSyntax, "`DISTINCT` stands only in aggregations", call.nameSpan,
            "no aggregation")
    }
}

extension StaticType {
    /// The kinds in words, null left out: `a node or a relationship`.
    var phrase: String {
        let names: [(Kinds, String)] = [
            (.boolean, "a boolean"), (.integer, "an integer"), (.float, "a float"),
            (.string, "a string"), (.list, "a list"), (.map, "a map"), (.node, "a node"),
            (.relationship, "a relationship"), (.path, "a path"),
        ]
        let words = names.filter { kinds.contains($0.0) }.map(\.1)
        switch words.count {
        case 0: return "null"
        case 1: return words[0]
        default: return words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
        }
    }
}
