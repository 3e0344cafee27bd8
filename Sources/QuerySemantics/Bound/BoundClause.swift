package import Diagnostics
package import QuerySyntax

/// A clause whose names are resolved.
package indirect enum BoundClause: Sendable {
    case match(BoundMatch)
    case unwind(list: BoundExpression, variable: VariableID)
    /// `WITH` and `RETURN`.
    case project(BoundProjection)
    case create([BoundPath])
    case merge(BoundMerge)
    case set([BoundSetItem])
    case remove([BoundRemoveItem])
    case delete([BoundExpression], isDetach: Bool)
    case foreach(variable: VariableID, list: BoundExpression, clauses: [BoundClause])
}

/// `MATCH`, with its condition.
package struct BoundMatch: Sendable {
    package let isOptional: Bool
    package let paths: [BoundPath]
    package let condition: BoundExpression?
    package let span: SourceSpan
}

/// `MERGE`, with what is done to what it makes or finds.
package struct BoundMerge: Sendable {
    package let path: BoundPath
    package let onCreate: [BoundSetItem]
    package let onMatch: [BoundSetItem]
    package let span: SourceSpan
}

/// One change of `SET`.
package enum BoundSetItem: Sendable {
    case property(entity: BoundExpression, key: Name, value: BoundExpression)
    case replace(VariableID, value: BoundExpression)
    case merge(VariableID, value: BoundExpression)
    case labels(VariableID, [Name])
}

/// One change of `REMOVE`.
package enum BoundRemoveItem: Sendable {
    case property(entity: BoundExpression, key: Name)
    case labels(VariableID, [Name])
}
