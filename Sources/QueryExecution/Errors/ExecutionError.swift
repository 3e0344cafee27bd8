package import Diagnostics
package import GraphStore

/// Why a query ended before its last row.
package enum ExecutionError: Error, Sendable {
    /// What it was asked to do cannot be done: points at the expression that failed.
    case failed(Diagnostic)
    /// The store refused or failed.
    case store(StoreError)
}

extension ExecutionError {
    /// Whether values are to blame, so that another order of conditions may not come to it.
    var isOfValues: Bool {
        guard case .failed(let problem) = self else { return false }
        return switch problem.classification?.type {
        case .typeError, .argumentError, .semanticError, .entityNotFound: true
        default: false
        }
    }
}
