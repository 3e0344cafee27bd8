import Diagnostics
import QuerySemantics
import QuerySyntax

/// What a `MATCH` asks for, without an order: nodes, relationships between them, and conditions.
///
/// ```
/// MATCH (a:A {x: 1})-[r:T]->(b), (b)--(c) WHERE c.y > a.y
///
/// nodes       a, b, c
/// steps       a -r-> b, b -·- c
/// conditions  a:A, a.x = 1, c.y > a.y
/// ```
struct LogicalPattern {
    /// A node, with all labels that any mention of it asks for.
    struct Node {
        let variable: VariableID
        let isBound: Bool
        var labels: [Name]
        let name: String
        let span: SourceSpan
    }

    /// A relationship pattern between two nodes.
    struct Step {
        let pattern: BoundPath.Relationship
        let left: VariableID
        let right: VariableID
        let isBound: Bool
        let search: PathPattern.Search?
        /// The named path, when it is needed to choose: of a search.
        let path: PhysicalPath?
    }

    /// What rows must satisfy once all of `variables` have values.
    struct Condition {
        let kind: Kind
        /// Of those that the pattern introduces.
        let variables: Set<VariableID>

        enum Kind {
            case expression(BoundExpression)
            case labels(VariableID, [Name], SourceSpan)
            /// `key` of a node or relationship equals a value.
            case property(VariableID, Name, BoundExpression)
        }

        /// All that the condition speaks of, what clauses before have bound included.
        var mentioned: Set<VariableID> {
            switch kind {
            case .expression(let expression): expression.variables
            case .labels(let variable, _, _): [variable]
            case .property(let variable, _, let value): value.variables.union([variable])
            }
        }

        /// Whether it makes no difference how often the condition is looked at.
        var isDeterministic: Bool {
            switch kind {
            case .expression(let expression): expression.isDeterministic
            case .labels: true
            case .property(_, _, let value): value.isDeterministic
            }
        }
    }

    var nodes: [VariableID: Node] = [:]
    /// The nodes in the order of the text.
    var nodeOrder: [VariableID] = []
    var steps: [Step] = []
    var conditions: [Condition] = []
    var paths: [(path: PhysicalPath, variables: Set<VariableID>)] = []
    /// All that the pattern gives a value to.
    var introduced: Set<VariableID> = []
}

extension LogicalPattern {
    init(_ paths: [BoundPath], _ condition: BoundExpression?, _ planner: Planner) {
        introduced = Self.introduced(by: paths)
        for path in paths {
            for node in path.nodes { add(node, planner) }
            for (index, relationship) in path.relationships.enumerated() {
                let isBound = !introduced.contains(relationship.variable)
                steps.append(
                    Step(
                        pattern: relationship, left: path.nodes[index].variable,
                        right: path.nodes[index + 1].variable, isBound: isBound,
                        search: path.search,
                        path: path.search == nil ? nil : planner.physicalPath(path)))
                if relationship.length == nil {
                    addProperties(relationship.properties, of: relationship.variable)
                }
            }
            if let made = planner.physicalPath(path) {
                let parts = path.nodes.map(\.variable) + path.relationships.map(\.variable)
                self.paths.append((made, introduced.intersection(parts)))
            }
        }
        for part in condition?.conjuncts ?? [] { add(.expression(part), part.variables) }
    }

    private static func introduced(by paths: [BoundPath]) -> Set<VariableID> {
        var introduced: Set<VariableID> = []
        var seen: Set<VariableID> = []
        func mention(_ variable: VariableID, _ isBound: Bool) {
            if seen.insert(variable).inserted, !isBound { introduced.insert(variable) }
        }
        for path in paths {
            mention(path.nodes[0].variable, path.nodes[0].isBound)
            for (index, step) in path.relationships.enumerated() {
                mention(step.variable, step.isBound)
                mention(path.nodes[index + 1].variable, path.nodes[index + 1].isBound)
            }
            if let variable = path.variable { introduced.insert(variable) }
        }
        return introduced
    }

    private mutating func add(_ node: BoundPath.Node, _ planner: Planner) {
        let variable = node.variable
        if nodes[variable] == nil {
            nodeOrder.append(variable)
            nodes[variable] = Node(
                variable: variable, isBound: !introduced.contains(variable), labels: [],
                name: planner.statement[variable].name, span: node.span)
        }
        if !node.labels.isEmpty {
            nodes[variable]!.labels += node.labels
            add(.labels(variable, node.labels, node.span), [variable])
        }
        addProperties(node.properties, of: variable)
    }

    private mutating func addProperties(_ map: BoundExpression?, of variable: VariableID) {
        guard let map, case .map(let entries) = map.kind else { return }
        for entry in entries {
            add(
                .property(variable, entry.key, entry.value),
                entry.value.variables.union([variable]))
        }
    }

    private mutating func add(_ kind: Condition.Kind, _ variables: Set<VariableID>) {
        conditions.append(
            Condition(kind: kind, variables: variables.intersection(introduced)))
    }
}
