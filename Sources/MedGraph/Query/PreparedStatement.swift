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
/// Its plan is kept, and made anew when the names or indexes of the graph have changed.
public final class PreparedStatement: Sendable {
    public let text: String
    private let database: Database

    init(_ text: String, _ database: Database) {
        self.text = text
        self.database = database
    }

    /// Runs the query in a transaction of its own: all that it changes is kept, or nothing.
    ///
    /// - Throws: ``MedGraphError/query(_:)`` for what is wrong with the query or went wrong in it;
    ///   ``MedGraphError/readOnly``, ``MedGraphError/storageFull(reason:)`` and the like.
    public func run(
        _ parameters: [String: QueryValue] = [:], options: RunOptions = RunOptions()
    ) throws(MedGraphError) -> Rows {
        try database.run(text, parameters: parameters, options: options)
    }

    /// How the query would be carried out.
    public func explain() throws(MedGraphError) -> Explanation {
        try database.explain(text)
    }
}

extension Database {
    /// Checks a query, and keeps its plan.
    ///
    /// - Throws: ``MedGraphError/query(_:)`` for what is wrong with it.
    public func prepare(_ text: String) throws(MedGraphError) -> PreparedStatement {
        _ = try explain(text)
        return PreparedStatement(text, self)
    }

    /// How a query would be carried out.
    ///
    /// - Throws: ``MedGraphError/query(_:)`` for what is wrong with it.
    public func explain(_ text: String) throws(MedGraphError) -> Explanation {
        let (catalog, statistics) = try reading { ($0.catalog, $0.statistics) }
        return Explanation(try plan(SourceText(text), catalog, statistics), SourceText(text))
    }

    /// Runs a query in a transaction of its own: all that it changes is kept, or nothing.
    ///
    /// - Throws: as ``PreparedStatement/run(_:options:)``.
    public func run(
        _ text: String, parameters: [String: QueryValue] = [:], options: RunOptions = RunOptions()
    ) throws(MedGraphError) -> Rows {
        let start = ContinuousClock.now
        let source = SourceText(text)
        let control = RunControl(options)
        options.cancellation?.attach(control)
        defer { options.cancellation?.detach(control) }
        let snapshot: Snapshot
        do { snapshot = try store.snapshot() } catch {
            throw MedGraphError(error, path: path, store.catalog)
        }
        let plan: QueryPlan
        do {
            plan = try self.plan(source, snapshot.catalog, snapshot.statistics, options.rules)
        } catch {
            store.park(snapshot)
            throw error
        }
        let request = Request(
            source: source, parameters: parameters, control: control, start: start)
        if plan.mode == .explain {
            store.park(snapshot)
            return Rows(
                explaining: Explanation(plan, source),
                QuerySummary(ChangeCounts(), nil, plan, request))
        }
        guard plan.isWriting else { return try run(plan, GraphAccess(snapshot), request) }
        store.park(snapshot)
        let transaction = try beginWrite(control, source)
        // Another writer may have changed the names since.
        let newest = try self.plan(
            source, transaction.catalog, transaction.statistics, options.rules)
        return try run(newest, GraphAccess(transaction), request)
    }

    /// Waits for other writers no longer than the query may take.
    private func beginWrite(
        _ control: RunControl, _ source: SourceText
    ) throws(MedGraphError) -> StoreTransaction {
        do throws(StoreError) {
            let isWelcome = { () -> Bool in control.mayGoOn }
            if let transaction = try store.beginWrite(while: isWelcome) { return transaction }
        } catch { throw MedGraphError(error, path: path, store.catalog) }
        do { try control.check() } catch { throw problem(error, source) }
        preconditionFailure("a query that may not go on has a reason")
    }

    private func problem(_ error: ExecutionError, _ source: SourceText) -> MedGraphError {
        switch error {
        case .failed(let diagnostic): .query([QueryProblem(diagnostic, in: source)])
        case .store(let error): MedGraphError(error, path: path, store.catalog)
        }
    }

