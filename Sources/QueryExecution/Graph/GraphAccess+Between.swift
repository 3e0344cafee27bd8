import GraphModel
import GraphStore
import QuerySyntax

extension GraphAccess {
    /// Appends the relationships between two nodes as seen from the first: those of some types or,
    /// for nil, of all; parallel ones all, a loop once.
    ///
    /// They are looked for at the end with fewer relationships, by halving; at an end that was asked
    /// before, if it has no chunks, without a look at the other one.
    ///
    /// - Parameter isKnown: whether `to` was asked before.
    /// - Complexity: O(types × log(the lesser degree) + relationships found).
    mutating func appendRelationships(
        from: NodeID, to: NodeID, isKnown: Bool, _ direction: RelationshipPattern.Direction,
        _ types: [TypeID]?, to neighbours: inout [Neighbour]
    ) throws(ExecutionError) {
        let search = RelationshipsBetween(from, to, direction, types)
        do throws(StoreError) {
            if isTransaction {
                try settle(from)
                try settle(to)
                try withTransaction { transaction throws(StoreError) in
                    let graph = transaction.stored
                    guard let near = try graph.neighbourhoodRecord(of: from),
                        let far = try graph.neighbourhoodRecord(of: to)
                    else { return }
                    try search.append(near, far, graph, &neighbours)
                }
            } else {
                try withSnapshot { snapshot throws(StoreError) in
                    guard let far = try snapshot.neighbourhood(of: to) else { return }
                    if isKnown, !far.hasChunks {
                        return try search.append(far, isNear: false, snapshot.graph, &neighbours)
                    }
                    guard let near = try snapshot.neighbourhood(of: from) else { return }
                    try search.append(near, far, snapshot.graph, &neighbours)
                }
            }
        } catch { throw .store(error) }
    }
}

// MARK: One node and many

extension GraphAccess {
    /// Appends the relationships between one node and each of many, and beside each of them the
    /// place of the other node among the many.
    ///
    /// ```
    /// node's neighbours    2  3  5  8  9  …     both ascend as a rule, so that a search begins
    /// others               1     5     9        where the one before ended
    /// ```
    ///
    /// Relationships come as ``appendRelationships(from:to:isKnown:_:_:to:)`` gives them for one pair
    /// after the other.
    ///
    /// - Parameters:
    ///   - isFrom: whether the step leads from the one node to the others.
    ///   - direction: as the node sees it that the step leads from.
    /// - Returns: false, with nothing appended, unless the relationships of the node stand in one run:
    ///   those of one type in one direction, not in chunks.
    /// - Complexity: O(others × log(degree / others)) when the others ascend.
    /// - Precondition: the graph is a snapshot.
    func appendRelationships(
        of node: NodeID, isFrom: Bool, _ direction: RelationshipPattern.Direction,
        _ types: [TypeID]?, to others: [Neighbour], _ places: inout [Int],
        _ neighbours: inout [Neighbour]
    ) throws(ExecutionError) -> Bool {
        guard let types, types.count == 1, direction != .either else { return false }
        let isOutgoing = direction == .outgoing
        let key = SegmentKey(types[0], isOutgoing == isFrom ? .outgoing : .incoming)
        do throws(StoreError) {
            return try withSnapshot { snapshot throws(StoreError) in
                guard let record = try snapshot.neighbourhood(of: node),
                    let segment = record.segment(key)
                else { return true }
                guard !segment.isChunked else { return false }
                let run = record.run(of: segment)
                var index = 0
                for place in others.indices {
                    let other = others[place].node
                    index = run.firstIndex(atLeast: other, near: index)
                    while index < run.count, run.neighbour(index) == other {
                        let (from, to) = isFrom ? (node, other) : (other, node)
                        neighbours.append(
                            Neighbour(
                                node: to,
                                relationship: RelationshipValue(
                                    id: run.relationship(index), start: isOutgoing ? from : to,
                                    end: isOutgoing ? to : from, type: key.type),
                                weight: run.weight(index)))
                        places.append(place)
                        index += 1
                    }
                }
                return true
            }
        } catch { throw .store(error) }
    }
}

