internal import Diagnostics
internal import GraphModel
internal import GraphStore
internal import QueryExecution
package import QueryPlanning
internal import QuerySemantics
internal import QuerySyntax
internal import Synchronization

/// How a query is run.
public struct RunOptions: Sendable {
    /// After so many milliseconds the query ends with an error of the type `Timeout`.
    public var timeoutMilliseconds: Int?
    /// With more rows in its result the query ends with an error of the type `LimitExceeded`.
    public var rowCountMax: Int?
    /// How many values the query and its result may hold at once, of about 24 bytes each. Lists,
    /// maps, paths and long texts count by what is in them, what is shared once.
    public var valueCountMax = 1 << 26
    /// Ends the query from another thread; one may be given to several queries.
    public var cancellation: Cancellation?
    /// The seed of draws for which the query names none; without it a fresh one is taken.
    public var seed: Int64?
    /// The rules by which the plan is improved; tests leave some out.
    package var rules = RewriteRules.all

    public init() {}
}

/// Ends queries from another thread.
public final class Cancellation: Sendable {
    private let state = Mutex<(isCancelled: Bool, controls: [RunControl])>((false, []))

    public init() {}

    /// Ends the queries that run with it, and those that will, with an error of the type
    /// `Cancelled`.
    public func cancel() {
        state.withLock { state in
            state.isCancelled = true
            for control in state.controls { control.cancel() }
        }
    }

    func attach(_ control: RunControl) {
        state.withLock { state in
            state.controls.append(control)
            if state.isCancelled { control.cancel() }
        }
    }

    func detach(_ control: RunControl) {
        state.withLock { state in state.controls.removeAll { $0 === control } }
    }
}

/// A query that was checked, to be run any number of times.
///
/// Its plan is kept, and made anew when the names or indexes of the graph have changed. Any number
/// of threads may run it at once, each run in a transaction of its own. To run it in the transaction
/// of a connection, hand it to ``Connection/run(_:_:options:)``.
public final class Statement: Sendable {
    public let text: String
    private let database: Database
    /// Nil when the statement was prepared in a transaction whose names nobody else knows.
    private let newest: Mutex<CachedPlan?>

    init(_ text: String, _ plan: CachedPlan?, _ database: Database) {
        self.text = text
        newest = Mutex(plan)
        self.database = database
    }

    /// Runs the query in a transaction of its own: all that it changes is kept, or nothing.
    ///
    /// - Throws: ``MedGraphError/query(_:)`` for what is wrong with the query or went wrong in it;
    ///   ``MedGraphError/readOnly``, ``MedGraphError/storageFull(reason:)`` and the like.
    public func run(
        _ parameters: [String: QueryValue] = [:], options: RunOptions = RunOptions()
    ) throws(MedGraphError) -> Rows {
        let known = known
        let request = Request(text: text, parameters: parameters, options: options)
        let (rows, plan) = try database.run(request, known)
        if plan !== known { newest.withLock { $0 = plan } }
        return rows
    }

    func belongs(to database: Database) -> Bool { self.database === database }

    /// The plan that was used last.
    var known: CachedPlan? { newest.withLock { $0 } }

    /// How the query would be carried out.
    public func explain() throws(MedGraphError) -> Explanation {
        try database.explain(text)
    }
}

extension Database {
    /// Checks a query, and keeps its plan.
    ///
    /// - Throws: ``MedGraphError/query(_:)`` for what is wrong with it.
    public func prepare(_ text: String) throws(MedGraphError) -> Statement {
        let (catalog, statistics) = try reading { ($0.catalog, $0.statistics) }
        let request = Request(text: text, parameters: [:], options: RunOptions())
        return Statement(text, try plan(request, nil, catalog, statistics), self)
    }

    /// How a query would be carried out.
    ///
    /// - Throws: ``MedGraphError/query(_:)`` for what is wrong with it.
    public func explain(_ text: String) throws(MedGraphError) -> Explanation {
        let (catalog, statistics) = try reading { ($0.catalog, $0.statistics) }
        let request = Request(text: text, parameters: [:], options: RunOptions())
        let plan = try plan(request, nil, catalog, statistics)
        return Explanation(plan.plan, plan.source)
    }

    /// Runs a query in a transaction of its own: all that it changes is kept, or nothing.
    ///
    /// - Throws: as ``Statement/run(_:options:)``.
    public func run(
        _ text: String, parameters: [String: QueryValue] = [:], options: RunOptions = RunOptions()
    ) throws(MedGraphError) -> Rows {
        try run(Request(text: text, parameters: parameters, options: options), nil).rows
    }

