import Diagnostics

// Statements and clauses: S120 to S131.

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
