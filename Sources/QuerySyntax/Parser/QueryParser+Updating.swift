import Diagnostics

extension QueryParser {
    /// `CREATE Pattern`
    mutating func createClause() throws(SyntaxAbort) -> CreateClause {
        let first = cursor
        advance()
        let pattern = try pattern(in: .create)
        return CreateClause(pattern: pattern, span: span(from: first))
    }

    /// `MERGE PathPattern {ON (CREATE | MATCH) SetClause}`
    mutating func mergeClause() throws(SyntaxAbort) -> MergeClause {
        let first = cursor
        advance()
        let path = try pathPattern(in: .merge)
        var actions: [MergeClause.Action] = []
        while at(.on) {
            let start = cursor
            advance()
            let event: MergeClause.Action.Event
            if take(.create) {
                event = .create
            } else if take(.match) {
                event = .match
            } else {
                throw unexpected("`CREATE` or `MATCH`", or: [.create, .match])
            }
            try expect(.set)
            let items = try setItems()
            actions.append(
                MergeClause.Action(event: event, items: items, span: span(from: start)))
        }
        return MergeClause(path: path, actions: actions, span: span(from: first))
    }

    /// `SET SetItem {"," SetItem}`
    mutating func setClause() throws(SyntaxAbort) -> SetClause {
        let first = cursor
        advance()
        let items = try setItems()
        return SetClause(items: items, span: span(from: first))
    }

    private mutating func setItems() throws(SyntaxAbort) -> [SetItem] {
        var items: [SetItem] = []
        repeat { items.append(try setItem()) } while take(.comma)
        return items
    }

    private mutating func setItem() throws(SyntaxAbort) -> SetItem {
        let first = cursor
        let target = try assignmentTarget()
        let kind: SetItem.Kind
        switch target.kind {
        case .property(let entity, let key):
            guard take(.equal) else { throw unexpected("`=` and the new value") }
            kind = .property(entity: entity, key: key, value: try expression())
        case .variable(let name):
            let variable = Name(text: name, span: target.span)
            if take(.equal) {
                kind = .replace(variable, value: try expression())
            } else if take(.plusEqual) {
                kind = .merge(variable, value: try expression())
            } else {
                throw unexpected("`=`, `+=` or a label")
            }
        case .labels(let entity, let labels):
            guard case .variable(let name) = entity.kind else {
                throw fail(.noAssignmentTarget(target.span))
            }
            kind = .labels(Name(text: name, span: entity.span), labels)
        default: throw fail(.noAssignmentTarget(target.span))
        }
        return SetItem(kind: kind, span: span(from: first))
    }

    /// `REMOVE RemoveItem {"," RemoveItem}`
    mutating func removeClause() throws(SyntaxAbort) -> RemoveClause {
        let first = cursor
        advance()
        var items: [RemoveClause.Item] = []
        repeat { items.append(try removeItem()) } while take(.comma)
        return RemoveClause(items: items, span: span(from: first))
    }

    private mutating func removeItem() throws(SyntaxAbort) -> RemoveClause.Item {
        let target = try assignmentTarget()
        switch target.kind {
        case .property(let entity, let key):
            return RemoveClause.Item(
                kind: .property(entity: entity, key: key), span: target.span)
        case .labels(let entity, let labels):
            if case .variable(let name) = entity.kind {
                let variable = Name(text: name, span: entity.span)
                return RemoveClause.Item(kind: .labels(variable, labels), span: target.span)
            }
            throw fail(.noAssignmentTarget(target.span))
        default: throw fail(.noAssignmentTarget(target.span))
        }
    }

    /// What stands left of `=`, and behind `REMOVE`: an expression without operators.
    private mutating func assignmentTarget() throws(SyntaxAbort) -> Expression {
        let target = try postfix()
        if case .index = target.kind { throw fail(.unsupported(.dynamicKey, target.span)) }
        return target
    }

    /// `[DETACH] DELETE Expression {"," Expression}`
    mutating func deleteClause() throws(SyntaxAbort) -> DeleteClause {
        let first = cursor
        let isDetach = take(.detach)
        try expect(.delete)
        var targets: [Expression] = []
        repeat {
            let target = try expression()
            if case .labels = target.kind { report(.deletesLabel(target.span)) }
            targets.append(target)
        } while take(.comma)
        return DeleteClause(isDetach: isDetach, targets: targets, span: span(from: first))
    }

    /// `FOREACH "(" Variable IN Expression "|" UpdatingClause {UpdatingClause} ")"`
    mutating func foreachClause() throws(SyntaxAbort) -> ForeachClause {
        try enter()
        let first = cursor
        advance()
        let opening = token.span
        try expect(.leftParenthesis, "`(`")
        let variable = try variable()
        try expect(.in)
        let list = try expression()
        try expect(.pipe, "`|` and a clause that writes")
        var clauses: [Clause] = []
        repeat { clauses.append(try updatingClause()) } while !at(.rightParenthesis)
        try close(.rightParenthesis, ")", opening: opening)
        leave()
        return ForeachClause(
            variable: variable, list: list, clauses: clauses, span: span(from: first))
    }

    private mutating func updatingClause() throws(SyntaxAbort) -> Clause {
        switch token.keyword {
        case .create: return .create(try createClause())
        case .merge: return .merge(try mergeClause())
        case .set: return .set(try setClause())
        case .remove: return .remove(try removeClause())
        case .detach, .delete: return .delete(try deleteClause())
        case .foreach: return .foreach(try foreachClause())
        case .match, .optional, .unwind, .with, .return:
            throw fail(.readingInForeach(token.span))
        default:
            throw unexpected("a clause that writes", or: [.create, .merge, .set, .delete])
        }
    }
}
