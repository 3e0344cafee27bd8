package import Diagnostics

/// A clause of a ``SingleQuery``.
package enum Clause: Sendable {
    case match(MatchClause)
    case unwind(UnwindClause)
    case with(WithClause)
    case `return`(ReturnClause)
    case create(CreateClause)
    case merge(MergeClause)
    case set(SetClause)
    case remove(RemoveClause)
    case delete(DeleteClause)
    case foreach(ForeachClause)

    package var span: SourceSpan {
        switch self {
        case .match(let clause): clause.span
        case .unwind(let clause): clause.span
        case .with(let clause): clause.span
        case .return(let clause): clause.span
        case .create(let clause): clause.span
        case .merge(let clause): clause.span
        case .set(let clause): clause.span
        case .remove(let clause): clause.span
        case .delete(let clause): clause.span
        case .foreach(let clause): clause.span
        }
    }

    /// Whether the clause changes the graph.
    package var isUpdating: Bool {
        switch self {
        case .match, .unwind, .with, .return: false
        case .create, .merge, .set, .remove, .delete, .foreach: true
        }
    }
}