/// A search for the relationships between two nodes.
private struct RelationshipsBetween {
    private let from: NodeID
    private let to: NodeID
    private let direction: RelationshipPattern.Direction
    private let types: [TypeID]?

    init(
        _ from: NodeID, _ to: NodeID, _ direction: RelationshipPattern.Direction,
        _ types: [TypeID]?
    ) {
        self.from = from
        self.to = to
        self.direction = direction
        self.types = types
    }

    /// The sides of `from` that are looked at. A loop stands on both of its node, and is taken from
    /// where it leaves.
    private func isWanted(_ side: Direction) -> Bool {
        side == .outgoing
            ? direction != .incoming
            : direction == .incoming || direction == .either && from != to
    }

    func append(
        _ near: borrowing NeighbourhoodRecord, _ far: borrowing NeighbourhoodRecord,
        _ graph: borrowing GraphView, _ neighbours: inout [Neighbour]
    ) throws(StoreError) {
        if count(near, isNear: true) <= count(far, isNear: false) {
            try append(near, isNear: true, graph, &neighbours)
        } else {
            try append(far, isNear: false, graph, &neighbours)
        }
    }

    /// The relationships that would have to be looked through.
    private func count(_ record: borrowing NeighbourhoodRecord, isNear: Bool) -> Int {
        guard let types else { return record.degree }
        var count = 0
        for type in types {
            for side in Direction.allCases where isWanted(isNear ? side : side.reversed) {
                count += record.segment(SegmentKey(type, side))?.count ?? 0
            }
        }
        return count
    }

    func append(
        _ record: borrowing NeighbourhoodRecord, isNear: Bool, _ graph: borrowing GraphView,
        _ neighbours: inout [Neighbour]
    ) throws(StoreError) {
        if let types {
            for type in types {
                for side in Direction.allCases where isWanted(isNear ? side : side.reversed) {
                    guard let segment = record.segment(SegmentKey(type, side)) else { continue }
                    try append(segment, record, isNear, graph, &neighbours)
                }
            }
        } else {
            for index in 0..<record.segmentCount {
                let segment = record.segment(index)
                let side = segment.key.direction
                guard isWanted(isNear ? side : side.reversed) else { continue }
                try append(segment, record, isNear, graph, &neighbours)
            }
        }
    }

    private func append(
        _ segment: NeighbourhoodRecord.Segment, _ record: borrowing NeighbourhoodRecord,
        _ isNear: Bool, _ graph: borrowing GraphView, _ neighbours: inout [Neighbour]
    ) throws(StoreError) {
        guard segment.isChunked else {
            append(record.run(of: segment), segment.key, isNear, &neighbours)
            return
        }
        // Parallel relationships may stand in several chunks: from the last that begins before the
        // node to the last that begins with it.
        let sought = (isNear ? to : from).rawValue
        var index = record.lastChunk(before: sought, of: segment)
        while index < segment.chunkCount {
            let reference = record.chunk(index, of: segment)
            if reference.firstNeighbour > sought { return }
            append(try graph.chunkRecord(reference).run, segment.key, isNear, &neighbours)
            index += 1
        }
    }

    private func append(
        _ run: borrowing NeighbourRun, _ key: SegmentKey, _ isNear: Bool,
        _ neighbours: inout [Neighbour]
    ) {
        let sought = isNear ? to : from
        // The side as `from` sees it.
        let isOutgoing = (key.direction == .outgoing) == isNear
        var index = run.firstIndex(atLeast: sought)
        while index < run.count, run.neighbour(index) == sought {
            neighbours.append(
                Neighbour(
                    node: to,
                    relationship: RelationshipValue(
                        id: run.relationship(index), start: isOutgoing ? from : to,
                        end: isOutgoing ? to : from, type: key.type),
                    weight: run.weight(index)))
            index += 1
        }
    }
}

extension Direction {
    fileprivate var reversed: Direction { self == .outgoing ? .incoming : .outgoing }
}
