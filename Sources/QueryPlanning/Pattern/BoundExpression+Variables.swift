import QuerySemantics
import QuerySyntax

extension BoundExpression {
    /// All variables that the expression mentions or introduces.
    var variables: Set<VariableID> {
        var collector = VariableCollector()
        collector.visit(self)
        return collector.variables
    }

    /// Whether it makes no difference how often the expression is evaluated.
    var isDeterministic: Bool {
        var collector = VariableCollector()
        collector.visit(self)
        return collector.isDeterministic
    }

    /// The conditions that must all hold for this one to hold.
    var conjuncts: [BoundExpression] {
        guard case .boolean(.and, let operands) = kind else { return [self] }
        return operands.flatMap(\.conjuncts)
    }
}

/// Gathers variables, subqueries included.
private struct VariableCollector {
    var variables: Set<VariableID> = []
    var isDeterministic = true

    mutating func visit(_ expression: BoundExpression?) {
        if let expression { visit(expression) }
    }

    mutating func visit(_ expressions: [BoundExpression]) {
        for expression in expressions { visit(expression) }
    }

    mutating func visit(_ expression: BoundExpression) {
        switch expression.kind {
        case .literal, .parameter: break
        case .variable(let id): variables.insert(id)
        case .list(let elements): visit(elements)
        case .map(let entries): visit(entries.map(\.value))
        case .property(let base, _), .labels(let base, _), .unary(_, let base),
            .nullPredicate(let base, _):
            visit(base)
        case .index(let left, let right), .membership(let left, let right),
            .stringPredicate(_, let left, let right):
            visit([left, right])
        case .slice(let base, let lower, let upper):
            visit(base)
            visit(lower)
            visit(upper)
        case .arithmetic(let first, let steps): visit([first] + steps.map(\.operand))
        case .comparison(let first, let steps): visit([first] + steps.map(\.operand))
        case .boolean(_, let operands): visit(operands)
        case .function(let function, let arguments):
            if !function.isDeterministic { isDeterministic = false }
            visit(arguments)
        case .caseExpression(let subject, let branches, let otherwise):
            visit(subject)
            for branch in branches { visit([branch.condition, branch.value]) }
            visit(otherwise)
        case .listComprehension(let id, let list, let condition, let value):
            variables.insert(id)
            visit(list)
            visit(condition)
            visit(value)
        case .patternComprehension(let path, let condition, let value):
            visit([path])
            visit(condition)
            visit(value)
        case .quantifier(_, let id, let list, let condition):
            variables.insert(id)
            visit([list, condition])
        case .reduce(let accumulator, let initial, let id, let list, let value):
            variables.formUnion([accumulator, id])
            visit([initial, list, value])
        case .patternPredicate(let path): visit([path])
        case .exists(let subquery), .count(let subquery): visit(subquery)
        }
    }

    private mutating func visit(_ subquery: BoundSubquery) {
        switch subquery {
        case .pattern(let paths, let condition):
            visit(paths)
            visit(condition)
        case .query(let query):
            for part in query.parts { for clause in part.clauses { visit(clause) } }
        }
    }

    private mutating func visit(_ paths: [BoundPath]) {
        for path in paths {
            if let variable = path.variable { variables.insert(variable) }
            for node in path.nodes {
                variables.insert(node.variable)
                visit(node.properties)
            }
            for step in path.relationships {
                variables.insert(step.variable)
                visit(step.properties)
            }
        }
    }

    private mutating func visit(_ clause: BoundClause) {
        switch clause {
        case .match(let match):
            visit(match.paths)
            visit(match.condition)
        case .unwind(let list, let variable):
            visit(list)
            variables.insert(variable)
        case .project(let projection):
            visit(projection.groupings.map(\.expression))
            visit(projection.aggregates.flatMap(\.arguments))
            visit(projection.items.map(\.expression))
            visit(projection.order.map(\.expression))
            visit(projection.condition)
        // Subqueries do not write.
        case .create, .merge, .set, .remove, .delete, .foreach: break
        }
    }
}
