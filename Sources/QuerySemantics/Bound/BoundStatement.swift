package import Diagnostics
package import QuerySyntax

/// A statement whose names are resolved and whose types are checked.
package struct BoundStatement: Sendable {
    /// A query, or a command that changes the schema.
    package enum Kind: Sendable {
        case query(BoundQuery)
        case createIndex(CreateIndexCommand)
        case createConstraint(CreateConstraintCommand)
        case dropIndex(DropCommand)
        case dropConstraint(DropCommand)
    }

    package let mode: Statement.Mode
    package let kind: Kind
    /// All variables; the index is the raw value of their ids.
    package let variables: [BoundVariable]
    /// The names of the parameters in the text, each once, in order.
    package let parameters: [String]
    /// Warnings, such as labels that the graph does not have.
    package let warnings: [Diagnostic]

    package subscript(id: VariableID) -> BoundVariable { variables[id.rawValue] }
}

/// Parts put together by `UNION`, with the same column names.
package struct BoundQuery: Sendable {
    package let parts: [BoundSingleQuery]
    package let union: Query.UnionKind?
    /// The names of the result's columns; empty if it returns nothing.
    package let columns: [String]
}

/// A sequence of bound clauses.
package struct BoundSingleQuery: Sendable {
    package let clauses: [BoundClause]
    /// The columns of its `RETURN`, in order; empty if it has none.
    package let columns: [BoundColumn]
}

/// A column of a result.
package struct BoundColumn: Sendable {
    package let name: String
    package let variable: VariableID
}
