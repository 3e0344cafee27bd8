package import Diagnostics
package import QuerySyntax

/// All that is needed to run a statement, made of its text, a catalog and statistics.
package struct QueryPlan: Sendable {
    package enum Kind: Sendable {
        case query(PhysicalPlan)
        case createIndex(CreateIndexCommand)
        case createConstraint(CreateConstraintCommand)
        case dropIndex(DropCommand)
        case dropConstraint(DropCommand)
    }

    /// A column of the result.
    package struct Column: Sendable {
        package let name: String
        package let slot: Int
    }

    package let mode: Statement.Mode
    package let kind: Kind
    /// Plans that expressions and `MERGE` run for a row of their own.
    package let subplans: [PhysicalPlan]
    /// What asks for each of `subplans`.
    package let subplanSpans: [SourceSpan]
    package let symbols: PlanSymbols
    package let parameters: [String]
    package let columns: [Column]
    /// The length of a row.
    package let slotCount: Int
    /// The names of the slots, for people.
    package let slotNames: [String]
    package let isWriting: Bool
    package let warnings: [Diagnostic]
}
