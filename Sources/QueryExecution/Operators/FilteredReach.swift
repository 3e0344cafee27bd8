import GraphModel
import QueryPlanning
import QuerySyntax

/// The nodes that walks reach whose relationships satisfy conditions, or in a graph that is being
/// changed.
///
/// A breadth-first search by levels. The start is reached again by a cycle through it: the
/// shortest one closes where two parts of the search meet that left the start by different
/// relationships.
struct FilteredReach {
    private let walk: PhysicalVariableExpand
    private var expand: PhysicalExpand { walk.expand }

    init(_ walk: PhysicalVariableExpand) { self.walk = walk }

    /// The nodes in the order in which they are reached, the start first if it is among them.
    func nodes(
        from start: NodeID, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> [NodeID] {
        let filter = try RelationshipFilter(walk, &row, &run)
        let upper = walk.upper ?? .max
        var reached: [NodeID] = []
        // For each node its depth, and the relationship by which the search left the start.
        var known: [NodeID: (depth: Int, branch: RelationshipID)] = [:]
        // The length of the shortest way back to the start.
        var cycle: Int? = walk.lower == 0 ? 0 : nil
        var frontier = [start]
        var depth = 0
        var neighbours: [Neighbour] = []
        while !frontier.isEmpty, depth < upper {
            depth += 1
            var level: [NodeID] = []
            for node in frontier {
                neighbours.removeAll(keepingCapacity: true)
                try run.graph.appendNeighbours(
                    of: node, expand.direction, filter.types, to: &neighbours)
                let branch = known[node]?.branch
                for neighbour in neighbours {
                    try run.step()
                    let relationship = neighbour.relationship
                    guard try filter.accepts(relationship, &row, &run) else { continue }
                    let own = branch ?? relationship.id
                    if neighbour.node == start {
                        // Back along the relationship by which it left is no cycle.
                        if depth == 1 || expand.direction != .either || relationship.id != own {
                            cycle = min(cycle ?? depth, depth)
                        }
                    } else if let other = known[neighbour.node] {
                        if expand.direction == .either, other.branch != own {
                            cycle = min(cycle ?? .max, depth + other.depth)
                        }
                    } else {
                        known[neighbour.node] = (depth, own)
                        level.append(neighbour.node)
                    }
                }
            }
            reached += level
            frontier = level
        }
        guard let cycle, cycle <= upper else { return reached }
        return [start] + reached
    }
}
