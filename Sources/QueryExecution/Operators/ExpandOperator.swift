import Diagnostics
import GraphModel
import QueryPlanning

/// Follows each relationship of a node.
///
/// ```
/// a        a  r  b
/// 1   →    1  10 2      a −r→ b; a relationship that the row has already is passed over
/// ```
///
/// When both ends are known, the relationships between them are looked up.
final class ExpandOperator: PipelineOperator {
    private let expand: PhysicalExpand
    /// What the other node must be labelled with.
    private let end: EndLabels
    /// Takes the weights that expressions behind the step ask for.
    private let weight: ExpandedWeight?
    private var types: TypeSelection
    private var proof = LabelProof()
    private var neighbours: [Neighbour] = []
    /// The end that the last row had, whose relationships are near at hand.
    private var lastEnd: NodeID?

    /// More are not kept between two runs.
    private static let keptCountMax = 4096

    init(
        _ expand: PhysicalExpand, _ end: EndLabels, _ weight: ExpandedWeight?,
        into next: Operator
    ) {
        self.expand = expand
        self.end = end
        self.weight = weight
        types = TypeSelection(expand.types)
        super.init(into: next)
    }

    override func rest() {
        if neighbours.capacity > Self.keptCountMax { neighbours = [] }
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard case .node(let from) = row[expand.from] else { return true }
        // The rows behind this one come when this one is done, so the buffer is free.
        var neighbours: [Neighbour] = []
        swap(&neighbours, &self.neighbours)
        defer { swap(&neighbours, &self.neighbours) }
        neighbours.removeAll(keepingCapacity: true)
        let types = types.ids(run)
        if expand.isInto {
            guard case .node(let to) = row[expand.to] else { return true }
            try run.graph.appendRelationships(
                from: from, to: to, isKnown: to == lastEnd, expand.direction, types,
                to: &neighbours)
            lastEnd = to
        } else {
            try run.graph.appendNeighbours(of: from, expand.direction, types, to: &neighbours)
        }
        let labels = proof.unproved(end.labels, expand, types, run)
        return try push(neighbours, labels, &row, &run)
    }

    private func push(
        _ neighbours: [Neighbour], _ labels: [LabelSymbol], _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        var keys = WeightKeys()
        // Held once, not for each neighbour.
        let (weight, differentFrom) = (weight, expand.differentFrom)
        let (to, relationship) = (expand.isInto ? nil : expand.to, expand.relationship)
        for neighbour in neighbours {
            try run.step()
            if !labels.isEmpty {
                let isLabelled = try run.hasLabels(labels, .node(neighbour.node), end.span)
                guard isLabelled == true else { continue }
            }
            guard row.lacks(neighbour.relationship, differentFrom) else { continue }
            if let to { row[to] = .node(neighbour.node) }
            row[relationship] = .relationship(neighbour.relationship)
            if let weight {
                let key = keys.key(of: neighbour.relationship.type, run)
                weight.keep(neighbour.weight, key, of: neighbour.relationship.id)
            }
            guard try next.push(&row, &run) else { return false }
        }
        return true
    }
}

/// Labels that the node at the end of a step has.
struct EndLabels {
    var labels: [LabelSymbol] = []
    /// Where the query asks for them.
    var span = SourceSpan(start: 0, end: 0)
}

/// Which labels need not be tested, because all relationships of the types lead to them.
private struct LabelProof {
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

/// The declared weights of the types that come one after the other.
private struct WeightKeys {
    private var type: TypeID?
    private var key: KeyID?

    /// See ``GraphAccess/weightKey(of:)``.
    mutating func key(of type: TypeID, _ run: borrowing Run) -> KeyID? {
        if type == self.type { return key }
        self.type = type
        key = run.graph.weightKey(of: type)
        return key
    }
}

extension Row {
    /// Whether no slot has a relationship, alone or in a list.
    func lacks(_ relationship: RelationshipValue, _ slots: [Int]) -> Bool {
        for slot in slots {
            switch self[slot] {
            case .relationship(let other): if other == relationship { return false }
            case .list(let elements):
                for case .relationship(let other) in elements where other == relationship {
                    return false
                }
            default: break
            }
        }
        return true
    }
}
