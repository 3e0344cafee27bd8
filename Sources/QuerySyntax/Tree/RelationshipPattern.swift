package import Diagnostics

/// `-[variable:TYPE|… *1..3 {key: value, …}]->`
package struct RelationshipPattern: Sendable {
    /// Which way the relationship runs, seen from the node to its left.
    package enum Direction: Hashable, Sendable {
        case outgoing
        case incoming
        case either
    }

    /// The bounds behind `*`. Both are inclusive; a bound that is not written is nil.
    package struct Length: Sendable {
        package let lower: Int64?
        package let upper: Int64?
        package let span: SourceSpan
    }

    package let direction: Direction
    package let variable: Name?
    /// The alternatives; empty for any type.
    package let types: [Name]
    package let length: Length?
    /// A map, or (only in `CREATE`) a parameter.
    package let properties: Expression?
    package let span: SourceSpan
}
