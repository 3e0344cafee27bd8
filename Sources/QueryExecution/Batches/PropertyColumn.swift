import GraphModel
import GraphStore

extension Run {
    /// A property of the nodes of a column; nil when the column has other values than nodes.
    ///
    /// **Complexity**: O(rows): one word each where the store has a column of the property.
    ///
    /// **Throws** What the store does.
    mutating func property(
        _ key: KeyID?, ofNodes column: BatchColumn, _ room: inout ColumnRoom
    ) throws(ExecutionError) -> BatchColumn? {
        switch column {
        case .nodes(let nodes):
            guard let key else { return .constant(.null) }
            return try property(key, count: nodes.count, &room) { nodes[$0] }
        case .ends(let steps):
            guard let key else { return .constant(.null) }
            return try property(key, count: steps.count, &room) { steps[$0].node }
        default: return nil
        }
    }

    @inline(__always)
    private mutating func property(
        _ key: KeyID, count: Int, _ room: inout ColumnRoom, _ node: (Int) -> NodeID
    ) throws(ExecutionError) -> BatchColumn {
        if let column = try graph.column(of: key, forReads: count) {
            switch column.kind {
            case .integer:
                room.integers.removeAll(keepingCapacity: true)
                room.integers.reserveCapacity(count)
                if column.gather(count, node, into: &room.integers, { Int64(bitPattern: $0) }) {
                    return .integers(room.integers)
                }
            case .float:
                room.floats.removeAll(keepingCapacity: true)
                room.floats.reserveCapacity(count)
                if column.gather(count, node, into: &room.floats, { Double(bitPattern: $0) }) {
                    return .floats(room.floats)
                }
            }
        }
        room.values.removeAll(keepingCapacity: true)
        room.values.reserveCapacity(count)
        for index in 0..<count {
            let value = try graph.value(of: key, of: node(index))
            room.values.append(value.map { Value($0) } ?? .null)
        }
        return .values(room.values)
    }

    /// The declared weights of relationships; nil when some have none, or another property is meant.
    func weights(
        _ key: KeyID?, of steps: [Neighbour], _ room: inout ColumnRoom
    ) -> BatchColumn? {
        guard let key, let first = steps.first else { return nil }
        var type = first.relationship.type
        guard graph.weightKey(of: type) == key else { return nil }
        room.floats.removeAll(keepingCapacity: true)
        room.floats.append(addingCapacity: steps.count) { floats in
            for step in steps {
                if step.relationship.type != type {
                    type = step.relationship.type
                    guard graph.weightKey(of: type) == key else { return }
                }
                guard let weight = step.weight.value else { return }
                floats.append(weight)
            }
        }
        return room.floats.count == steps.count ? .floats(room.floats) : nil
    }

    /// A property of relationships that is read from their records.
    mutating func property(
        _ key: KeyID, ofRelationships steps: [Neighbour], _ room: inout ColumnRoom
    ) throws(ExecutionError) -> BatchColumn {
        room.values.removeAll(keepingCapacity: true)
        room.values.reserveCapacity(steps.count)
        for step in steps {
            let value = try graph.relationship(step.relationship.id)?.value(of: key)
            room.values.append(value.map { Value($0) } ?? .null)
        }
        return .values(room.values)
    }
}

extension NodeColumn {
    /// Appends the values of some nodes.
    ///
    /// - Returns: false as soon as one of them has no value.
    @inline(__always)
    fileprivate func gather<Element>(
        _ count: Int, _ node: (Int) -> NodeID, into values: inout [Element],
        _ element: (UInt64) -> Element
    ) -> Bool {
        let (words, presence) = (words, presence)
        var areThere = true
        values.append(addingCapacity: count) { room in
            for index in 0..<count {
                let place = Int(node(index).rawValue)
                guard place < words.count,
                    presence[place &>> 6] &>> UInt64(place & 63) & 1 != 0
                else {
                    areThere = false
                    return
                }
                room.append(element(words[place]))
            }
        }
        return areThere
    }
}

extension GraphAccess {
    /// The column of a property, which a snapshot has when that is worth it: see ``NodeColumn``.
    func column(
        of key: KeyID, forReads count: Int
    ) throws(ExecutionError) -> NodeColumn? {
        switch snapshot {
        case .some(let snapshot):
            do {
                guard case .made(let column) = try snapshot.column(of: key, forReads: count) else {
                    return nil
                }
                return column
            } catch { throw .store(error) }
        case .none: return nil
        }
    }
}
