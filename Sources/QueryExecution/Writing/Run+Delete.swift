import Diagnostics
import GraphModel
import GraphStore
import QueryPlanning
import QuerySyntax

extension Run {
    /// Deletes what the targets of all rows are.
    ///
    /// Relationships go at once. Nodes count as deleted, and go with ``finishDeletes()`` behind
    /// the last of several clauses: which of them names the relationships of a node is the same.
    mutating func delete(
        _ targets: [PlanExpression], isDetach: Bool, _ rows: [Row]
    ) throws(ExecutionError) {
        var nodes: [(node: NodeID, span: SourceSpan)] = []
        var relationships: [RelationshipID] = []
        for row in rows {
            var row = row
            for target in targets {
                switch try evaluate(target, &row) {
                case .null: break
                case .node(let node): nodes.append((node, target.span))
                case .relationship(let relationship): relationships.append(relationship.id)
                case .path(let path):
                    nodes += path.nodes.map { ($0, target.span) }
                    relationships += path.relationships.map(\.id)
                case let value:
                    throw .wrongType(
                        target.span, expected: "a node, a relationship or a path", value)
                }
            }
        }
        for relationship in relationships { try delete(relationship) }
        var neighbours: [Neighbour] = []
        for (node, span) in nodes {
            try step()
            if deletedNodes.insert(node).inserted { nodesToDelete.append((node, span)) }
            guard isDetach else { continue }
            neighbours.removeAll(keepingCapacity: true)
            try graph.appendNeighbours(of: node, .either, nil, to: &neighbours)
            for neighbour in neighbours { try delete(neighbour.relationship.id) }
        }
    }

    /// Deletes the nodes of the clauses before.
    ///
    /// **Throws** `ConstraintVerificationFailed` for a node that still has relationships.
    mutating func finishDeletes() throws(ExecutionError) {
        var neighbours: [Neighbour] = []
        for (node, span) in nodesToDelete {
            try step()
            neighbours.removeAll(keepingCapacity: true)
            try graph.appendNeighbours(of: node, .either, nil, to: &neighbours)
            guard neighbours.isEmpty else { throw .connectedNode(span) }
            try graph.write { transaction throws(StoreError) in try transaction.deleteNode(node) }
            changes.deleted(node)
        }
        nodesToDelete = []
    }

    private mutating func delete(_ relationship: RelationshipID) throws(ExecutionError) {
        guard deletedRelationships.insert(relationship).inserted else { return }
        try graph.write { transaction throws(StoreError) in
            try transaction.deleteRelationship(relationship)
        }
        changes.deleted(relationship)
    }
}
