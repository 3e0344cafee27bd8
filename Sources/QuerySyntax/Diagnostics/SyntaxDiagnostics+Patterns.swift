import Diagnostics

// Patterns: S140 to S149.

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
