import LMDB

/// The whole typed neighbourhood of one node, read in place.
///
/// **Layout** (the record begins at an address that 8 divides, and 8 divides its length)
///
/// | bytes | what |
/// |---|---|
/// | 4 | checksum of the rest |
/// | 2 | *s*: segments |
/// | 2 | 1 when relationship ids are wide, else 0 |
/// | 4 | *n*: neighbours that stand here and not in chunks |
/// | 4 | *w*: those of them that have a weight |
/// | 16 × *s* | the segments, ascending by key |
/// | 4 × *n* | neighbour node ids; in each segment ascending, then by relationship id |
/// | 0 or 4 | to the next multiple of 8 |
/// | 4 × *n* or 8 × *n* | relationship ids of the same; wide ones when one exceeds 32 bits |
/// | 0 or 4 | to the next multiple of 8 |
/// | 8 × *w* | weights (``Weight``) of the neighbours in weighted segments |
/// | – | for each chunked segment its list of chunks (``ChunkReference``), 16 bytes each |
///
/// | bytes | of a segment |
/// |---|---|
/// | 4 | key (``SegmentKey``) |
/// | 4 | number of neighbours |
/// | 4 | the index of its first neighbour; chunked: the byte where its list of chunks begins |
/// | 4 | weighted and not chunked: the index of its first weight; then 1 << 30 when weighted, 1 << 31 when chunked |
///
/// Key: the node id as 8 bytes, in the tree `neighbourhoods`. A node without relationships has no
/// record. A loop stands in the outgoing and in the incoming segment.
///
/// **Lifetime**: as long as the bytes it was made from.
package struct NeighbourhoodRecord: ~Escapable {
    static let headerByteCount = 16
    static let segmentByteCount = 16
    static let weightedFlag: UInt32 = 1 << 30
    static let chunkedFlag: UInt32 = 1 << 31
    /// A record without segments, as a node without relationships would have it. Not sealed.
    static let empty = [UInt8](repeating: 0, count: headerByteCount)

    private let bytes: RawSpan
    package let segmentCount: Int
    /// The neighbours that stand in the record itself.
    package let inlineCount: Int
    let relationshipsAreWide: Bool
    let weightCount: Int

    /// - Throws: ``RecordDamage`` when the parts do not fit the length of the record.
    @_lifetime(copy bytes)
    package init(_ bytes: RawSpan) throws(RecordDamage) {
        try self.init(head: bytes)
        try checkSegments()
    }

    /// A record whose segments were checked before. Were they not, reading a wrong one would end
    /// the program: all reads stay inside the record.
    ///
    /// - Throws: ``RecordDamage`` when the record ends before its columns.
    @_lifetime(copy bytes)
    init(checked bytes: RawSpan) throws(RecordDamage) { try self.init(head: bytes) }

    @_lifetime(copy bytes)
    private init(head bytes: RawSpan) throws(RecordDamage) {
        guard bytes.byteCount >= Self.headerByteCount else {
            throw RecordDamage("it ends too early")
        }
        self.bytes = bytes
        segmentCount = Int(bytes.value(UInt16.self, at: 4))
        relationshipsAreWide = bytes.value(UInt16.self, at: 6) != 0
        inlineCount = Int(bytes.value(UInt32.self, at: 8))
        weightCount = Int(bytes.value(UInt32.self, at: 12))
        guard chunkListsOffset <= bytes.byteCount else { throw RecordDamage("it ends too early") }
    }

    private func checkSegments() throws(RecordDamage) {
        for index in 0..<segmentCount {
            let segment = segment(index)
            if segment.isChunked {
                guard segment.chunkListOffset >= chunkListsOffset,
                    segment.chunkListOffset + segment.chunkCount * ChunkReference.byteCount
                        <= bytes.byteCount
                else { throw RecordDamage("a list of chunks lies outside of it") }
            } else {
                guard segment.first + segment.count <= inlineCount,
                    !segment.isWeighted || segment.firstWeight + segment.count <= weightCount
                else { throw RecordDamage("a segment lies outside of it") }
            }
        }
    }

    private var neighboursOffset: Int {
        Self.headerByteCount + Self.segmentByteCount * segmentCount
    }

    private var relationshipsOffset: Int { (neighboursOffset + 4 * inlineCount + 7) & ~7 }

    private var weightsOffset: Int {
        (relationshipsOffset + (relationshipsAreWide ? 8 : 4) * inlineCount + 7) & ~7
    }

    private var chunkListsOffset: Int { weightsOffset + 8 * weightCount }
}

// MARK: Segments

extension NeighbourhoodRecord {
    /// The neighbours of one type and direction.
    package struct Segment: Sendable {
        package let key: SegmentKey
        /// The number of neighbours, chunks included.
        package let count: Int
        package let isWeighted: Bool
        package let isChunked: Bool
        /// The index of the first neighbour in the record. Meaningless when chunked.
        package let first: Int
        /// The index of the first weight in the record. Meaningless when chunked or not weighted.
        package let firstWeight: Int
        /// Where the list of chunks begins. Meaningless when not chunked.
        let chunkListOffset: Int
        /// The length of the list; 0 when not chunked.
        package let chunkCount: Int
    }

