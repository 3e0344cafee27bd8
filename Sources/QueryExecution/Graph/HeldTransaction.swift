import GraphModel
import GraphStore

/// The write transaction of a graph, apart from it: a transaction is large, and a graph is handed
/// from step to step of a query, mostly without one.
///
/// It belongs to one graph, so one thread at a time uses it.
final class HeldTransaction {
    /// Nil once it was taken.
    private var transaction: StoreTransaction?

    init(_ transaction: consuming StoreTransaction) { self.transaction = consume transaction }

    func take() -> StoreTransaction? { transaction.take() }

    /// Lends the transaction, to be read.
    func read<Result, Failure: Error>(
        _ body: (borrowing StoreTransaction) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch transaction {
        case .some(let transaction): return try body(transaction)
        case .none: preconditionFailure("a graph has its transaction until it gives it away")
        }
    }

    /// See ``StoreTransaction/settle(_:)``.
    func settle(_ node: NodeID) throws(StoreError) { try transaction?.settle(node) }

    /// Lends the transaction, to be changed.
    func write<Result>(
        _ body: (inout StoreTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        // Changed where it is: a transaction is too large to be moved for each change. It is there.
        try body(&transaction!)
    }
}
