import QuerySemantics

/// Some of the steps and nodes of a pattern.
///
/// ```
/// (a)-->(b)-->(c), (d)         without b:   (a)-->(b) and (b)-->(c)
///                              by itself:   (a)-->(b)-->(c) and (d)
/// ```
struct PatternPart: Hashable {
    private(set) var steps: Set<Int>
    private(set) var nodes: Set<VariableID>

    /// All of a pattern.
    init(_ pattern: LogicalPattern) {
        steps = Set(pattern.steps.indices)
        nodes = Set(pattern.nodeOrder)
    }

    private init(steps: Set<Int>, nodes: Set<VariableID>) {
        self.steps = steps
        self.nodes = nodes
    }

    var isEmpty: Bool { nodes.isEmpty }

    /// What the part gives a value to.
    func variables(in pattern: LogicalPattern) -> Set<VariableID> {
        var variables = nodes
        for index in steps {
            let step = pattern.steps[index]
            variables.insert(step.pattern.variable)
            if let path = step.path { variables.insert(VariableID(rawValue: path.slot)) }
        }
        return variables.intersection(pattern.introduced)
    }

    /// Whether the part can be searched before any clause in front of the pattern has a row.
    func isUnanchored(in pattern: LogicalPattern) -> Bool {
        nodes.isSubset(of: pattern.introduced) && steps.allSatisfy { !pattern.steps[$0].isBound }
    }

    /// The part without another one; nodes at the border stay.
    func subtracting(_ other: PatternPart, in pattern: LogicalPattern) -> PatternPart {
        let rest = steps.subtracting(other.steps)
        let ends = rest.flatMap { [pattern.steps[$0].left, pattern.steps[$0].right] }
        return PatternPart(
            steps: rest, nodes: nodes.subtracting(other.nodes).union(ends))
    }

    /// The parts that no step joins, in the order of the text.
    ///
    /// - Parameter cut: a node at which steps count as not joined; it belongs to each of its parts.
    func components(in pattern: LogicalPattern, cut: VariableID? = nil) -> [PatternPart] {
        var parts: [PatternPart] = []
        var seenNodes: Set<VariableID> = cut.map { [$0] } ?? []
        var seenSteps: Set<Int> = []
        for first in pattern.nodeOrder where nodes.contains(first) && !seenNodes.contains(first) {
            var part = PatternPart(steps: [], nodes: [first])
            var open = [first]
            while let node = open.popLast() {
                seenNodes.insert(node)
                for index in steps where !seenSteps.contains(index) {
                    let step = pattern.steps[index]
                    guard step.left == node || step.right == node else { continue }
                    seenSteps.insert(index)
                    part.steps.insert(index)
                    for end in [step.left, step.right] where part.nodes.insert(end).inserted {
                        if end != cut { open.append(end) }
                    }
                }
            }
            parts.append(part)
        }
        if let cut {
            // Steps from the node to itself are a part of their own.
            let loops = steps.subtracting(seenSteps)
            if !loops.isEmpty { parts.append(PatternPart(steps: loops, nodes: [cut])) }
        }
        return parts
    }
}
