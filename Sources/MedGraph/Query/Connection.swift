internal import Glibc
internal import GraphModel
internal import GraphStore
internal import QueryExecution
internal import QueryPlanning
internal import QuerySyntax

/// A user's way into a database: statements that follow each other, alone or several in one
/// transaction.
///
/// ```swift
/// let connection = database.connect()
/// try connection.begin()
/// _ = try connection.run("CREATE (:Disease {icd10: 'G43'})")
/// _ = try connection.run("CREATE (:Disease {icd10: 'G44'})")
/// try connection.commit()
/// ```
///
/// Outside of ``begin(readOnly:options:)`` and ``commit()`` each statement runs in a transaction of
/// its own. Inside, it sees what the statements before it changed, and nobody else does until the
/// commit. When a statement fails, the whole transaction is rolled back: ``state`` is then
/// ``TransactionState/failed``, and nothing runs until ``rollback()`` has taken note of it.
///
/// A connection is used by one thread at a time, and a transaction that may write by the thread that
/// began it, up to its end. While it is open all other writers wait: also those of the same thread,
/// which would wait for themselves.
public final class Connection {
    /// Where a connection stands.
    public enum TransactionState: Sendable, Equatable {
        /// No transaction was begun: statements run in transactions of their own.
        case none
        /// A transaction was begun; `isReadOnly` when its statements may not write.
        case open(isReadOnly: Bool)
        /// A statement failed, and with it the transaction, which was rolled back.
        case failed
    }

    public let database: Database
    public private(set) var state = TransactionState.none

    /// The graph of the open transaction.
    private var graph: GraphAccess?
    private var plans = TransactionPlans(committedVersion: 0)
    private var thread = pthread_self()

    init(_ database: Database) { self.database = database }

    deinit {
        // A writer's lock that another thread gives back stays shut for all processes.
        if state == .open(isReadOnly: false) { expectOwnThread() }
    }
}

/// The plans of statements whose names are not committed, and may never be.
private struct TransactionPlans {
    /// The version of the catalog that the transaction began with: plans with it are everybody's.
    let committedVersion: UInt64
    let cache = PlanCache()
}

extension Database {
    /// Begins a conversation with the database; any number may be held at once.
    public func connect() -> Connection { Connection(self) }
}

// MARK: Transactions

extension Connection {
    /// Begins a transaction for the statements that follow.
    ///
    /// One that may write waits for other writers, no longer than `options` allow, and keeps them
    /// waiting until it ends. One that only reads keeps nobody waiting, and sees the graph as it was
    /// when it began.
    ///
    /// - Throws: ``MedGraphError/invalid(reason:)`` when a transaction was begun and not ended,
    ///   ``MedGraphError/readOnly``, ``MedGraphError/query(_:)`` for an end of the time or a
    ///   cancellation.
    public func begin(
        readOnly: Bool = false, options: RunOptions = RunOptions()
    ) throws(MedGraphError) {
        guard state == .none else {
            throw .invalid(reason: "a transaction is open already: commit it or roll it back first")
        }
        if readOnly {
            do { graph = GraphAccess(try database.store.snapshot()) } catch {
                throw MedGraphError(error, path: database.path, database.store.catalog)
            }
        } else {
            let request = Request(text: "", parameters: [:], options: options)
            options.cancellation?.attach(request.control)
            defer { options.cancellation?.detach(request.control) }
            graph = GraphAccess(try database.beginWrite(request))
        }
        thread = pthread_self()
        plans = TransactionPlans(committedVersion: graph?.catalog.version ?? 0)
        state = .open(isReadOnly: readOnly)
    }

    /// Keeps what the statements since ``begin(readOnly:options:)`` changed, all of it.
    ///
    /// - Throws: ``MedGraphError/invalid(reason:)`` when there is no transaction, or it was rolled
    ///   back because a statement failed; ``MedGraphError/storageFull(reason:)`` and the like.
    ///   However it ends, the transaction is over.
    public func commit() throws(MedGraphError) {
        switch state {
        case .none: throw .invalid(reason: "no transaction is open, so there is nothing to commit")
        case .failed:
            state = .none
            throw .invalid(
                reason: "the transaction was rolled back when a statement in it failed: "
                    + "there is nothing to commit")
        case .open: break
        }
        let graph = takeGraph()
        state = .none
        do { try database.end(graph) } catch {
            throw MedGraphError(error, path: database.path, database.store.catalog)
        }
    }

    /// Drops what the statements since ``begin(readOnly:options:)`` changed, all of it.
    ///
    /// - Throws: ``MedGraphError/invalid(reason:)`` when there is no transaction.
    public func rollback() throws(MedGraphError) {
        switch state {
        case .none:
            throw .invalid(reason: "no transaction is open, so there is nothing to roll back")
        case .failed: break
        case .open: drop(takeGraph())
        }
        state = .none
    }

