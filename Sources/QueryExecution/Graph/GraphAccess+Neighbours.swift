package import GraphModel
package import GraphStore
package import QuerySyntax

/// A relationship as it is met, with what need not be looked up.
package struct RelationshipValue: Hashable, Sendable {
    package let id: RelationshipID
    package let start: NodeID
    package let end: NodeID
    package let type: TypeID

    package static func == (left: RelationshipValue, right: RelationshipValue) -> Bool {
        left.id == right.id
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }

    /// The end that is not `node`; `node` itself for a loop.
    package func other(than node: NodeID) -> NodeID { start == node ? end : start }
}

/// A relationship of a node, with the node at its other end.
package struct Neighbour: Sendable {
    package let node: NodeID
    package let relationship: RelationshipValue
    /// What stands beside the neighbour.
    package let weight: Weight
}

extension GraphAccess {
    /// Appends the relationships of a node in one direction or both, those of some types or, for
    /// nil, of all. A loop comes once.
    package mutating func appendNeighbours(
        of node: NodeID, _ direction: RelationshipPattern.Direction, _ types: [TypeID]?,
        to neighbours: inout [Neighbour]
    ) throws(ExecutionError) {
        do {
            if isTransaction {
                try settle(node)
                try withTransaction { transaction throws(StoreError) in
                    let graph = transaction.stored
                    guard let record = try graph.neighbourhoodRecord(of: node) else { return }
                    try Self.append(record, graph, node, direction, types, &neighbours)
                }
            } else {
                try withSnapshot { snapshot throws(StoreError) in
                    guard let record = try snapshot.neighbourhood(of: node) else { return }
                    try Self.append(
                        record, snapshot.graph, node, direction, types, &neighbours)
                }
            }
        } catch { throw .store(error) }
    }

    /// Asks the memory of a snapshot for relationships that are wanted soon.
    ///
    /// - Parameters:
    ///   - nodes: whose relationships are wanted, in this order.
    ///   - index: the place of the node whose relationships are wanted next.
    func prefetchNeighbours(
        of nodes: BatchColumn, behind index: Int, count: Int,
        _ direction: RelationshipPattern.Direction, _ types: [TypeID]?
    ) {
        withSnapshot { snapshot in
            let (near, far) = (index + Self.prefetchDistance, index + 2 * Self.prefetchDistance)
            if far < count, case .node(let node) = nodes[far] {
                snapshot.prefetchNeighbourhood(of: node)
            }
            guard near < count, case .node(let node) = nodes[near], let types else { return }
            for type in types {
                if direction != .incoming {
                    snapshot.prefetchNeighbours(of: node, in: SegmentKey(type, .outgoing))
                }
                if direction != .outgoing {
                    snapshot.prefetchNeighbours(of: node, in: SegmentKey(type, .incoming))
                }
            }
        }
    }

    /// How many nodes ahead memory is asked for.
    private static var prefetchDistance: Int { 4 }

    private static func append(
        _ record: borrowing NeighbourhoodRecord, _ graph: borrowing GraphView, _ node: NodeID,
        _ direction: RelationshipPattern.Direction, _ types: [TypeID]?,
        _ neighbours: inout [Neighbour]
    ) throws(StoreError) {
        let isOutgoing = direction != .incoming
        let isIncoming = direction != .outgoing
        guard let types else {
            for index in 0..<record.segmentCount {
                let segment = record.segment(index)
                guard segment.key.direction == .outgoing ? isOutgoing : isIncoming else { continue }
                try append(
                    segment, record, graph, node, skipsLoops(segment, direction), &neighbours)
            }
            return
        }
        for type in types {
            for side in Direction.allCases where side == .outgoing ? isOutgoing : isIncoming {
                guard let segment = record.segment(SegmentKey(type, side)) else { continue }
                try append(
                    segment, record, graph, node, skipsLoops(segment, direction), &neighbours)
            }
        }
    }

    /// A loop stands on both sides; where both are wanted, it is taken from where it leaves.
    private static func skipsLoops(
        _ segment: NeighbourhoodRecord.Segment, _ direction: RelationshipPattern.Direction
    ) -> Bool {
        direction == .either && segment.key.direction == .incoming
    }

    private static func append(
        _ segment: NeighbourhoodRecord.Segment, _ record: borrowing NeighbourhoodRecord,
        _ graph: borrowing GraphView, _ node: NodeID, _ skipsLoops: Bool,
        _ neighbours: inout [Neighbour]
    ) throws(StoreError) {
        neighbours.reserveCapacity(neighbours.count + segment.count)
        guard segment.isChunked else {
            append(record.run(of: segment), segment.key, node, skipsLoops, &neighbours)
            return
        }
        for index in 0..<segment.chunkCount {
            let chunk = try graph.chunkRecord(record.chunk(index, of: segment))
            append(chunk.run, segment.key, node, skipsLoops, &neighbours)
        }
    }

    private static func append(
        _ run: borrowing NeighbourRun, _ key: SegmentKey, _ node: NodeID, _ skipsLoops: Bool,
        _ neighbours: inout [Neighbour]
    ) {
        let (isOutgoing, type) = (key.direction == .outgoing, key.type)
        neighbours.append(addingCapacity: run.count) { room in
            run.forEach { other, id, weight in
                if skipsLoops && other == node { return }
                room.append(
                    Neighbour(
                        node: other,
                        relationship: RelationshipValue(
                            id: id, start: isOutgoing ? node : other,
                            end: isOutgoing ? other : node, type: type),
                        weight: weight))
            }
        }
    }
}
