import Diagnostics

// Words, signs and literals: S101 to S114.

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

// MARK: Literals

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
