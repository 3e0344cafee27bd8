import GraphModel

/// How often a relationship was met in neighbourhoods.
struct Incidence {
    /// As a neighbour of its start.
    var outgoing: UInt8 = 0
    /// As a neighbour of its end.
    var incoming: UInt8 = 0
    /// The record is there.
    var exists = false

    mutating func meet(_ direction: Direction) {
        switch direction {
        case .outgoing: outgoing = min(outgoing + 1, 2)
        case .incoming: incoming = min(incoming + 1, 2)
        }
    }
}

/// An ``Incidence`` for each relationship of the blocks that are there: as much memory as there
/// are relationships, however many ids were given.
struct IncidenceTable {
    /// Ascending.
    private var blocks: [UInt64] = []
    private var incidences: [Incidence] = []

    private static let capacity = RelationshipBlock.capacity

    /// Adds a block above all others.
    mutating func append(block: UInt64) {
        blocks.append(block)
        incidences.append(contentsOf: repeatElement(Incidence(), count: Self.capacity))
    }

    /// Where the incidence of a relationship stands, or nil when its block is not there.
    ///
    /// - Complexity: O(1) while no block before it is missing, else O(log blocks).
    private func index(of id: RelationshipID) -> Int? {
        let (block, slot) = RelationshipBlock.position(of: id)
        if block < UInt64(blocks.count), blocks[Int(block)] == block {
            return Int(block) * Self.capacity + slot
        }
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle] < block { low = middle + 1 } else { high = middle }
        }
        guard low < blocks.count, blocks[low] == block else { return nil }
        return low * Self.capacity + slot
    }

    /// Notes that the record of a relationship is there.
    ///
    /// - Precondition: its block was appended.
    mutating func setExists(_ id: RelationshipID) { incidences[index(of: id)!].exists = true }

    /// Notes that a neighbourhood has a relationship.
    ///
    /// - Returns: whether its block is there.
    mutating func meet(_ id: RelationshipID, _ direction: Direction) -> Bool {
        guard let index = index(of: id) else { return false }
        incidences[index].meet(direction)
        return true
    }

    /// Calls `body` with all relationships of the blocks, ascending.
    func forEach(_ body: (RelationshipID, Incidence) -> Void) {
        for (offset, block) in blocks.enumerated() {
            for slot in 0..<Self.capacity {
                let id = RelationshipID(rawValue: block * UInt64(Self.capacity) + UInt64(slot))
                body(id, incidences[offset * Self.capacity + slot])
            }
        }
    }
}
