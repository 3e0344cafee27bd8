import Diagnostics

// All wording of this module. Codes from S100 on are those of the syntax and are never reused.

extension Diagnostic {
    private static func syntax(
        _ code: Code, _ detail: ErrorDetail, _ message: String, _ span: SourceSpan,
        _ label: String = "", labels: [Label] = [], notes: [String] = [], hint: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            code: code, message: message, primary: Label(span, label), labels: labels,
            notes: notes, hint: hint, classification: .syntax(detail))
    }
}

// MARK: - Words and signs

extension Diagnostic {
    static func unexpected(
        _ token: Token, expected: String, suggestion: KeywordSuggestion?,
        opening: SourceSpan?, in source: SourceText
    ) -> Diagnostic {
        let found =
            token.kind == .endOfText
            ? "the end of the query" : "`\(shortened(source.text(token.span)))`"
        var hint: String?
        if let suggestion {
            hint = "did you mean `\(suggestion.meant)` where it says `\(suggestion.written)`?"
            if suggestion.written == source.text(token.span) {
                hint = "did you mean `\(suggestion.meant)`?"
            }
        }
        return syntax(
            "S101", .unexpectedSyntax, "expected \(expected), but found \(found)", token.span,
            token.kind == .endOfText ? "the query ends here" : "not expected here",
            labels: opening.map { [Label($0, "opened here")] } ?? [], hint: hint)
    }

    /// A token that no rule of the lexer makes.
    static func invalid(_ token: Token, in source: SourceText) -> Diagnostic {
        let text = source.text(token.span)
        switch token.kind {
        case .malformedNumber: return malformedNumber(token.span, text)
        case .unterminatedString:
            return syntax(
                "S102", .unexpectedSyntax, "a string is not closed", token.span,
                "opened here",
                hint:
                    "close it with the same quotation mark; a mark inside is written with a backslash before it"
            )
        case .unterminatedName:
            return syntax(
                "S103", .unexpectedSyntax, "a name in backticks is not closed", token.span,
                "opened here", hint: "close it with a backtick; a backtick inside is written twice")
        case .unterminatedComment:
            return syntax(
                "S104", .unexpectedSyntax, "a comment is not closed", token.span, "opened here",
                hint: "close it with `*/`")
        case .bareDollar:
            return syntax(
                "S105", .unexpectedSyntax, "`$` stands without the name of a parameter",
                token.span, hint: "write `$name`")
        case .strayUnicode:
            return syntax(
                "S107", .invalidUnicodeCharacter,
                "the character `\(text)` has no meaning outside strings", token.span,
                hint: lookalikeHint(text))
        default:
            return syntax(
                "S106", .unexpectedSyntax, "the sign `\(text)` has no meaning here", token.span,
                hint: signHint(text))
        }
    }

    static func malformedNumber(_ span: SourceSpan, _ text: String) -> Diagnostic {
        let hint: String
        if text.lowercased().hasPrefix("0x") {
            hint = "behind `0x` come the digits 0 to 9 and a to f"
        } else if text.lowercased().hasPrefix("0o") {
            hint = "behind `0o` come the digits 0 to 7"
        } else if text.hasPrefix("0") {
            hint = "write the number without zeros before it, or with `0o` if it is octal"
        } else {
            hint = "put a space or an operator behind the digits, or backticks around a name"
        }
        return syntax(
            "S108", .invalidNumberLiteral, "`\(shortened(text))` is not a number", span,
            hint: hint)
    }

    static func reservedWord(_ span: SourceSpan, _ text: String, expected: String) -> Diagnostic {
        syntax(
            "S109", .unexpectedSyntax,
            "expected \(expected), but `\(text)` is a word of the language", span,
            hint: "write it in backticks to use it as a name")
    }

    private static func signHint(_ text: String) -> String? {
        switch text {
        case "!": "write `NOT` before a condition, and `<>` for unequal"
        case "&": "write `AND`"
        case "~": "regular expressions are compared with `=~`"
        case "?": "parameters are written `$name`"
        case "\\": "a backslash has a meaning inside strings only"
        case "#": "comments begin with `//`"
        default: nil
        }
    }

