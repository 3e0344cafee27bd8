import GraphModel
import QuerySemantics
import QuerySyntax

/// The nodes that a node without a label can be, by the steps that led to it.
///
/// ```
/// (:Disease)-[:HAS_SYMPTOM]->(s)<-[:CAUSES]-(d)
///
/// s is the end of a HAS_SYMPTOM: of the labels that such ends have, a Symptom. So a relationship
/// CAUSES is sought at one of 679 symptoms, not at one of all nodes.
/// ```
struct NodePopulation {
    /// The labels, of which a node may have several.
    let labels: [LabelID?]
    let nodeCount: Double

    /// More labels are not looked through.
    private static let labelCountMax = 48

    /// Nil where nothing is known.
    ///
    /// - Parameter taken: steps of the pattern; those that do not touch the node tell nothing.
    init?(
        _ node: LogicalPattern.Node, found taken: Set<Int>, in pattern: LogicalPattern,
        _ estimates: PatternEstimates
    ) {
        guard node.labels.isEmpty, !taken.isEmpty else { return nil }
        let all = Array(estimates.catalog.labels.ids)
        guard all.count <= Self.labelCountMax else { return nil }
        var left = all
        var isKnown = false
        for index in taken {
            let step = pattern.steps[index]
            guard step.left == node.variable || step.right == node.variable,
                step.pattern.length == nil, !step.pattern.types.isEmpty
            else { continue }
            isKnown = true
            left = left.filter { Self.isEnd($0, of: step, at: node.variable, estimates) }
        }
        guard isKnown, !left.isEmpty else { return nil }
        let sum = left.reduce(0) { $0 + Double(estimates.statistics.nodeCount(label: $1)) }
        labels = left
        nodeCount = max(1, min(sum, Double(estimates.statistics.nodeCount())))
    }

    /// Whether some node with the label is an end of some relationship of the step.
    private static func isEnd(
        _ label: LabelID, of step: LogicalPattern.Step, at node: VariableID,
        _ estimates: PatternEstimates
    ) -> Bool {
        let direction = step.pattern.direction
        let isStart =
            step.left == node && direction != .incoming
            || step.right == node && direction != .outgoing
        let isEnd =
            step.right == node && direction != .incoming
            || step.left == node && direction != .outgoing
        return estimates.types(of: step).contains { type in
            isStart && estimates.statistics.relationshipCount(start: label, type: type) > 0
                || isEnd && estimates.statistics.relationshipCount(type: type, end: label) > 0
        }
    }
}
