import GraphModel
import QueryPlanning
import QuerySyntax

/// Finds the ends of a relationship that the row has already.
final class RelationshipSeekOperator: PipelineOperator {
    private let seek: PhysicalExpand

    init(_ seek: PhysicalExpand, into next: Operator) {
        self.seek = seek
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard case .relationship(let relationship) = row[seek.relationship],
            row.lacks(relationship, seek.differentFrom)
        else { return true }
        if let types = run.ids(seek.types), !types.contains(relationship.type) { return true }
        // What was deleted is found nowhere.
        guard try run.graph.relationship(relationship.id) != nil else { return true }
        let from = row[seek.from]
        let to = row[seek.to]
        defer {
            if !seek.isFromBound { row[seek.from] = from }
            if !seek.isInto { row[seek.to] = to }
        }
        if seek.direction != .incoming {
            guard try push(relationship.start, relationship.end, &row, &run) else { return false }
            if relationship.start == relationship.end { return true }
        }
        if seek.direction != .outgoing {
            return try push(relationship.end, relationship.start, &row, &run)
        }
        return true
    }

    private func push(
        _ from: NodeID, _ to: NodeID, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        if seek.isFromBound {
            guard case .node(from) = row[seek.from] else { return true }
        } else {
            row[seek.from] = .node(from)
        }
        if seek.isInto {
            guard case .node(to) = row[seek.to] else { return true }
        } else {
            row[seek.to] = .node(to)
        }
        return try next.push(&row, &run)
    }
}
