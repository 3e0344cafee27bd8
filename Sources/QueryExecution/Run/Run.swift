import Diagnostics
import GraphModel
import GraphStore
import QueryPlanning

/// One run of a plan: the graph, the parameters, and what is counted and kept on the way.
///
/// It is lent down the chain of operators, so that no operator keeps a part of the graph.
package struct Run: ~Copyable {
    var graph: GraphAccess
    let prepared: PreparedPlan
    /// In the order of the plan's parameters.
    let parameters: [Value]
    let control: RunControl
    var names = PlanNames()
    /// Rows of the result that wait to be handed out, one after the other.
    var result: [Value] = []
    /// What expressions and `MERGE` run for a row of their own.
    var subplans: [Subplan] = []
    package var changes = ChangeCounts()
    var deletedNodes: Set<NodeID> = []
    var deletedRelationships: Set<RelationshipID> = []
    /// Deleted, and still in the graph until the last of several `DELETE` clauses.
    var nodesToDelete: [(node: NodeID, span: SourceSpan)] = []
    var regularExpressions = RegularExpressionCache()
    /// The seed of the draws for which none was named.
    package var freshSeed: Int64?
    /// How many values operators, lists that are being made and the result hold.
    private var heldCount = 0
    private var stepsUntilCheck = Self.stepsPerCheck

    private static let stepsPerCheck = 256

    init(
        _ graph: consuming GraphAccess, _ prepared: PreparedPlan, _ parameters: [Value],
        _ control: RunControl
    ) {
        self.graph = graph
        self.prepared = prepared
        self.parameters = parameters
        self.control = control
    }

    var plan: QueryPlan { prepared.plan }
}

// MARK: Names

extension Run {
    /// Names as they are now; a query that writes may add some.
    var catalog: Catalog { graph.catalog }

    /// Looks the names of the plan up, unless that was done for this catalog.
    mutating func resolveNames() {
        let version = graph.catalogVersion
        guard !names.isResolved(for: version) else { return }
        names.resolve(prepared.plan.symbols, in: graph.catalog, version: version)
    }

    /// The id of a key; nil when nothing in the graph has it.
    func id(_ symbol: KeySymbol) -> KeyID? { names.keys[symbol.index] }
    func id(_ symbol: LabelSymbol) -> LabelID? { names.labels[symbol.index] }
    func id(_ symbol: TypeSymbol) -> TypeID? { names.types[symbol.index] }

    /// The ids of the types that the graph has; nil for no restriction.
    func ids(_ symbols: [TypeSymbol]) -> [TypeID]? {
        symbols.isEmpty ? nil : symbols.compactMap { names.types[$0.index] }
    }

    /// The ids of names that are about to be written.
    mutating func written(_ symbol: KeySymbol) throws(ExecutionError) -> KeyID {
        if let id = id(symbol) { return id }
        return try writtenKey(plan.symbols.keys[symbol.index])
    }

    mutating func writtenKey(_ name: String) throws(ExecutionError) -> KeyID {
        if let id = catalog.keys.id(of: name) { return id }
        let id = try graph.write { transaction throws(StoreError) in try transaction.key(name) }
        refreshNames()
        return id
    }

    mutating func written(_ symbol: LabelSymbol) throws(ExecutionError) -> LabelID {
        if let id = id(symbol) { return id }
        let name = plan.symbols.labels[symbol.index]
        let id = try graph.write { transaction throws(StoreError) in try transaction.label(name) }
        refreshNames()
        return id
    }

    mutating func written(_ symbol: TypeSymbol) throws(ExecutionError) -> TypeID {
        if let id = id(symbol) { return id }
        let name = plan.symbols.types[symbol.index]
        let id = try graph.write { transaction throws(StoreError) in try transaction.type(name) }
        refreshNames()
        return id
    }

    private mutating func refreshNames() {
        names.resolveWritten(plan.symbols, in: graph.catalog)
    }
}

// MARK: Limits

extension Run {
    /// Called for each unit of work that could be one of very many.
    ///
    /// **Throws** `Timeout` and `Cancelled`.
    ///
    /// - Parameter size: how many times the work of a usual row it is.
    mutating func step(size: Int = 1) throws(ExecutionError) {
        stepsUntilCheck -= size
        guard stepsUntilCheck <= 0 else { return }
        stepsUntilCheck = Self.stepsPerCheck
        try control.check()
    }

    /// Counts values that are held from now on. See ``HeldValues``.
    ///
    /// **Throws** `LimitExceeded` when they are too many together with all others.
    mutating func hold(_ count: Int, _ span: SourceSpan?) throws(ExecutionError) {
        heldCount += count
        guard heldCount > control.limits.valueCountMax else { return }
        throw .tooMuchMemory(span ?? SourceSpan(start: 0, end: 0))
    }

    /// Counts values that are held no longer.
    mutating func release(_ count: Int) { heldCount -= count }
}