    private static func lookalikeHint(_ text: String) -> String? {
        switch text {
        case "‐", "‑", "‒", "–", "—", "―", "−", "﹣", "－": "did you mean `-`?"
        case "‘", "’", "‚", "“", "”", "„", "«", "»": "strings are written in `'` or `\"`"
        case "×", "∗": "did you mean `*`?"
        case "÷": "did you mean `/`?"
        case "≠": "did you mean `<>`?"
        case "≤": "did you mean `<=`?"
        case "≥": "did you mean `>=`?"
        case "→": "did you mean `-->`?"
        case "←": "did you mean `<--`?"
        case "（": "did you mean `(`?"
        case "）": "did you mean `)`?"
        case "，", "、": "did you mean `,`?"
        case "：": "did you mean `:`?"
        case "；": "did you mean `;`?"
        default: "a name with such characters is written in backticks"
        }
    }

    private static func shortened(_ text: String) -> String {
        text.count > 40 ? text.prefix(39) + "…" : text
    }
}

// MARK: - Literals

extension Diagnostic {
    static func integerOverflow(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S110", .integerOverflow, "the integer does not fit into 64 bits", span,
            notes: ["integers run from -9223372036854775808 to 9223372036854775807"],
            hint: "write it as a float, with a point or an exponent")
    }

    static func floatOverflow(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S111", .floatingPointOverflow, "the number is too large for a float", span,
            notes: ["the largest float is 1.7976931348623157e308"])
    }

    static func invalidUnicodeEscape(_ span: SourceSpan, digitCount: Int) -> Diagnostic {
        syntax(
            "S112", .invalidUnicodeLiteral, "the escape does not name a Unicode character", span,
            hint: "write `\\u` with four hexadecimal digits, or `\\U` with eight")
    }

    static func unknownEscape(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S113", .unexpectedSyntax, "the escape has no meaning", span,
            notes: [#"the escapes are \\ \' \" \b \f \n \r \t \uXXXX and \UXXXXXXXX"#],
            hint: "write two backslashes for one")
    }

    static func invalidMapKey(_ span: SourceSpan, isString: Bool) -> Diagnostic {
        syntax(
            "S114", .unexpectedSyntax, "the key of a map is a name", span,
            hint: isString
                ? "write the key without quotation marks, or in backticks"
                : "a name begins with a letter; write any other key in backticks")
    }
}

// MARK: - Statements and clauses

extension Diagnostic {
    static func emptyStatement(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S120", .unexpectedSyntax, "the query is empty", span,
            hint: "a query reads, as in `MATCH (n) RETURN n`, or writes, as in `CREATE (:Label)`")
    }

    static func secondStatement(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S121", .unexpectedSyntax, "there is text behind the end of the query", span,
            hint: "send one query at a time")
    }

    static func mixedUnion(_ span: SourceSpan, earlier: SourceSpan) -> Diagnostic {
        syntax(
            "S122", .invalidClauseComposition, "`UNION` and `UNION ALL` are mixed", span,
            labels: [Label(earlier, "differs from this one")], hint: "use one of the two")
    }

    static func clauseAfterReturn(_ span: SourceSpan, return earlier: SourceSpan) -> Diagnostic {
        syntax(
            "S123", .invalidClauseComposition, "`RETURN` ends a query", span,
            "stands behind the end", labels: [Label(earlier, "the query ends with this clause")],
            hint: "write `WITH` to hand rows on to further clauses")
    }

    static func readingAfterWriting(_ span: SourceSpan, writing: SourceSpan) -> Diagnostic {
        syntax(
            "S124", .invalidClauseComposition, "`WITH` is missing between writing and reading",
            span, "reads", labels: [Label(writing, "writes")],
            hint: "put `WITH *` before this clause")
    }

    static func endsWithoutReturn(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S125", .invalidClauseComposition, "the query neither returns nor writes anything",
            span, "a query cannot end with this clause", hint: "add `RETURN`")
    }

    static func updateInSubquery(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S126", .invalidClauseComposition, "a subquery may only read", span, "writes")
    }

    static func readingInForeach(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S127", .invalidClauseComposition, "`FOREACH` holds only clauses that write", span,
            hint: "write `UNWIND` to go through a list with clauses that read")
    }

    static func misplacedPart(_ span: SourceSpan, _ word: String) -> Diagnostic {
        syntax(
            "S128", .unexpectedSyntax, "`\(word)` cannot stand here", span,
            hint:
                "the order is: items, `SAMPLE`, `ORDER BY`, `SKIP`, `LIMIT`, and `WHERE` last, only behind `WITH` and `MATCH`"
        )
    }

    static func otherSchemaVariable(_ used: Name, _ introduced: Name) -> Diagnostic {
        syntax(
            "S129", .undefinedVariable, "variable `\(used.text)` is not defined", used.span,
            labels: [Label(introduced.span, "the variable of this command")],
            hint: "write `\(introduced.text)`")
    }

    static func noAssignmentTarget(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S130", .unexpectedSyntax, "this cannot be set or removed", span,
            hint: "name a property as in `n.key`, or labels as in `n:Label`")
    }

    static func deletesLabel(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S131", .invalidDelete, "`DELETE` takes nodes, relationships and paths", span,
            "a label or a type", hint: "write `REMOVE` to take a label from a node")
    }
}