    /// What ends here without a commit leaves the graph as it was.
    private func drop(_ graph: consuming GraphAccess) {
        if !graph.isTransaction, let snapshot = graph.intoSnapshot() {
            database.store.park(snapshot)
        }
    }

    private func takeGraph() -> GraphAccess {
        if state == .open(isReadOnly: false) { expectOwnThread() }
        guard let graph = graph.take() else {
            preconditionFailure("an open transaction has a graph")
        }
        return graph
    }

    private func expectOwnThread() {
        precondition(
            pthread_equal(thread, pthread_self()) != 0,
            "a transaction that may write is used by the thread that began it")
    }
}

// MARK: Statements

extension Connection {
    /// Checks a query, and keeps its plan. Names that the open transaction made are known to it.
    ///
    /// - Throws: ``MedGraphError/query(_:)`` for what is wrong with it. The transaction goes on.
    public func prepare(_ text: String) throws(MedGraphError) -> Statement {
        try expectNoFailure()
        guard state != .none else { return try database.prepare(text) }
        let plan = try lookUp(Request(text: text, parameters: [:], options: RunOptions()), nil)
        let isCommon = plan.catalogVersion == plans.committedVersion
        return Statement(text, isCommon ? plan : nil, database)
    }

    /// Runs a query: in the open transaction, or without one in a transaction of its own.
    ///
    /// - Throws: as ``Statement/run(_:options:)``; the open transaction is rolled back then.
    ///   ``MedGraphError/invalid(reason:)`` after such a failure, until ``rollback()``.
    public func run(
        _ text: String, parameters: [String: QueryValue] = [:], options: RunOptions = RunOptions()
    ) throws(MedGraphError) -> Rows {
        try expectNoFailure()
        guard state != .none else {
            return try database.run(text, parameters: parameters, options: options)
        }
        return try run(Request(text: text, parameters: parameters, options: options), nil)
    }

    /// Runs a statement: in the open transaction, or without one in a transaction of its own.
    ///
    /// - Precondition: the statement was prepared for the same database.
    /// - Throws: as ``run(_:parameters:options:)``.
    public func run(
        _ statement: Statement, _ parameters: [String: QueryValue] = [:],
        options: RunOptions = RunOptions()
    ) throws(MedGraphError) -> Rows {
        precondition(statement.belongs(to: database), "the statement is of the same database")
        try expectNoFailure()
        guard state != .none else { return try statement.run(parameters, options: options) }
        let request = Request(text: statement.text, parameters: parameters, options: options)
        return try run(request, statement.known)
    }

    private func run(_ request: Request, _ known: CachedPlan?) throws(MedGraphError) -> Rows {
        request.options.cancellation?.attach(request.control)
        defer { request.options.cancellation?.detach(request.control) }
        do throws(MedGraphError) {
            let plan = try lookUp(request, known)
            if plan.mode == .explain {
                let summary = QuerySummary(ChangeCounts(), nil, plan, request)
                return Rows(explaining: Explanation(plan.plan, plan.source), summary)
            }
            if plan.isWriting, state == .open(isReadOnly: true) {
                throw .invalid(
                    reason: "the transaction was begun to read only, and the query writes")
            }
            // The graph comes back behind a run that succeeds, and is dropped with one that fails.
            return try database.run(plan, takeGraph(), request) { graph throws(StoreError) in
                self.graph = consume graph
            }
        } catch {
            if let graph = graph.take() { drop(graph) }
            state = .failed
            throw error
        }
    }

    /// What is in the graph as the next statement meets it: with what the open transaction changed.
    ///
    /// - Throws: as ``Database/information()``.
    public func information() throws(MedGraphError) -> Information {
        guard case .open = state else { return try database.information() }
        let (catalog, statistics) = namesAndCounts()
        return Information(
            catalog, statistics, fileByteCount: try database.fileByteCount())
    }

    /// Those of the open transaction.
    private func namesAndCounts() -> (Catalog, GraphModel.Statistics) {
        let graph = takeGraph()
        let result = (graph.catalog, graph.statistics)
        self.graph = consume graph
        return result
    }

    /// The plan of a query for the open transaction.
    private func lookUp(
        _ request: Request, _ known: CachedPlan?
    ) throws(MedGraphError) -> CachedPlan {
        let (catalog, statistics) = namesAndCounts()
        guard catalog.version != plans.committedVersion else {
            return try database.plan(request, known, catalog, statistics)
        }
        // Versions that are rolled back come again with other names.
        if request.options.rules == .all,
            let kept = plans.cache.plan(of: request.text, catalog.version)
        {
            return kept
        }
        return try database.make(request, catalog, statistics, keptIn: plans.cache)
    }

    private func expectNoFailure() throws(MedGraphError) {
        guard state == .failed else { return }
        throw .invalid(
            reason: "the transaction was rolled back when a statement in it failed: "
                + "end it with a rollback before the next statement")
    }
}
