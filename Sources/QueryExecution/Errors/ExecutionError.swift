package import Diagnostics
package import GraphStore

/// Why a query ended before its last row.
package enum ExecutionError: Error, Sendable {
    /// What it was asked to do cannot be done: points at the expression that failed.
    case failed(Diagnostic)
    /// The store refused or failed.
    case store(StoreError)
}
