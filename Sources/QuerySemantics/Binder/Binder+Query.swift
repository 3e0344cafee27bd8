import Diagnostics
import QuerySyntax

extension Binder {
    mutating func bind(_ query: Query) -> BoundQuery {
        let start = scope
        var parts: [BoundSingleQuery] = []
        for (index, part) in query.parts.enumerated() {
            scope = start
            parts.append(bind(part))
            let names = parts[index].columns.map { ScalarText($0.name) }
            let firstNames = parts[0].columns.map { ScalarText($0.name) }
            if names != firstNames {
                let first = query.parts[0].clauses.last?.span ?? query.span
                report(.differentColumns(part.clauses.last?.span ?? part.span, first: first))
            }
        }
        scope = start
        return BoundQuery(
            parts: parts, union: query.union, columns: parts[0].columns.map(\.name))
    }

    private mutating func bind(_ part: SingleQuery) -> BoundSingleQuery {
        var clauses: [BoundClause] = []
        var columns: [BoundColumn] = []
        for clause in part.clauses {
            let bound = bind(clause)
            clauses.append(bound)
            if case .project(let projection) = bound, projection.isReturn {
                columns = projection.items.map { BoundColumn(name: $0.name, variable: $0.variable) }
            }
        }
        return BoundSingleQuery(clauses: clauses, columns: columns)
    }

    mutating func bind(_ clause: Clause) -> BoundClause {
        switch clause {
        case .match(let clause): return .match(bind(clause))
        case .unwind(let clause):
            let list = bind(clause.list)
            let elements = list.type.kinds == [.list] ? list.type.elements : .all
            refuseRebinding(clause.variable)
            return .unwind(list: list, variable: declare(clause.variable, StaticType(elements)))
        case .with(let clause):
            return .project(
                bind(clause.projection, condition: clause.condition, isReturn: false, clause.span))
        case .return(let clause):
            return .project(bind(clause.projection, condition: nil, isReturn: true, clause.span))
        case .create(let clause): return .create(bindPattern(clause.pattern, in: .create))
        case .merge(let clause): return .merge(bind(clause))
        case .set(let clause): return .set(clause.items.map { bind($0) })
        case .remove(let clause): return .remove(clause.items.map { bind($0) })
        case .delete(let clause):
            let targets = clause.targets.map { target in
                let bound = bind(target)
                if !bound.type.mayBe([.node, .relationship, .path]) {
                    report(.invalidArgument(bound, expected: "a node, a relationship or a path"))
                }
                return bound
            }
            return .delete(targets, isDetach: clause.isDetach)
        case .foreach(let clause):
            let list = bind(clause.list)
            let elements = list.type.kinds == [.list] ? list.type.elements : .all
            return inNewScope { binder in
                let variable = binder.declare(clause.variable, StaticType(elements))
                let clauses = clause.clauses.map { binder.bind($0) }
                return .foreach(variable: variable, list: list, clauses: clauses)
            }
        }
    }

    private mutating func bind(_ clause: MatchClause) -> BoundMatch {
        let paths = bindPattern(clause.pattern, in: .match)
        let condition = clause.condition.map { bindCondition($0) }
        return BoundMatch(
            isOptional: clause.isOptional, paths: paths, condition: condition, span: clause.span)
    }

    private mutating func bind(_ clause: MergeClause) -> BoundMerge {
        let path = bindPattern([clause.path], in: .merge)[0]
        var onCreate: [BoundSetItem] = []
        var onMatch: [BoundSetItem] = []
        for action in clause.actions {
            let items = action.items.map { bind($0) }
            switch action.event {
            case .create: onCreate += items
            case .match: onMatch += items
            }
        }
        return BoundMerge(path: path, onCreate: onCreate, onMatch: onMatch, span: clause.span)
    }

    private mutating func bind(_ item: SetItem) -> BoundSetItem {
        switch item.kind {
        case .property(let entity, let key, let value):
            return .property(entity: bind(entity), key: key, value: bind(value))
        case .replace(let variable, let value):
            return .replace(resolve(variable), value: bind(value))
        case .merge(let variable, let value):
            return .merge(resolve(variable), value: bind(value))
        case .labels(let variable, let labels): return .labels(resolve(variable), labels)
        }
    }

    private mutating func bind(_ item: RemoveClause.Item) -> BoundRemoveItem {
        switch item.kind {
        case .property(let entity, let key): .property(entity: bind(entity), key: key)
        case .labels(let variable, let labels): .labels(resolve(variable), labels)
        }
    }

    private mutating func refuseRebinding(_ name: Name) {
        guard let id = scope[name.text], !outer.contains(id) else { return }
        report(.alreadyBound(name, first: variables[id.rawValue].span))
    }

    /// The variable of this name; one of any type if there is none.
    mutating func resolve(_ name: Name) -> VariableID {
        if let id = scope[name.text] { return id }
        if hidden?.scope[name.text] != nil {
            refuseHidden(name)
        } else {
            reportUndefined(name.text, name.span)
        }
        return introduce(name.text, .any, name.span)
    }
}
