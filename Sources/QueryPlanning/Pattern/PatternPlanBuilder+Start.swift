import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax

extension PatternPlanBuilder {
    /// Begins with the nodes of a variable.
    mutating func start(
        _ variable: VariableID, _ count: Double, _ planner: inout Planner
    ) throws(QueryError) {
        let node = pattern.nodes[variable]!
        let access = try access(node, &planner)
        put(
            .nodeScan(
                PhysicalNodeScan(slot: variable.rawValue, access: access, name: node.name)), count)
        known.insert(variable)
    }

    /// The cheapest way to find a node.
    private mutating func access(
        _ node: LogicalPattern.Node, _ planner: inout Planner
    ) throws(QueryError) -> PhysicalNodeScan.Access {
        let ready = conditions.filter { $0.variables.subtracting(known) == [node.variable] }
        for name in node.labels {
            let seek = IndexSeekChoice(name, node.variable, ready)
            if let access = try seek.access(&planner) {
                // An index has only nodes of its label.
                conditions = conditions.map { $0.without(name, of: node.variable) }
                return access
            }
        }
        let counted = node.labels.map { name in
            (
                name,
                planner.catalog.labels.id(of: name.text).map {
                    planner.statistics.nodeCount(label: $0)
                } ?? 0
            )
        }
        let rarest = counted.min { $0.1 < $1.1 }?.0
        if let rarest {
            // The scan gives only nodes of the label: nobody need look again.
            conditions = conditions.map { $0.without(rarest, of: node.variable) }
        }
        let label = rarest.map { planner.symbols.label($0.text) }
        for condition in ready where planner.rules.contains(.hashJoins) {
            guard let (key, value) = condition.equality(on: node.variable),
                !value.variables.isEmpty, !value.variables.contains(node.variable)
            else { continue }
            return .table(
                label, key: planner.symbols.key(key.text), equalTo: try planner.plan(value))
        }
        return label.map { .label($0) } ?? .all
    }
}

extension LogicalPattern.Condition {
    /// The condition for nodes that are known to have a label.
    func without(_ label: Name, of node: VariableID) -> LogicalPattern.Condition {
        guard case .labels(node, let names, let span) = kind else { return self }
        let rest = names.filter { !$0.text.utf8.elementsEqual(label.text.utf8) }
        return LogicalPattern.Condition(kind: .labels(node, rest, span), variables: variables)
    }
}
