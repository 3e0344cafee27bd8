package import Diagnostics
package import QuerySyntax

/// A path pattern whose nodes and relationships all have a variable.
package struct BoundPath: Sendable {
    /// A node of the path.
    package struct Node: Sendable {
        package let variable: VariableID
        /// Whether a clause before has bound the variable, or an earlier part of the pattern.
        package let isBound: Bool
        package let labels: [Name]
        /// A map or a parameter.
        package let properties: BoundExpression?
        package let span: SourceSpan
    }

    /// A relationship of the path, or a run of them.
    package struct Relationship: Sendable {
        /// Of a pattern with a length, the list of relationships.
        package let variable: VariableID
        package let isBound: Bool
        package let direction: RelationshipPattern.Direction
        package let types: [Name]
        package let length: RelationshipPattern.Length?
        package let properties: BoundExpression?
        package let span: SourceSpan
    }

    package let variable: VariableID?
    package let search: PathPattern.Search?
    /// One more than `relationships`.
    package let nodes: [Node]
    package let relationships: [Relationship]
    package let span: SourceSpan
}
