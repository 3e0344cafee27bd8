import Diagnostics
import GraphModel
import QueryPlanning

/// Labels that the node at the end of a step has.
struct EndLabels {
    var labels: [LabelSymbol] = []
    /// Where the query asks for them.
    var span = SourceSpan(start: 0, end: 0)
}

/// Which labels need not be tested, because all relationships of the types lead to them.
struct LabelProof {
    private var generation = -1
    private var commit: UInt64?
    private var labels: [LabelSymbol] = []

    /// The labels that must be tested at the end of a step.
    mutating func unproved(
        _ labels: [LabelSymbol], _ expand: PhysicalExpand, _ types: [TypeID]?,
        _ run: borrowing Run
    ) -> [LabelSymbol] {
        guard !labels.isEmpty, let commit = run.graph.commit else { return labels }
        if commit != self.commit || generation != run.names.generation {
            self.labels = labels.filter { label in
                guard let id = run.id(label) else { return true }
                return !run.graph.leadsOnly(to: id, expand.direction, types)
            }
            self.commit = commit
            generation = run.names.generation
        }
        return self.labels
    }
}
