package import Diagnostics

/// `(variable:Label:… {key: value, …})`
package struct NodePattern: Sendable {
    package let variable: Name?
    package let labels: [Name]
    /// A map, or (only in `CREATE`) a parameter.
    package let properties: Expression?
    package let span: SourceSpan
}
