import GraphModel
import QueryPlanning
import QuerySyntax

/// Walks along relationships, none twice, and gives each walk of a length between two bounds.
///
/// ```
/// a         a  rs        b
/// 1    →    1  [10]      2        a −[rs*1..2]→ b
///           1  [10, 11]  3
/// ```
final class VariableExpandOperator: PipelineOperator {
    private let walk: PhysicalVariableExpand
    private var expand: PhysicalExpand { walk.expand }

    init(_ walk: PhysicalVariableExpand, into next: Operator) {
        self.walk = walk
        super.init(into: next)
    }

    /// A node on the way, with the relationships there that are still to be tried.
    private struct Level {
        let node: NodeID
        var rest: [Neighbour]
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard case .node(let start) = row[expand.from] else { return true }
        var target: NodeID?
        if expand.isInto {
            guard case .node(let node) = row[expand.to] else { return true }
            target = node
        }
        let filter = try RelationshipFilter(walk, &row, &run)
        if walk.isListBound { return try follow(start, target, filter, &row, &run) }
        return try search(start, target, filter, &row, &run)
    }

    private func search(
        _ start: NodeID, _ target: NodeID?, _ filter: RelationshipFilter, _ row: inout Row,
        _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        if walk.lower == 0, try !emit([], start, target, &row, &run) { return false }
        let upper = walk.upper ?? .max
        guard upper > 0 else { return true }
        var path: [RelationshipValue] = []
        var levels = [Level(node: start, rest: try neighbours(start, filter, &run))]
        while !levels.isEmpty {
            guard let neighbour = levels[levels.count - 1].rest.popLast() else {
                levels.removeLast()
                _ = path.popLast()
                continue
            }
            // All of a long walk is looked at, and copied, for each relationship that is tried.
            try run.step(size: 1 + path.count / 16)
            let relationship = neighbour.relationship
            guard !path.contains(relationship), row.lacks(relationship, expand.differentFrom),
                try filter.accepts(relationship, &row, &run)
            else { continue }
            path.append(relationship)
            if path.count >= walk.lower,
                try !emit(path, neighbour.node, target, &row, &run)
            {
                return false
            }
            if path.count < upper, try filter.acceptsInner(neighbour.node, &row, &run) {
                levels.append(
                    Level(
                        node: neighbour.node, rest: try neighbours(neighbour.node, filter, &run)))
            } else {
                path.removeLast()
            }
        }
        return true
    }

    private func neighbours(
        _ node: NodeID, _ filter: RelationshipFilter, _ run: inout Run
    ) throws(ExecutionError) -> [Neighbour] {
        var neighbours: [Neighbour] = []
        try run.graph.appendNeighbours(of: node, expand.direction, filter.types, to: &neighbours)
        neighbours.reverse()
        return neighbours
    }

    /// Whether the relationships that the row has make such a walk.
    private func follow(
        _ start: NodeID, _ target: NodeID?, _ filter: RelationshipFilter, _ row: inout Row,
        _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard case .list(let elements) = row[expand.relationship] else { return true }
        guard elements.count >= walk.lower, elements.count <= walk.upper ?? .max else {
            return true
        }
        var node = start
        var path: [RelationshipValue] = []
        for element in walk.isReversed ? elements.reversed() : elements {
            guard case .relationship(let relationship) = element, !path.contains(relationship),
                row.lacks(relationship, expand.differentFrom),
                try filter.accepts(relationship, &row, &run),
                filter.types?.contains(relationship.type) ?? true,
                try run.graph.relationship(relationship.id) != nil
            else { return true }
            let isForward = relationship.start == node && expand.direction != .incoming
            let isBackward = relationship.end == node && expand.direction != .outgoing
            guard isForward || isBackward else { return true }
            node = relationship.other(than: node)
            path.append(relationship)
        }
        if let target {
            guard target == node else { return true }
        } else {
            row[expand.to] = .node(node)
        }
        return try next.push(&row, &run)
    }

    private func emit(
        _ path: [RelationshipValue], _ end: NodeID, _ target: NodeID?, _ row: inout Row,
        _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        if let target {
            guard target == end else { return true }
        } else {
            row[expand.to] = .node(end)
        }
        let list = path.map { Value.relationship($0) }
        row[expand.relationship] = .list(walk.isReversed ? list.reversed() : list)
        return try next.push(&row, &run)
    }
}

/// What the relationships and inner nodes of a walk must be like, for one row.
struct RelationshipFilter {
    private let walk: PhysicalVariableExpand
    /// The ids of the types; nil for any.
    let types: [TypeID]?
    private var properties: [(key: KeySymbol, value: Value)] = []

    init(
        _ walk: PhysicalVariableExpand, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) {
        self.walk = walk
        types = run.ids(walk.expand.types)
        for property in walk.properties {
            properties.append((property.key, try run.evaluate(property.value, &row)))
        }
    }

    func accepts(
        _ relationship: RelationshipValue, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        for (index, property) in properties.enumerated() {
            let span = walk.properties[index].value.span
            let value = try run.property(property.key, of: .relationship(relationship), span)
            guard Value.equals(value, property.value) == true else { return false }
        }
        guard let condition = walk.relationships else { return true }
        row[condition.slot] = .relationship(relationship)
        return try run.holds(condition.condition, &row)
    }

    func acceptsInner(
        _ node: NodeID, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard let condition = walk.innerNodes else { return true }
        row[condition.slot] = .node(node)
        return try run.holds(condition.condition, &row)
    }
}