    /// The segment at `index`, in the order of keys.
    ///
    /// - Precondition: `0 <= index < segmentCount`.
    package func segment(_ index: Int) -> Segment {
        precondition(index >= 0 && index < segmentCount, "the record has the segment")
        let offset = Self.headerByteCount + Self.segmentByteCount * index
        let place = Int(bytes.value(UInt32.self, at: offset + 8))
        let extra = bytes.value(UInt32.self, at: offset + 12)
        let isChunked = extra & Self.chunkedFlag != 0
        let low = Int(extra & (Self.weightedFlag - 1))
        return Segment(
            key: SegmentKey(rawValue: bytes.value(UInt32.self, at: offset)),
            count: Int(bytes.value(UInt32.self, at: offset + 4)),
            isWeighted: extra & Self.weightedFlag != 0, isChunked: isChunked, first: place,
            firstWeight: low, chunkListOffset: place, chunkCount: isChunked ? low : 0)
    }

    /// The index of the first segment whose key is not below `key`.
    ///
    /// - Complexity: O(log *s*).
    package func firstSegment(atLeast key: SegmentKey) -> Int {
        var low = 0
        var high = segmentCount
        while low < high {
            let middle = (low + high) / 2
            let offset = Self.headerByteCount + Self.segmentByteCount * middle
            if bytes.value(UInt32.self, at: offset) < key.rawValue {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    package func segment(_ key: SegmentKey) -> Segment? {
        let index = firstSegment(atLeast: key)
        guard index < segmentCount else { return nil }
        let segment = segment(index)
        return segment.key == key ? segment : nil
    }

    /// Whether a segment stands in chunks.
    package var hasChunks: Bool {
        for index in 0..<segmentCount where segment(index).isChunked { return true }
        return false
    }

    /// All neighbours, chunks included.
    package var degree: Int {
        var degree = 0
        for index in 0..<segmentCount { degree += segment(index).count }
        return degree
    }
}

// MARK: Columns

extension NeighbourhoodRecord {
    /// The neighbours that stand here, segment after segment.
    package var neighbours: Span<UInt32> {
        @_lifetime(copy self)
        get { bytes.values(UInt32.self, at: neighboursOffset, count: inlineCount) }
    }

    /// Whether nothing follows the weights: no lists of chunks, and no bytes that belong to nothing.
    var endsWithWeights: Bool { chunkListsOffset == bytes.byteCount }

    /// The column of all neighbours that stand here.
    var neighbourBytes: RawSpan {
        @_lifetime(copy self)
        get { bytes.extracting(neighboursOffset..<(neighboursOffset + 4 * inlineCount)) }
    }

    /// The column of their relationships.
    var relationshipBytes: RawSpan {
        @_lifetime(copy self)
        get {
            let byteCount = (relationshipsAreWide ? 8 : 4) * inlineCount
            return bytes.extracting(relationshipsOffset..<(relationshipsOffset + byteCount))
        }
    }

    /// The column of the weights that stand here.
    var weightBytes: RawSpan {
        @_lifetime(copy self)
        get { bytes.extracting(weightsOffset..<chunkListsOffset) }
    }

    /// Where in memory ``neighbours`` begin.
    var neighboursAddress: UInt { bytes.address + UInt(neighboursOffset) }

    /// The column of the neighbours of a segment that is not chunked.
    ///
    /// - Precondition: `segment` is of this record and not chunked.
    @_lifetime(copy self)
    func neighbourBytes(of segment: Segment) -> RawSpan {
        let start = neighboursOffset + 4 * segment.first
        return bytes.extracting(start..<(start + 4 * segment.count))
    }

    /// The column of the relationships of a segment that is not chunked.
    ///
    /// - Precondition: `segment` is of this record and not chunked.
    @_lifetime(copy self)
    func relationshipBytes(of segment: Segment) -> RawSpan {
        let width = relationshipsAreWide ? 8 : 4
        let start = relationshipsOffset + width * segment.first
        return bytes.extracting(start..<(start + width * segment.count))
    }

    /// The column of the weights of a segment.
    ///
    /// - Precondition: `segment` is of this record, weighted and not chunked.
    @_lifetime(copy self)
    func weightBytes(of segment: Segment) -> RawSpan {
        let start = weightsOffset + 8 * segment.firstWeight
        return bytes.extracting(start..<(start + 8 * segment.count))
    }

    /// The neighbours of a segment that is not chunked.
    ///
    /// - Precondition: `segment` is of this record and not chunked.
    @_lifetime(copy self)
    package func run(of segment: Segment) -> NeighbourRun {
        precondition(!segment.isChunked, "the segment stands in the record")
        return NeighbourRun(
            neighbours: bytes.values(
                UInt32.self, at: neighboursOffset + 4 * segment.first, count: segment.count),
            relationships: relationshipBytes(of: segment),
            relationshipsAreWide: relationshipsAreWide,
            weights: segment.isWeighted ? weightBytes(of: segment) : nil)
    }

    /// A chunk of a chunked segment.
    ///
    /// - Precondition: `0 <= index < segment.chunkCount`, and `segment` is of this record.
    package func chunk(_ index: Int, of segment: Segment) -> ChunkReference {
        precondition(index >= 0 && index < segment.chunkCount, "the segment has the chunk")
        let offset = segment.chunkListOffset + ChunkReference.byteCount * index
        return ChunkReference(
            id: bytes.value(UInt64.self, at: offset),
            firstNeighbour: bytes.value(UInt32.self, at: offset + 8),
            count: Int(bytes.value(UInt32.self, at: offset + 12)))
    }

    /// The index of the last chunk that begins before a node; 0 when none does.
    ///
    /// - Precondition: `segment` is of this record and chunked.
    /// - Complexity: O(log *chunks*).
    package func lastChunk(before node: UInt32, of segment: Segment) -> Int {
        var low = 0
        var high = segment.chunkCount
        while low < high {
            let middle = (low + high) / 2
            if chunk(middle, of: segment).firstNeighbour < node {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return max(0, low - 1)
    }
}
