import GraphModel

/// Neighbours by column, sorted within each range that someone else keeps: by neighbour, then by
/// relationship.
struct NeighbourColumns {
    private(set) var neighbours: [UInt32] = []
    private(set) var relationships: [UInt64] = []
    /// The weights of those neighbours that stand in weighted ranges.
    private(set) var weights: [UInt64] = []

    var count: Int { neighbours.count }

    /// A run of neighbours, and where their weights begin if they have any.
    struct Range {
        let first: Int
        let count: Int
        let firstWeight: Int?
    }

    mutating func removeAll() {
        neighbours.removeAll(keepingCapacity: true)
        relationships.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
    }

    mutating func append(_ neighbour: UInt32, _ relationship: RelationshipID, _ weight: Weight?) {
        neighbours.append(neighbour)
        relationships.append(relationship.rawValue)
        if let weight { weights.append(weight.bitPattern) }
    }

    /// Makes room for so many more neighbours, none of them weighted.
    mutating func reserve(_ count: Int) {
        neighbours.reserveCapacity(neighbours.count + count)
        relationships.reserveCapacity(relationships.count + count)
    }

    /// Appends the neighbours of a record as they stand there.
    mutating func append(_ run: borrowing NeighbourRun) {
        run.appendNeighbours(to: &neighbours)
        run.appendRelationships(to: &relationships)
        run.appendWeights(to: &weights)
    }

    /// The offset in the range where the neighbour stands or would stand.
    private func offset(
        of neighbour: UInt32, _ relationship: RelationshipID, in range: Range
    ) -> Int {
        var low = range.first
        var high = range.first + range.count
        while low < high {
            let middle = (low + high) / 2
            let isBefore =
                (neighbours[middle], relationships[middle]) < (neighbour, relationship.rawValue)
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low - range.first
    }

    /// The offset in the range where the neighbour stands, or nil.
    private func position(
        of neighbour: UInt32, _ relationship: RelationshipID, in range: Range
    ) -> Int? {
        let offset = offset(of: neighbour, relationship, in: range)
        guard offset < range.count, neighbours[range.first + offset] == neighbour,
            relationships[range.first + offset] == relationship.rawValue
        else { return nil }
        return offset
    }

    mutating func insert(
        _ neighbour: UInt32, _ relationship: RelationshipID, _ weight: Weight, in range: Range
    ) {
        let offset = offset(of: neighbour, relationship, in: range)
        neighbours.insert(neighbour, at: range.first + offset)
        relationships.insert(relationship.rawValue, at: range.first + offset)
        if let firstWeight = range.firstWeight {
            weights.insert(weight.bitPattern, at: firstWeight + offset)
        }
    }

    /// - Returns: whether it was there.
    mutating func remove(
        _ neighbour: UInt32, _ relationship: RelationshipID, in range: Range
    ) -> Bool {
        guard let offset = position(of: neighbour, relationship, in: range) else { return false }
        neighbours.remove(at: range.first + offset)
        relationships.remove(at: range.first + offset)
        if let firstWeight = range.firstWeight { weights.remove(at: firstWeight + offset) }
        return true
    }

    /// - Returns: whether it was there.
    mutating func setWeight(
        _ neighbour: UInt32, _ relationship: RelationshipID, _ weight: Weight, in range: Range
    ) -> Bool {
        guard let offset = position(of: neighbour, relationship, in: range) else { return false }
        if let firstWeight = range.firstWeight {
            weights[firstWeight + offset] = weight.bitPattern
        }
        return true
    }

    /// Takes a range out.
    mutating func extract(_ range: Range) -> NeighbourColumns {
        let extracted = slice(range)
        let bounds = range.first..<(range.first + range.count)
        neighbours.removeSubrange(bounds)
        relationships.removeSubrange(bounds)
        if let firstWeight = range.firstWeight {
            weights.removeSubrange(firstWeight..<(firstWeight + range.count))
        }
        return extracted
    }

    /// A copy of a range.
    func slice(_ range: Range) -> NeighbourColumns {
        var slice = NeighbourColumns()
        let bounds = range.first..<(range.first + range.count)
        slice.neighbours = Array(neighbours[bounds])
        slice.relationships = Array(relationships[bounds])
        if let firstWeight = range.firstWeight {
            slice.weights = Array(weights[firstWeight..<(firstWeight + range.count)])
        }
        return slice
    }

    /// Whether a range is in order.
    func isSorted(_ range: Range) -> Bool {
        guard range.count > 1 else { return true }
        for index in (range.first + 1)..<(range.first + range.count) {
            let isInOrder =
                (neighbours[index - 1], relationships[index - 1])
                < (neighbours[index], relationships[index])
            if !isInOrder { return false }
        }
        return true
    }

    /// The columns with their neighbours in order.
    func sorted() -> NeighbourColumns {
        let order = (0..<count).sorted {
            (neighbours[$0], relationships[$0]) < (neighbours[$1], relationships[$1])
        }
        var sorted = NeighbourColumns()
        for index in order { sorted.append(index, of: self) }
        return sorted
    }

    /// The neighbours of both, in order.
    ///
    /// - Precondition: both are in order, and both or none have weights.
    func merged(with other: NeighbourColumns) -> NeighbourColumns {
        var merged = NeighbourColumns()
        var index = 0
        var otherIndex = 0
        while index < count || otherIndex < other.count {
            let isNext =
                otherIndex == other.count
                || index < count
                    && (neighbours[index], relationships[index])
                        < (other.neighbours[otherIndex], other.relationships[otherIndex])
            if isNext {
                merged.append(index, of: self)
                index += 1
            } else {
                merged.append(otherIndex, of: other)
                otherIndex += 1
            }
        }
        return merged
    }

    private mutating func append(_ index: Int, of other: NeighbourColumns) {
        neighbours.append(other.neighbours[index])
        relationships.append(other.relationships[index])
        if !other.weights.isEmpty { weights.append(other.weights[index]) }
    }

    /// Puts sorted neighbours where an empty range begins.
    mutating func insert(contentsOf other: NeighbourColumns, at range: Range) {
        neighbours.insert(contentsOf: other.neighbours, at: range.first)
        relationships.insert(contentsOf: other.relationships, at: range.first)
        if let firstWeight = range.firstWeight {
            weights.insert(contentsOf: other.weights, at: firstWeight)
        }
    }
}

// MARK: Encoding

extension NeighbourColumns {
    /// Whether a relationship id exceeds 32 bits.
    var needsWideRelationships: Bool {
        var union: UInt64 = 0
        for relationship in relationships { union |= relationship }
        return union > UInt64(UInt32.max)
    }

    /// The bytes that the columns take, padding included.
    func byteCount(isWide: Bool) -> Int {
        ((4 * count + 7) & ~7) + (((isWide ? 8 : 4) * count + 7) & ~7) + 8 * weights.count
    }

    /// Appends neighbours, relationships and weights, each padded to 8 bytes.
    ///
    /// - Precondition: the length of `bytes` is a multiple of 8.
    func append(to bytes: inout [UInt8], isWide: Bool) {
        bytes.append(integers: neighbours)
        if count % 2 == 1 { bytes.append(integer: UInt32(0)) }
        if isWide {
            bytes.append(integers: relationships)
        } else {
            bytes.append(narrowed: relationships)
            if count % 2 == 1 { bytes.append(integer: UInt32(0)) }
        }
        bytes.append(integers: weights)
    }
}
