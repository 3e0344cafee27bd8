import GraphModel

/// A neighbourhood that is being written, by column.
///
/// The columns keep their capacity when the draft is used for the next node.
struct NeighbourhoodDraft {
    /// Ascending by key.
    private(set) var segments: [Segment] = []
    private(set) var columns = NeighbourColumns()

    struct Segment {
        let key: SegmentKey
        let isWeighted: Bool
        /// The neighbours that stand in the record itself: 0 when chunked.
        var inlineCount: Int
        /// The parts of a long segment, in order; nil when it stands in the record itself.
        var chunks: [ChunkReference]?

        var count: Int { chunks?.reduce(0) { $0 + $1.count } ?? inlineCount }
    }

    init() {}

    /// Takes over what stands in the file.
    init(_ record: borrowing NeighbourhoodRecord) throws(RecordDamage) { try append(record) }

    /// Takes over what stands in the file.
    ///
    /// - Precondition: the draft is empty.
    mutating func append(_ record: borrowing NeighbourhoodRecord) throws(RecordDamage) {
        segments.reserveCapacity(record.segmentCount + 1)
        columns.reserve(record.inlineCount + 1)
        for index in 0..<record.segmentCount {
            let segment = record.segment(index)
            // Whoever changes a draft relies on these.
            guard segments.last.map({ $0.key < segment.key }) ?? true else {
                throw RecordDamage("its segments are out of order")
            }
            guard segment.isChunked ? segment.chunkCount > 0 : segment.count > 0 else {
                throw RecordDamage("a segment is empty")
            }
            append(segment, of: record)
            guard segments[index].count == segment.count else {
                throw RecordDamage("a segment counts other than its chunks")
            }
        }
    }

    var isEmpty: Bool { segments.isEmpty }

    mutating func removeAll() {
        segments.removeAll(keepingCapacity: true)
        columns.removeAll()
    }
}

// MARK: Appending in order

extension NeighbourhoodDraft {
    /// Begins a segment behind all others.
    mutating func beginSegment(_ key: SegmentKey, isWeighted: Bool) {
        precondition(segments.last.map { $0.key < key } ?? true, "segments come in order")
        segments.append(
            Segment(key: key, isWeighted: isWeighted, inlineCount: 0, chunks: nil))
    }

    /// Adds a segment behind all others, with the neighbours that `fill` appends.
    mutating func appendSegment(
        _ key: SegmentKey, isWeighted: Bool, _ fill: (inout NeighbourColumns) -> Void
    ) {
        beginSegment(key, isWeighted: isWeighted)
        let before = columns.count
        fill(&columns)
        segments[segments.count - 1].inlineCount = columns.count - before
    }

    /// Adds a neighbour behind all others of the last segment.
    mutating func append(
        _ neighbour: UInt32, _ relationship: RelationshipID, _ weight: Weight
    ) {
        columns.append(
            neighbour, relationship, segments[segments.count - 1].isWeighted ? weight : nil)
        segments[segments.count - 1].inlineCount += 1
    }

    /// Puts the last segment in order, if it is not.
    ///
    /// - Precondition: it is not chunked.
    mutating func sortLastSegment() {
        let last = segments.count - 1
        guard !columns.isSorted(range(of: last)) else { return }
        let sorted = extractColumns(of: last).sorted()
        inlineColumns(sorted, of: last)
    }

    /// Adds a segment of another draft behind all others.
    mutating func append(_ segment: Int, of other: NeighbourhoodDraft) {
        let source = other.segments[segment]
        beginSegment(source.key, isWeighted: source.isWeighted)
        if let chunks = source.chunks {
            segments[segments.count - 1].chunks = chunks
        } else {
            inlineColumns(other.columns.slice(other.range(of: segment)), of: segments.count - 1)
        }
    }

    /// Adds a chunked segment behind all others.
    mutating func appendChunked(
        _ key: SegmentKey, isWeighted: Bool, _ chunks: [ChunkReference]
    ) {
        beginSegment(key, isWeighted: isWeighted)
        segments[segments.count - 1].chunks = chunks
    }

    /// Adds a segment of a record behind all others.
    mutating func append(
        _ segment: NeighbourhoodRecord.Segment, of record: borrowing NeighbourhoodRecord
    ) {
        if segment.isChunked {
            var chunks: [ChunkReference] = []
            for index in 0..<segment.chunkCount { chunks.append(record.chunk(index, of: segment)) }
            appendChunked(segment.key, isWeighted: segment.isWeighted, chunks)
            return
        }
        beginSegment(segment.key, isWeighted: segment.isWeighted)
        columns.append(record.run(of: segment))
        segments[segments.count - 1].inlineCount = segment.count
    }
}

// MARK: Changing

extension NeighbourhoodDraft {
    /// The index of the segment with `key`, which is begun if it is not there.
    mutating func segmentIndex(_ key: SegmentKey, isWeighted: Bool) -> Int {
        let index = segments.firstIndex { $0.key >= key } ?? segments.count
        if index < segments.count, segments[index].key == key { return index }
        segments.insert(
            Segment(key: key, isWeighted: isWeighted, inlineCount: 0, chunks: nil), at: index)
        return index
    }