    private func run(
        _ plan: QueryPlan, _ graph: consuming GraphAccess, _ request: Request
    ) throws(MedGraphError) -> Rows {
        let parameters = try request.parameters(of: plan)
        let slots = plan.columns.map(\.slot)
        var values: [[QueryValue]] = []
        let changes: ChangeCounts
        let seed: Int64?
        let explanation: Explanation?
        do throws(ExecutionError) {
            let outcome = try QueryRun.run(
                plan, on: graph, parameters: parameters, control: request.control
            ) { row, run throws(ExecutionError) in
                var result: [QueryValue] = []
                result.reserveCapacity(slots.count)
                for slot in slots { result.append(try QueryValue(row[slot], &run)) }
                values.append(result)
                return true
            }
            changes = outcome.changes
            seed = outcome.seed
            explanation = outcome.profile.map { Explanation(plan, request.source, $0) }
            do throws(StoreError) { try end(outcome.intoGraph(), isWriting: plan.isWriting) } catch
            {
                throw .store(error)
            }
        } catch {
            throw problem(error, request.source)
        }
        let summary = QuerySummary(changes, seed, plan, request)
        if let explanation { return Rows(explaining: explanation, summary) }
        return Rows(columns: plan.columns.map(\.name), values: values, summary: summary)
    }

    private func end(_ graph: consuming GraphAccess, isWriting: Bool) throws(StoreError) {
        if isWriting {
            if let transaction = graph.intoTransaction() { try transaction.commit() }
        } else {
            if let snapshot = graph.intoSnapshot() { store.park(snapshot) }
        }
    }

    /// The plan of a text: the one that is kept, if the catalog is still the same.
    private func plan(
        _ source: SourceText, _ catalog: Catalog, _ statistics: GraphModel.Statistics,
        _ rules: RewriteRules = .all
    ) throws(MedGraphError) -> QueryPlan {
        let isUsual = rules == .all
        if isUsual, let plan = plans.plan(of: source, catalog.version) { return plan }
        do throws(QueryError) {
            let statement = try Binder.bind(try QueryParser.parse(source), catalog: catalog)
            let plan = try Planner.plan(
                statement, catalog: catalog, statistics: statistics, rules: rules)
            if isUsual { plans.keep(plan, of: source, catalog.version) }
            return plan
        } catch {
            throw .query(error.diagnostics.map { QueryProblem($0, in: source) })
        }
    }
}

/// A query on its way through the engine.
struct Request {
    let source: SourceText
    let parameters: [String: QueryValue]
    let control: RunControl
    let start: ContinuousClock.Instant

    /// The parameters that a plan asks for, in its order.
    func parameters(of plan: QueryPlan) throws(MedGraphError) -> [Value] {
        var values: [Value] = []
        for name in plan.parameters {
            guard let value = parameters[name] else {
                throw .query([QueryProblem(.missingParameter(name, in: source), in: source)])
            }
            values.append(value.parameter)
        }
        return values
    }

    var elapsedMicroseconds: Double {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(seconds) * 1e6 + Double(attoseconds) / 1e12
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
    convenience init(_ options: RunOptions) {
        var limits = Limits()
        limits.timeoutMilliseconds = options.timeoutMilliseconds
        limits.rowCountMax = options.rowCountMax
        limits.valueCountMax = options.valueCountMax
        self.init(limits)
    }
}

extension QuerySummary {
    init(_ counts: ChangeCounts, _ seed: Int64?, _ plan: QueryPlan, _ request: Request) {
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
        elapsedMicroseconds = request.elapsedMicroseconds
        warnings = plan.warnings.map { QueryProblem($0, in: request.source) }
    }
}

extension Rows {
    /// The lines of a plan, one a row.
    init(explaining explanation: Explanation, _ summary: QuerySummary) {
        columns = ["plan"]
        values = explanation.description.split(separator: "\n").map { [.string(String($0))] }
        var summary = summary
        summary.explanation = explanation
        self.summary = summary
    }
}
