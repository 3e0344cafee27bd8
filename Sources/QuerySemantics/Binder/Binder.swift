package import Diagnostics
package import GraphModel
package import QuerySyntax

/// Resolves the names of a statement and checks what can be known before it runs.
///
/// Problems are collected; what is unknown is taken for a value of any type, so that one run
/// reports several.
package struct Binder {
    let catalog: Catalog
    var variables: [BoundVariable] = []
    var parameters: [String] = []
    var errors: [Diagnostic] = []
    var warnings: [Diagnostic] = []
    /// What the current place sees.
    var scope = Scope()
    /// What a subquery sees of the query around it, whatever it projects.
    var outer = Scope()
    /// Variables of comprehensions and the like around the current place.
    var locals: Set<VariableID> = []
    /// Inside a pattern or subquery, what grouping or `DISTINCT` hides: such a name may not be
    /// taken for a new variable.
    var hidden: HiddenNames?
    /// How grouping changes what the current expression means.
    var grouping: GroupingFrame?
    /// Why aggregations are refused at the current place; nil where they are not.
    var aggregationRefusal: AggregationRefusal? = .misplaced
    /// Whether the query has a clause that writes.
    let isUpdating: Bool
    /// The properties that the graph was said to lack.
    var warnedProperties: Set<ScalarText> = []
    private var reportedNames: Set<ScalarText> = []

    /// The bound form of a statement.
    ///
    /// **Throws** What is wrong with its names and types, the first problem first.
    package static func bind(
        _ statement: Statement, catalog: Catalog
    ) throws(QueryError) -> BoundStatement {
        var binder = Binder(catalog: catalog, isUpdating: statement.isUpdating)
        let kind: BoundStatement.Kind
        switch statement.kind {
        case .query(let query): kind = .query(binder.bind(query))
        case .createIndex(let command): kind = .createIndex(command)
        case .createConstraint(let command): kind = .createConstraint(command)
        case .dropIndex(let command): kind = .dropIndex(command)
        case .dropConstraint(let command): kind = .dropConstraint(command)
        }
        guard binder.errors.isEmpty else { throw QueryError(binder.errors) }
        return BoundStatement(
            mode: statement.mode, kind: kind, variables: binder.variables,
            parameters: binder.parameters, warnings: binder.warnings)
    }

    private init(catalog: Catalog, isUpdating: Bool) {
        self.catalog = catalog
        self.isUpdating = isUpdating
    }

    mutating func report(_ diagnostic: Diagnostic) { errors.append(diagnostic) }

    /// A new variable; the scope does not know it yet.
    mutating func introduce(_ name: String, _ type: StaticType, _ span: SourceSpan) -> VariableID {
        variables.append(BoundVariable(name: name, type: type, span: span))
        return VariableID(rawValue: variables.count - 1)
    }

    /// A new variable that the scope knows from now on.
    mutating func declare(_ name: Name, _ type: StaticType) -> VariableID {
        let id = introduce(name.text, type, name.span)
        scope[name.text] = id
        return id
    }

    func type(of id: VariableID) -> StaticType { variables[id.rawValue].type }

    /// Reports a name that nothing introduced, once.
    mutating func reportUndefined(_ name: String, _ span: SourceSpan) {
        guard reportedNames.insert(ScalarText(name)).inserted else { return }
        report(.undefinedVariable(name, span, known: scope.names))
    }

    /// Reports a name that is used as if it were new, and is only hidden.
    mutating func refuseHidden(_ name: Name) {
        guard let hidden, hidden.scope[name.text] != nil else { return }
        if hidden.isBesideAggregation {
            report(.ambiguousAggregation(name.span))
        } else {
            reportUndefined(name.text, name.span)
        }
    }

    /// Runs `body` with a scope of its own.
    mutating func inNewScope<Result>(_ body: (inout Binder) -> Result) -> Result {
        let saved = scope
        defer { scope = saved }
        return body(&self)
    }

    /// Runs `body` with one more variable, known only there.
    mutating func withLocal<Result>(
        _ name: Name, _ type: StaticType, _ body: (inout Binder, VariableID) -> Result
    ) -> Result {
        let saved = scope
        let id = declare(name, type)
        locals.insert(id)
        defer {
            scope = saved
            locals.remove(id)
        }
        return body(&self, id)
    }
}

/// Names that grouping or `DISTINCT` hides.
struct HiddenNames {
    var scope = Scope()
    /// Whether they are hidden because an aggregation stands beside.
    var isBesideAggregation: Bool
}

/// Why a place takes no aggregation.
enum AggregationRefusal {
    case misplaced
    case nested
}
