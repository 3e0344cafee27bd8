/// A part of a segment that is too long for its node's record.
///
/// **Layout** (the record begins at an address that 8 divides, and 8 divides its length)
///
/// | bytes | what |
/// |---|---|
/// | 4 | checksum of the rest |
/// | 4 | *n*: neighbours |
/// | 4 | 1 when relationship ids are wide, else 0 |
/// | 4 | 1 when weighted, else 0 |
/// | 4 × *n* | neighbour node ids, ascending, then by relationship id |
/// | 0 or 4 | to the next multiple of 8 |
/// | 4 × *n* or 8 × *n* | relationship ids |
/// | 0 or 4 | to the next multiple of 8 |
/// | 8 × *n* | weights, when weighted |
///
/// Key: the chunk id as 8 bytes, in the tree `chunks`.
///
/// **Lifetime**: as long as the bytes it was made from.
package struct NeighbourChunk: ~Escapable {
    static let headerByteCount = 16

    private let bytes: RawSpan
    package let count: Int
    private let relationshipsAreWide: Bool
    package let isWeighted: Bool

    @_lifetime(copy bytes)
    package init(_ bytes: RawSpan) throws(RecordDamage) {
        guard bytes.byteCount >= Self.headerByteCount else {
            throw RecordDamage("it ends too early")
        }
        self.bytes = bytes
        count = Int(bytes.value(UInt32.self, at: 4))
        relationshipsAreWide = bytes.value(UInt32.self, at: 8) != 0
        isWeighted = bytes.value(UInt32.self, at: 12) != 0
        guard weightsOffset + (isWeighted ? 8 * count : 0) <= bytes.byteCount else {
            throw RecordDamage("it ends too early")
        }
    }

    private var relationshipsOffset: Int { (Self.headerByteCount + 4 * count + 7) & ~7 }

    private var weightsOffset: Int {
        (relationshipsOffset + (relationshipsAreWide ? 8 : 4) * count + 7) & ~7
    }

    package var run: NeighbourRun {
        @_lifetime(copy self)
        get {
            let relationships = relationshipsOffset + (relationshipsAreWide ? 8 : 4) * count
            return NeighbourRun(
                neighbours: bytes.values(UInt32.self, at: Self.headerByteCount, count: count),
                relationships: bytes.extracting(relationshipsOffset..<relationships),
                relationshipsAreWide: relationshipsAreWide,
                weights: isWeighted
                    ? bytes.extracting(weightsOffset..<(weightsOffset + 8 * count)) : nil)
        }
    }
}

/// A chunk as its node's record lists it.
///
/// **Layout**: chunk id (8 bytes), its first neighbour (4), its number of neighbours (4).
package struct ChunkReference: Hashable, Sendable {
    static let byteCount = 16

    package let id: UInt64
    package let firstNeighbour: UInt32
    package let count: Int
}
