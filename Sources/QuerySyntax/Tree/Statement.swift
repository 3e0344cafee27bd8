package import Diagnostics

/// One statement, as written: the root of the syntax tree.
package struct Statement: Sendable {
    /// A query, or a command that changes the schema.
    package enum Kind: Sendable {
        case query(Query)
        case createIndex(CreateIndexCommand)
        case createConstraint(CreateConstraintCommand)
        case dropIndex(DropCommand)
        case dropConstraint(DropCommand)
    }

    /// What to do with the statement.
    package enum Mode: Hashable, Sendable {
        case run
        /// `EXPLAIN`: show the plan, do not run it.
        case explain
        /// `PROFILE`: run it, and show the plan with what each part of it did.
        case profile
    }

    package let mode: Mode
    package let kind: Kind
    package let span: SourceSpan

    /// Whether it changes the graph or its schema when it is run.
    package var isUpdating: Bool {
        guard case .query(let query) = kind else { return true }
        return query.parts.contains { $0.clauses.contains(where: \.isUpdating) }
    }
}