    /// Runs a query with a plan that was kept, if the catalog is still the same.
    func run(
        _ request: Request, _ known: CachedPlan?
    ) throws(MedGraphError) -> (rows: Rows, plan: CachedPlan) {
        request.options.cancellation?.attach(request.control)
        defer { request.options.cancellation?.detach(request.control) }
        // A query that is known to write needs no snapshot, only a transaction.
        let kept = known?.isWriting == false ? nil : keptPlan(request, known, store.catalogVersion)
        if let kept, kept.isWriting, kept.mode != .explain { return try write(kept, request) }
        let snapshot: Snapshot
        do { snapshot = try store.snapshot() } catch {
            throw MedGraphError(error, path: path, store.catalog)
        }
        let plan: CachedPlan
        if let kept = kept ?? known, kept.catalogVersion == snapshot.catalogVersion,
            request.options.rules == .all
        {
            plan = kept
        } else if let kept = keptPlan(request, nil, snapshot.catalogVersion) {
            plan = kept
        } else {
            do { plan = try make(request, snapshot.catalog, snapshot.statistics) } catch {
                store.park(snapshot)
                throw error
            }
        }
        if plan.mode == .explain {
            store.park(snapshot)
            let rows = Rows(
                explaining: Explanation(plan.plan, plan.source),
                QuerySummary(ChangeCounts(), nil, plan, request))
            return (rows, plan)
        }
        guard plan.isWriting else {
            return (try run(plan, GraphAccess(snapshot), request, end), plan)
        }
        store.park(snapshot)
        return try write(plan, request)
    }

    private func write(
        _ plan: CachedPlan, _ request: Request
    ) throws(MedGraphError) -> (rows: Rows, plan: CachedPlan) {
        let transaction = try beginWrite(request)
        // Another writer may have changed the names since.
        let newest = try self.plan(
            request, plan, transaction.catalog, transaction.statistics)
        return (try run(newest, GraphAccess(transaction), request, end), newest)
    }

    /// Waits for other writers no longer than the query may take.
    func beginWrite(_ request: Request) throws(MedGraphError) -> StoreTransaction {
        let control = request.control
        do throws(StoreError) {
            let isWelcome = { () -> Bool in !control.isOver }
            if let transaction = try store.beginWrite(while: isWelcome) { return transaction }
        } catch { throw MedGraphError(error, path: path, store.catalog) }
        do { try control.check() } catch { throw problem(error, SourceText(request.text)) }
        preconditionFailure("a query that may not go on has a reason")
    }

    func problem(_ error: ExecutionError, _ source: SourceText) -> MedGraphError {
        switch error {
        case .failed(let diagnostic): .query([QueryProblem(diagnostic, in: source)])
        case .store(let error): MedGraphError(error, path: path, store.catalog)
        }
    }

    /// Runs a plan, and hands the graph over to `finish` before the clock is stopped. When
    /// something goes wrong the graph is dropped, with all that the plan changed.
    func run(
        _ plan: CachedPlan, _ graph: consuming GraphAccess, _ request: Request,
        _ finish: (consuming GraphAccess) throws(StoreError) -> Void
    ) throws(MedGraphError) -> Rows {
        let parameters = try request.parameters(of: plan)
        let collector = RowCollector()
        let changes: ChangeCounts
        let seed: Int64?
        let explanation: Explanation?
        do throws(ExecutionError) {
            let outcome = try QueryRun.run(
                plan.prepared, on: graph, parameters: parameters, control: request.control,
                collector)
            changes = outcome.changes
            seed = outcome.seed
            explanation = outcome.profile.map { Explanation(plan.plan, plan.source, $0) }
            do throws(StoreError) { try finish(outcome.intoGraph()) } catch {
                throw .store(error)
            }
        } catch {
            throw problem(error, plan.source)
        }
        let summary = QuerySummary(changes, seed, plan, request)
        if let explanation { return Rows(explaining: explanation, summary) }
        return Rows(
            columns: plan.columns, cells: collector.cells, count: collector.count,
            summary: summary)
    }

    /// Commits a transaction, and keeps a snapshot for the next query.
    func end(_ graph: consuming GraphAccess) throws(StoreError) {
        if graph.isTransaction {
            if let transaction = graph.intoTransaction() { try transaction.commit() }
        } else {
            if let snapshot = graph.intoSnapshot() { store.park(snapshot) }
        }
    }

    /// The plan of a text: one that is kept, if the catalog is still the same.
    func plan(
        _ request: Request, _ known: CachedPlan?, _ catalog: Catalog,
        _ statistics: GraphModel.Statistics
    ) throws(MedGraphError) -> CachedPlan {
        if let kept = keptPlan(request, known, catalog.version) { return kept }
        return try make(request, catalog, statistics)
    }

    private func keptPlan(
        _ request: Request, _ known: CachedPlan?, _ catalogVersion: UInt64
    ) -> CachedPlan? {
        // Plans without some of the rules are not kept.
        guard request.options.rules == .all else { return nil }
        if let known, known.catalogVersion == catalogVersion { return known }
        return plans.plan(of: request.text, catalogVersion)
    }

