extension PlanExpression {
    /// The slots that the value depends on; nil when that cannot be told, because the expression
    /// runs a subplan, or when the value does not depend on slots only, because it is random.
    ///
    /// - Complexity: O(size of the expression).
    var slots: Set<Int>? {
        var slots: Set<Int> = []
        return collectSlots(&slots) ? slots : nil
    }

    private func collectSlots(_ slots: inout Set<Int>) -> Bool {
        switch kind {
        case .slot(let slot):
            slots.insert(slot)
            return true
        case .literal, .parameter: return true
        case .function(.rand, _), .exists, .count, .collect: return false
        // Slots of their own are written on the way.
        case .listComprehension, .quantifier, .reduce: return false
        default: return operands.allSatisfy { $0.collectSlots(&slots) }
        }
    }

    /// The expressions that the expression is made of.
    private var operands: [PlanExpression] {
        switch kind {
        case .literal, .parameter, .slot, .exists, .count: []
        case .list(let elements): elements
        case .map(let entries): entries.map(\.value)
        case .property(let base, _), .labels(let base, _), .unary(_, let base),
            .nullPredicate(let base, _):
            [base]
        case .index(let base, let index): [base, index]
        case .slice(let base, let lower, let upper):
            [base] + [lower, upper].compactMap { $0 }
        case .arithmetic(let first, let steps): [first] + steps.map(\.operand)
        case .boolean(_, let operands): operands
        case .comparison(let first, let steps): [first] + steps.map(\.operand)
        case .membership(let element, let list): [element, list]
        case .stringPredicate(_, let left, let right): [left, right]
        case .function(_, let arguments): arguments
        case .conditional(let subject, let branches, let otherwise):
            [subject, otherwise].compactMap { $0 } + branches.flatMap { [$0.condition, $0.value] }
        case .listComprehension(_, let list, let condition, let value):
            [list] + [condition, value].compactMap { $0 }
        case .quantifier(_, _, let list, let condition): [list, condition]
        case .reduce(_, let initial, _, let list, let value): [initial, list, value]
        case .collect(_, let value): [value]
        }
    }
}
