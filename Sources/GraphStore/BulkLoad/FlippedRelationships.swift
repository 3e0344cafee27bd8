import GraphModel

/// Which of the symmetric relationships that a load made came with their ends the other way round,
/// so that rows that follow, however much later, can be called duplicates or mirror images.
///
/// A bit for each relationship up to the last such one.
struct FlippedRelationships {
    /// The first relationship that the load can make.
    private let firstID: UInt64
    private var words: [UInt64] = []

    init(firstID: UInt64) { self.firstID = firstID }

    mutating func insert(_ id: RelationshipID) {
        let offset = Int(id.rawValue - firstID)
        while words.count <= offset / 64 { words.append(0) }
        words[offset / 64] |= 1 << UInt64(offset % 64)
    }

    /// Whether a relationship came the other way round; one from before the load did not.
    func contains(_ id: RelationshipID) -> Bool {
        guard id.rawValue >= firstID else { return false }
        let offset = Int(id.rawValue - firstID)
        return offset / 64 < words.count && words[offset / 64] >> UInt64(offset % 64) & 1 == 1
    }
}
