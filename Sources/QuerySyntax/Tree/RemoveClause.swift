package import Diagnostics

/// `REMOVE item, …`
package struct RemoveClause: Sendable {
    /// One thing to remove.
    package struct Item: Sendable {
        /// What is removed.
        package enum Kind: Sendable {
            /// `entity.key`
            case property(entity: Expression, key: Name)
            /// `variable:Label:…`
            case labels(Name, [Name])
        }

        package let kind: Kind
        package let span: SourceSpan
    }

    package let items: [Item]
    package let span: SourceSpan
}