    func segmentIndex(_ key: SegmentKey) -> Int? { segments.firstIndex { $0.key == key } }

    /// Where the columns of a segment lie.
    func range(of segment: Int) -> NeighbourColumns.Range {
        var first = 0
        var firstWeight = 0
        for before in segments[..<segment] {
            first += before.inlineCount
            if before.isWeighted { firstWeight += before.inlineCount }
        }
        let count = segments[segment].inlineCount
        return NeighbourColumns.Range(
            first: first, count: count,
            firstWeight: segments[segment].isWeighted ? firstWeight : nil)
    }

    mutating func insert(
        _ neighbour: UInt32, _ relationship: RelationshipID, _ weight: Weight, in segment: Int
    ) {
        columns.insert(neighbour, relationship, weight, in: range(of: segment))
        segments[segment].inlineCount += 1
    }

    /// Takes a neighbour out of a segment; an empty segment goes.
    ///
    /// - Returns: whether it was there.
    mutating func remove(
        _ neighbour: UInt32, _ relationship: RelationshipID, in segment: Int
    ) -> Bool {
        guard columns.remove(neighbour, relationship, in: range(of: segment)) else { return false }
        segments[segment].inlineCount -= 1
        if segments[segment].inlineCount == 0 { segments.remove(at: segment) }
        return true
    }

    /// Replaces the weight of a neighbour.
    ///
    /// - Returns: whether it was there.
    mutating func setWeight(
        _ neighbour: UInt32, _ relationship: RelationshipID, _ weight: Weight, in segment: Int
    ) -> Bool {
        columns.setWeight(neighbour, relationship, weight, in: range(of: segment))
    }

    /// Replaces the list of chunks of a segment; an empty one takes the segment with it.
    mutating func setChunks(_ chunks: [ChunkReference], of segment: Int) {
        if chunks.isEmpty {
            segments.remove(at: segment)
        } else {
            segments[segment].chunks = chunks
        }
    }

    /// Moves the neighbours of a segment out of the record.
    ///
    /// - Returns: the columns of the segment alone.
    mutating func extractColumns(of segment: Int) -> NeighbourColumns {
        let extracted = columns.extract(range(of: segment))
        segments[segment].inlineCount = 0
        segments[segment].chunks = []
        return extracted
    }

    /// Puts the neighbours of a chunked segment back into the record.
    mutating func inlineColumns(_ columns: NeighbourColumns, of segment: Int) {
        segments[segment].chunks = nil
        self.columns.insert(contentsOf: columns, at: range(of: segment))
        segments[segment].inlineCount = columns.count
    }
}

// MARK: Encoding

extension NeighbourhoodDraft {
    /// The bytes of the record, checksum included.
    func encode(into bytes: inout [UInt8]) {
        let isWide = columns.needsWideRelationships
        bytes.removeAll(keepingCapacity: true)
        bytes.reserveCapacity(chunkListsOffset(isWide: isWide))
        bytes.append(integer: UInt32(0))
        bytes.append(integer: UInt16(segments.count))
        bytes.append(integer: UInt16(isWide ? 1 : 0))
        bytes.append(integer: UInt32(columns.count))
        bytes.append(integer: UInt32(columns.weights.count))
        appendSegments(to: &bytes, chunkListsOffset: chunkListsOffset(isWide: isWide))
        columns.append(to: &bytes, isWide: isWide)
        for segment in segments {
            for chunk in segment.chunks ?? [] {
                bytes.append(integer: chunk.id)
                bytes.append(integer: chunk.firstNeighbour)
                bytes.append(integer: UInt32(chunk.count))
            }
        }
        Checksum.seal(&bytes)
    }

    private func chunkListsOffset(isWide: Bool) -> Int {
        NeighbourhoodRecord.headerByteCount
            + NeighbourhoodRecord.segmentByteCount * segments.count
            + columns.byteCount(isWide: isWide)
    }

    private func appendSegments(to bytes: inout [UInt8], chunkListsOffset: Int) {
        var first = 0
        var firstWeight = 0
        var listOffset = chunkListsOffset
        for segment in segments {
            bytes.append(integer: segment.key.rawValue)
            bytes.append(integer: UInt32(segment.count))
            let weighted = segment.isWeighted ? NeighbourhoodRecord.weightedFlag : 0
            if let chunks = segment.chunks {
                bytes.append(integer: UInt32(listOffset))
                bytes.append(
                    integer: UInt32(chunks.count) | weighted | NeighbourhoodRecord.chunkedFlag)
                listOffset += ChunkReference.byteCount * chunks.count
            } else {
                bytes.append(integer: UInt32(first))
                bytes.append(integer: (segment.isWeighted ? UInt32(firstWeight) : 0) | weighted)
                first += segment.inlineCount
                if segment.isWeighted { firstWeight += segment.inlineCount }
            }
        }
    }
}
