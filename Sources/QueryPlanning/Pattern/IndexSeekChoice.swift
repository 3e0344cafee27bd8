import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax

/// Chooses how conditions on a node are answered by an index of one of its labels: equality before
/// membership in a list, before ranges, prefixes and disease codes under a parent.
///
/// The conditions are looked at again behind the seek, so a seek may give too much and never too
/// little.
struct IndexSeekChoice {
    private let label: Name
    private let node: VariableID
    /// Those that can be looked at once the node has a value.
    private let conditions: [LogicalPattern.Condition]

    init(_ label: Name, _ node: VariableID, _ conditions: [LogicalPattern.Condition]) {
        self.label = label
        self.node = node
        self.conditions = conditions
    }

    /// The seek, or nil where no index helps.
    func access(
        _ planner: inout Planner
    ) throws(QueryError) -> PhysicalNodeScan.Access? {
        for condition in conditions {
            guard let (key, value) = condition.equality(on: node),
                let (index, name) = index(key, value, planner)
            else { continue }
            return .index(index, name: name, equalTo: try planner.plan(value))
        }
        for condition in conditions {
            guard case .expression(let expression) = condition.kind else { continue }
            switch expression.kind {
            case .membership(let element, let list):
                guard let key = key(element), let (index, name) = index(key, list, planner) else {
                    continue
                }
                return .indexSet(index, name: name, try planner.plan(list))
            case .stringPredicate(.startsWith, let text, let prefix):
                guard let key = key(text), let (index, name) = index(key, prefix, planner) else {
                    continue
                }
                return .indexPrefix(index, name: name, try planner.plan(prefix))
            case .function(let function, let arguments)
            where function.name == ScalarFunction.icd10Covers.rawValue:
                guard let key = key(arguments[1]),
                    let (index, name) = index(key, arguments[0], planner)
                else { continue }
                return .indexCodes(index, name: name, parent: try planner.plan(arguments[0]))
            case .comparison:
                if let access = try range(expression, &planner) { return access }
            default: break
            }
        }
        return nil
    }

    /// `n.key > value`, with the other bound if some condition has one.
    private func range(
        _ expression: BoundExpression, _ planner: inout Planner
    ) throws(QueryError) -> PhysicalNodeScan.Access? {
        guard let first = bound(expression),
            let (index, name) = index(first.key, first.value, planner)
        else { return nil }
        var lower: PhysicalNodeScan.IndexBound?
        var upper: PhysicalNodeScan.IndexBound?
        for condition in conditions {
            guard case .expression(let expression) = condition.kind, let bound = bound(expression),
                bound.key.text.utf8.elementsEqual(first.key.text.utf8),
                !bound.value.variables.contains(node)
            else { continue }
            let made = PhysicalNodeScan.IndexBound(
                value: try planner.plan(bound.value), isIncluded: bound.isIncluded)
            if bound.isLower { lower = lower ?? made } else { upper = upper ?? made }
        }
        return .indexRange(index, name: name, lower: lower, upper: upper)
    }

    private func bound(
        _ expression: BoundExpression
    ) -> (key: Name, value: BoundExpression, isLower: Bool, isIncluded: Bool)? {
        guard case .comparison(let left, let steps) = expression.kind, steps.count == 1 else {
            return nil
        }
        let (sign, right) = (steps[0].operator, steps[0].operand)
        guard sign != .equal, sign != .notEqual else { return nil }
        let isGreater = sign == .greater || sign == .greaterOrEqual
        let isIncluded = sign == .greaterOrEqual || sign == .lessOrEqual
        if let key = key(left) { return (key, right, isGreater, isIncluded) }
        if let key = key(right) { return (key, left, !isGreater, isIncluded) }
        return nil
    }

    /// The key if the expression is a property of the node.
    private func key(_ expression: BoundExpression) -> Name? {
        guard case .property(let base, let key) = expression.kind, case .variable(node) = base.kind
        else { return nil }
        return key
    }

    /// The index on a key, if the value does not depend on the node itself.
    private func index(
        _ key: Name, _ value: BoundExpression, _ planner: Planner
    ) -> (IndexDefinition, name: String)? {
        guard !value.variables.contains(node),
            let label = planner.catalog.labels.id(of: label.text),
            let keyID = planner.catalog.keys.id(of: key.text),
            let index = planner.catalog.index(on: label, keyID)
        else { return nil }
        return (index, "\(self.label.text)(\(key.text))")
    }
}
