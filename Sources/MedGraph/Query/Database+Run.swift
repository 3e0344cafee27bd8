internal import Diagnostics
internal import GraphModel
internal import GraphStore
internal import QueryExecution
internal import QueryPlanning
internal import QuerySemantics
internal import QuerySyntax

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
        try check(request)
        return (try run(newest, GraphAccess(transaction), request, end), newest)
    }

    /// Waits for other writers no longer than the query may take.
    func beginWrite(_ request: Request) throws(MedGraphError) -> StoreTransaction {
        let control = request.control
        do throws(StoreError) {
            let isWelcome = { () -> Bool in !control.isOver }
            if let transaction = try store.beginWrite(while: isWelcome) { return transaction }
        } catch { throw MedGraphError(error, path: path, store.catalog) }
        try check(request)
        preconditionFailure("a query that may not go on has a reason")
    }

    /// Whether there is time left, behind what may have taken long.
    func check(_ request: Request) throws(MedGraphError) {
        do { try request.control.check() } catch {
            throw problem(error, SourceText(request.text))
        }
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
        let cached: CachedPlan
        do throws(QueryError) {
            let statement = try Binder.bind(try QueryParser.parse(source), catalog: catalog)
            let plan = try Planner.plan(
                statement, catalog: catalog, statistics: statistics, rules: request.options.rules)
            cached = CachedPlan(plan, of: source, request.text, catalog.version)
        } catch {
            throw .query(error.diagnostics.map { QueryProblem($0, in: source) })
        }
        if request.options.rules == .all { (cache ?? plans).keep(cached) }
        if cached.mode != .explain { try check(request) }
        return cached
    }
}
