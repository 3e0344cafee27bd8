import GraphModel
import QueryPlanning

/// Follows each relationship of a node.
///
/// ```
/// a        a  r  b
/// 1   →    1  10 2      a −r→ b; a relationship that the row has already is passed over
/// ```
final class ExpandOperator: PipelineOperator {
    private let expand: PhysicalExpand
    private var neighbours: [Neighbour] = []

    init(_ expand: PhysicalExpand, into next: Operator) {
        self.expand = expand
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard case .node(let from) = row[expand.from] else { return true }
        var target: NodeID?
        if expand.isInto {
            guard case .node(let node) = row[expand.to] else { return true }
            target = node
        }
        neighbours.removeAll(keepingCapacity: true)
        try run.graph.appendNeighbours(
            of: from, expand.direction, run.ids(expand.types), to: &neighbours)
        for index in neighbours.indices {
            let neighbour = neighbours[index]
            try run.step()
            if let target {
                guard neighbour.node == target else { continue }
            } else {
                row[expand.to] = .node(neighbour.node)
            }
            guard row.lacks(neighbour.relationship, expand.differentFrom) else { continue }
            row[expand.relationship] = .relationship(neighbour.relationship)
            guard try next.push(&row, &run) else { return false }
        }
        return true
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