// MARK: - Patterns

extension Diagnostic {
    static func lengthWithoutStar(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S140", .invalidRelationshipPattern, "the length of a path begins with `*`", span,
            hint: "write `*1..3`")
    }

    static func invalidLength(_ span: SourceSpan, isParameter: Bool) -> Diagnostic {
        syntax(
            "S141", .invalidRelationshipPattern,
            "the length of a path is given by whole numbers that are not negative", span,
            hint: isParameter
                ? "write the number into the query: a parameter cannot stand here"
                : "write `*2`, `*1..3`, `*..3` or `*1..`")
    }

    static func parameterAsProperties(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S142", .invalidParameterUse,
            "a parameter can stand for all properties only in `CREATE`", span,
            hint: "name the properties, as in `{key: $value}`")
    }

    static func patternAsValue(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S143", .unexpectedSyntax, "a path pattern is a condition, not a value", span,
            hint:
                "write `EXISTS { … }` or `COUNT { … }` around it, or a comprehension such as `[(a)-->(b) | b]`"
        )
    }

    static func writtenLength(_ span: SourceSpan, clause: String) -> Diagnostic {
        syntax(
            "S144", .creatingVarLength, "`\(clause)` makes single relationships", span,
            "a path of any length", hint: "write out each relationship")
    }

    static func writtenType(_ span: SourceSpan, clause: String, isMissing: Bool) -> Diagnostic {
        syntax(
            "S145", .noSingleRelationshipType,
            "a relationship in `\(clause)` has exactly one type", span,
            isMissing ? "has no type" : "one type too many",
            hint: isMissing ? "write `-[:TYPE]->`" : nil)
    }

    static func writtenDirection(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S146", .requiresDirectedRelationship,
            "a relationship in `CREATE` has exactly one direction", span,
            hint: "write `-[:TYPE]->` or `<-[:TYPE]-`")
    }

    static func shortestPathShape(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S147", .invalidRelationshipPattern,
            "a shortest path runs between two nodes along one relationship pattern", span,
            hint: "write `shortestPath((a)-[:TYPE*]-(b))`")
    }

    static func misplacedShortestPath(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S148", .unexpectedSyntax, "shortest paths are searched only in `MATCH`", span,
            hint: "write `MATCH p = shortestPath((a)-[*]-(b))`")
    }

    static func misplacedNot(_ span: SourceSpan) -> Diagnostic {
        syntax(
            "S149", .unexpectedSyntax, "`NOT` binds less tightly than the operator before it",
            span, hint: "put parentheses around `NOT …`")
    }
}

// MARK: - Bounds of the language

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
