import GraphModel
import QueryPlanning
import QuerySyntax

/// A condition that a look-up in an index answers: nobody need look at the nodes again.
///
/// ```
/// Filter d.id = $id                    the index gives the nodes whose value is equal
///   NodeScan index Disease(id) = $id
/// ```
///
/// **Why it is right**: the index has every node of its label with a value under the key, and values
/// have the same bytes in it if and only if `=` holds between them, as long as the one that is sought
/// is a boolean, a number or a text: see ``IndexKey``. NaN equals nothing and is found, and of lists
/// `=` may be unknown: for them, and in a transaction, where to look at a deleted node is an error,
/// the condition stays.
struct ExactSeek {
    let key: KeySymbol
    let condition: PlanExpression

    /// Whether the condition holds for each node that an index has with a value.
    func isAnswered(
        by index: IndexDefinition, for value: PropertyValue, _ run: borrowing Run
    ) -> Bool {
        guard run.id(key) == index.key, run.deletedNodes.isEmpty else { return false }
        return switch value {
        case .boolean, .integer, .string: true
        case .float(let number): !number.isNaN
        case .list: false
        }
    }

    /// Takes the condition out of those that a filter has behind a look-up by one value.
    ///
    /// - Returns: nil when the first of them is not the one of the look-up: what is wrong with one
    ///   that stands before it would go unseen.
    static func take(
        _ scan: PhysicalNodeScan, from conditions: [PlanExpression]
    ) -> (seek: ExactSeek, rest: [PlanExpression])? {
        guard case .index(_, _, let sought) = scan.access, let condition = conditions.first,
            let key = condition.key(equalTo: sought, of: scan.slot)
        else { return nil }
        return (ExactSeek(key: key, condition: condition), Array(conditions.dropFirst()))
    }
}

extension PlanExpression {
    /// The key if the expression is `slot.key = value`, or the other way round.
    fileprivate func key(equalTo value: PlanExpression, of slot: Int) -> KeySymbol? {
        guard case .comparison(let left, let steps) = kind, steps.count == 1,
            steps[0].operator == .equal
        else { return nil }
        if steps[0].operand.isCertainly(value), let key = left.key(of: slot) { return key }
        if left.isCertainly(value) { return steps[0].operand.key(of: slot) }
        return nil
    }

    private func key(of slot: Int) -> KeySymbol? {
        guard case .property(let base, let key) = kind, case .slot(slot) = base.kind else {
            return nil
        }
        return key
    }

    /// Whether both have the same value on every row, as far as that is told at once.
    private func isCertainly(_ other: PlanExpression) -> Bool {
        switch (kind, other.kind) {
        case (.parameter(let left), .parameter(let right)): left == right
        case (.slot(let left), .slot(let right)): left == right
        case (.literal(let left), .literal(let right)): left == right
        case (.property(let left, let key), .property(let right, let other)):
            key == other && left.isCertainly(right)
        default: false
        }
    }
}
