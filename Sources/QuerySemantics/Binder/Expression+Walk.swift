import QuerySyntax

extension Expression {
    /// The expressions directly inside this one. What stands in the braces of a subquery and in
    /// a pattern is left out.
    var children: [Expression] {
        switch kind {
        case .literal, .parameter, .variable, .patternPredicate, .exists, .count: []
        case .list(let elements): elements
        case .map(let entries): entries.map(\.value)
        case .property(let base, _), .labels(let base, _), .nullPredicate(let base, _): [base]
        case .index(let base, let index): [base, index]
        case .slice(let base, let lower, let upper): [base] + [lower, upper].compactMap { $0 }
        case .unary(_, let operand): [operand]
        case .arithmetic(let first, let steps): [first] + steps.map(\.operand)
        case .boolean(_, let operands): operands
        case .comparison(let first, let steps): [first] + steps.map(\.operand)
        case .membership(let element, let list): [element, list]
        case .stringPredicate(_, let text, let part): [text, part]
        case .function(let call): call.arguments
        case .caseExpression(let node):
            [node.subject].compactMap { $0 } + node.branches.flatMap { [$0.condition, $0.value] }
                + [node.otherwise].compactMap { $0 }
        case .listComprehension(let node):
            [node.list] + [node.condition, node.value].compactMap { $0 }
        case .patternComprehension(let node): [node.condition].compactMap { $0 } + [node.value]
        case .quantifier(let node): [node.list, node.condition]
        case .reduce(let node): [node.initial, node.list, node.value]
        }
    }

    /// Whether this expression or one inside it fits.
    func contains(where fits: (Expression) -> Bool) -> Bool {
        fits(self) || children.contains { $0.contains(where: fits) }
    }

    /// The first expression, from the outside in and from left to right, that fits.
    func first(where fits: (Expression) -> Bool) -> Expression? {
        if fits(self) { return self }
        for child in children {
            if let found = child.first(where: fits) { return found }
        }
        return nil
    }

    var isAggregate: Bool {
        if case .function(let call) = kind {
            return Function.named(call.name)?.isAggregate ?? false
        }
        return false
    }

    var containsAggregate: Bool { contains { $0.isAggregate } }

    var mentionsVariable: Bool {
        contains {
            switch $0.kind {
            case .variable, .patternPredicate, .exists, .count, .patternComprehension: true
            default: false
            }
        }
    }

    func mentions(variable name: String) -> Bool {
        contains {
            guard case .variable(let found) = $0.kind else { return false }
            return ScalarText(found) == ScalarText(name)
        }
    }

    /// The canonical text, by which equal expressions are found.
    var canonicalText: ScalarText { ScalarText(SyntaxPrinter.text(of: self)) }
}