    /// - Parameter cache: where the plan is kept, if not among those of the database.
    func make(
        _ request: Request, _ catalog: Catalog, _ statistics: GraphModel.Statistics,
        keptIn cache: PlanCache? = nil
    ) throws(MedGraphError) -> CachedPlan {
        let source = SourceText(request.text)
        do throws(QueryError) {
            let statement = try Binder.bind(try QueryParser.parse(source), catalog: catalog)
            let plan = try Planner.plan(
                statement, catalog: catalog, statistics: statistics, rules: request.options.rules)
            let cached = CachedPlan(plan, of: source, request.text, catalog.version)
            if request.options.rules == .all { (cache ?? plans).keep(cached) }
            return cached
        } catch {
            throw .query(error.diagnostics.map { QueryProblem($0, in: source) })
        }
    }
}

/// A query on its way through the engine.
struct Request {
    let text: String
    let parameters: [String: QueryValue]
    let options: RunOptions
    let control: RunControl
    let start: ContinuousClock.Instant

    /// The clock starts here.
    init(text: String, parameters: [String: QueryValue], options: RunOptions) {
        start = .now
        self.text = text
        self.parameters = parameters
        self.options = options
        control = RunControl(options, from: start)
    }

    /// The parameters that a plan asks for, in its order.
    func parameters(of plan: CachedPlan) throws(MedGraphError) -> [Value] {
        guard !plan.parameters.isEmpty else { return [] }
        var values: [Value] = []
        values.reserveCapacity(plan.parameters.count)
        for name in plan.parameters {
            guard let value = parameters[name] else {
                let source = SourceText(text)
                throw .query([QueryProblem(.missingParameter(name, in: source), in: source)])
            }
            values.append(value.parameter)
        }
        return values
    }

    var elapsed: Duration { ContinuousClock.now - start }
}

/// Makes the values of a result.
final class RowCollector: ResultConsumer {
    private(set) var cells: [QueryValue] = []
    private(set) var count = 0

    func take(
        _ values: borrowing [Value], rowCount: Int, _ run: inout Run
    ) throws(ExecutionError) {
        var cells: [QueryValue] = []
        swap(&cells, &self.cells)
        if count == 0 { cells.reserveCapacity(values.count) }
        for index in values.indices { cells.append(try QueryValue(values[index], &run)) }
        swap(&cells, &self.cells)
        count += rowCount
    }
}

extension Diagnostic {
    fileprivate static func missingParameter(_ name: String, in source: SourceText) -> Diagnostic {
        Diagnostic(
            code: "M001", message: "the parameter `$\(name)` has no value",
            primary: Label(source.span(ofParameter: name)), hint: "give it one with the query",
            classification: Classification(.parameterMissing, .compileTime, .missingParameter))
    }
}

extension SourceText {
    /// Where a parameter first stands.
    fileprivate func span(ofParameter name: String) -> SourceSpan {
        let sign = Array("$\(name)".utf8)
        guard bytes.count >= sign.count else { return SourceSpan(start: 0, end: 0) }
        for start in 0...(bytes.count - sign.count)
        where bytes[start..<(start + sign.count)].elementsEqual(sign) {
            return SourceSpan(start: start, end: start + sign.count)
        }
        return SourceSpan(start: 0, end: 0)
    }
}

extension RunControl {
    convenience init(_ options: RunOptions, from start: ContinuousClock.Instant) {
        var limits = Limits()
        limits.timeoutMilliseconds = options.timeoutMilliseconds
        limits.rowCountMax = options.rowCountMax
        limits.valueCountMax = options.valueCountMax
        limits.seed = options.seed
        self.init(limits, from: start)
    }
}

extension QuerySummary {
    init(_ counts: ChangeCounts, _ seed: Int64?, _ plan: CachedPlan, _ request: Request) {
        self.seed = seed
        var changes = Changes()
        changes.nodesCreated = counts.nodesCreated
        changes.nodesDeleted = counts.nodesDeleted
        changes.relationshipsCreated = counts.relationshipsCreated
        changes.relationshipsDeleted = counts.relationshipsDeleted
        changes.propertiesSet = counts.propertiesSet
        changes.labelsAdded = counts.labelsAdded
        changes.labelsRemoved = counts.labelsRemoved
        changes.indexesAdded = counts.indexesAdded
        changes.indexesRemoved = counts.indexesRemoved
        self.changes = changes
        elapsed = request.elapsed
        warnings = plan.warnings
    }
}

extension Rows {
    /// The lines of a plan, one a row.
    init(explaining explanation: Explanation, _ summary: QuerySummary) {
        columns = ["plan"]
        cells = explanation.description.split(separator: "\n").map { .string(String($0)) }
        count = cells.count
        var summary = summary
        summary.explanation = explanation
        self.summary = summary
    }
}
