package import Diagnostics
package import GraphModel
package import QuerySemantics
import QuerySyntax

/// Makes plans of bound statements.
///
/// Clauses become steps in the order of the text. Within a `MATCH` the planner chooses: see
/// ``PatternPlanner``. The catalog and the statistics decide only how fast a plan is, with one
/// exception: a plan names indexes, so it holds for one version of the catalog.
package struct Planner {
    let statement: BoundStatement
    let catalog: Catalog
    let statistics: Statistics
    let rules: RewriteRules
    var symbols = PlanSymbols()
    var subplans: [PhysicalPlan] = []
    private var subplanSpans: [SourceSpan] = []
    var slotCount: Int
    var sampleCount = 0
    /// The nodes for each of which the draw behind a pattern is made: a pattern that begins with one
    /// lets the draw end with each of them. See ``PartitionedDrawRule``.
    var wantedStarts: Set<VariableID> = []

    /// The plan of a statement.
    ///
    /// - Parameter rules: those by which the plan is improved.
    ///
    /// **Throws** Features that are bound and not yet carried out, as `Unsupported`.
    package static func plan(
        _ statement: BoundStatement, catalog: Catalog, statistics: Statistics,
        rules: RewriteRules = .all
    ) throws(QueryError) -> QueryPlan {
        var planner = Planner(
            statement: statement, catalog: catalog, statistics: statistics, rules: rules,
            slotCount: statement.variables.count)
        var columns: [QueryPlan.Column] = []
        var isWriting = true
        let kind: QueryPlan.Kind
        switch statement.kind {
        case .query(let query):
            isWriting = query.isWriting
            // First the plan, then its improvement: that knows the names in the plan.
            let root = try planner.plan(query, onto: .argument)
            kind = .query(planner.improve(root))
            let variables = query.parts[0].columns.map(\.variable)
            columns = zip(query.columns, variables).map {
                QueryPlan.Column(name: $0, slot: $1.rawValue)
            }
        case .createIndex(let command): kind = .createIndex(command)
        case .createConstraint(let command): kind = .createConstraint(command)
        case .dropIndex(let command): kind = .dropIndex(command)
        case .dropConstraint(let command): kind = .dropConstraint(command)
        }
        let names = statement.variables.map(\.name)
        return QueryPlan(
            mode: statement.mode, kind: kind, subplans: planner.subplans,
            subplanSpans: planner.subplanSpans, symbols: planner.symbols,
            parameters: statement.parameters, columns: columns,
            slotCount: planner.slotCount,
            slotNames: names + Array(repeating: "", count: planner.slotCount - names.count),
            isWriting: isWriting, warnings: statement.warnings)
    }

    /// A slot that no variable has.
    mutating func newSlot() -> Int {
        slotCount += 1
        return slotCount - 1
    }

    /// Adds a plan that expressions run for a row of their own.
    ///
    /// - Parameter span: what asks for it.
    mutating func add(subplan: PhysicalPlan, of span: SourceSpan) -> Int {
        subplans.append(subplan)
        subplanSpans.append(span)
        return subplans.count - 1
    }
}

extension BoundQuery {
    var isWriting: Bool {
        parts.contains { part in
            part.clauses.contains { clause in
                switch clause {
                case .match, .unwind, .project: false
                case .create, .merge, .set, .remove, .delete, .foreach: true
                }
            }
        }
    }
}
