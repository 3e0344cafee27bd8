package import Diagnostics

/// `SET item, …`
package struct SetClause: Sendable {
    package let items: [SetItem]
    package let span: SourceSpan
}

/// One change of a ``SetClause``.
package struct SetItem: Sendable {
    /// What is set.
    package enum Kind: Sendable {
        /// `entity.key = value`
        case property(entity: Expression, key: Name, value: Expression)
        /// `variable = value`: all properties are replaced.
        case replace(Name, value: Expression)
        /// `variable += value`: the given properties are added or replaced.
        case merge(Name, value: Expression)
        /// `variable:Label:…`
        case labels(Name, [Name])
    }

    package let kind: Kind
    package let span: SourceSpan
}
