import GraphModel

/// A chunk of neighbours that is being written.
struct NeighbourChunkDraft {
    let isWeighted: Bool
    private(set) var columns: NeighbourColumns

    init(isWeighted: Bool, _ columns: NeighbourColumns) {
        self.isWeighted = isWeighted
        self.columns = columns
    }

    /// Takes over what stands in the file.
    init(_ chunk: NeighbourChunk) {
        isWeighted = chunk.isWeighted
        columns = NeighbourColumns()
        columns.reserve(chunk.count + 1)
        columns.append(chunk.run)
    }

    var count: Int { columns.count }

    func reference(id: UInt64) -> ChunkReference {
        ChunkReference(id: id, firstNeighbour: columns.neighbours[0], count: count)
    }

    private var whole: NeighbourColumns.Range { range(0..<count) }

    private func range(_ bounds: Range<Int>) -> NeighbourColumns.Range {
        NeighbourColumns.Range(
            first: bounds.lowerBound, count: bounds.count,
            firstWeight: isWeighted ? bounds.lowerBound : nil)
    }

    mutating func insert(_ neighbour: UInt32, _ relationship: RelationshipID, _ weight: Weight) {
        columns.insert(neighbour, relationship, weight, in: whole)
    }

    mutating func remove(_ neighbour: UInt32, _ relationship: RelationshipID) -> Bool {
        columns.remove(neighbour, relationship, in: whole)
    }

    mutating func setWeight(
        _ neighbour: UInt32, _ relationship: RelationshipID, _ weight: Weight
    ) -> Bool {
        columns.setWeight(neighbour, relationship, weight, in: whole)
    }

    /// Adds the neighbours of the chunk that follows this one.
    mutating func append(_ next: NeighbourChunkDraft) {
        let end = NeighbourColumns.Range(
            first: count, count: 0, firstWeight: isWeighted ? count : nil)
        columns.insert(contentsOf: next.columns, at: end)
    }

    /// Parts of at most `countMax` neighbours, all about as long as each other.
    func split(countMax: Int) -> [NeighbourChunkDraft] {
        let parts = (count + countMax - 1) / countMax
        return (0..<parts).map { part in
            let bounds = (count * part / parts)..<(count * (part + 1) / parts)
            return NeighbourChunkDraft(
                isWeighted: isWeighted, columns.slice(range(bounds)))
        }
    }

    /// The bytes of the chunk, checksum included.
    func encode(into bytes: inout [UInt8]) {
        let isWide = columns.needsWideRelationships
        bytes.removeAll(keepingCapacity: true)
        bytes.append(integer: UInt32(0))
        bytes.append(integer: UInt32(count))
        bytes.append(integer: UInt32(isWide ? 1 : 0))
        bytes.append(integer: UInt32(isWeighted ? 1 : 0))
        columns.append(to: &bytes, isWide: isWide)
        Checksum.seal(&bytes)
    }
}
