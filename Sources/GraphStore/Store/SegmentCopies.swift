import LMDB

/// How much memory the segment directories of one snapshot may still take for copies.
///
/// What does not fit is read where it lies in the map.
final class CopyBudget {
    /// The neighbours of 30 million relationships, or the weights of half as many.
    private static let defaultByteCountMax = 1 << 27

    fileprivate(set) var leftByteCount: Int

    init(byteCountMax: Int = defaultByteCountMax) { leftByteCount = byteCountMax }
}

/// Copies of the short runs of one segment, node by node in the order in which they were met.
struct SegmentCopies: ~Copyable {
    /// A longer run fills pages of its own wherever it lies.
    private static let runCountMax = 2048
    /// So little memory is not worth beginning anew for.
    private static let droppedByteCountMin = 1 << 20

    private let budget: CopyBudget
    private var neighbours = PackedCopies()
    private var weights = PackedCopies()
    private var byteCount = 0
    private var droppedByteCount = 0

    init(_ budget: CopyBudget) { self.budget = budget }

    /// Where the neighbours are to be read: in a copy, or where they are.
    mutating func address(of neighbours: RawSpan) -> UInt {
        guard take(neighbours.byteCount, each: 4) else { return neighbours.address }
        return self.neighbours.add(neighbours) ?? neighbours.address
    }

    /// Where the weights are to be read: in a copy, or where they are.
    mutating func addressOfWeights(_ weights: RawSpan) -> UInt {
        guard take(weights.byteCount, each: 8) else { return weights.address }
        return self.weights.add(weights) ?? weights.address
    }

    private mutating func take(_ count: Int, each size: Int) -> Bool {
        guard count <= Self.runCountMax * size, count <= budget.leftByteCount else { return false }
        budget.leftByteCount -= count
        byteCount += count
        return true
    }

    /// Nobody reads the copies of a node any more. Runs that were not copied are counted, too: what
    /// was dropped is at most what is told.
    mutating func drop(neighbourCount: Int, weightCount: Int) {
        droppedByteCount += 4 * neighbourCount + 8 * weightCount
    }

    /// Whether it is worth making the copies anew.
    var areMostlyDropped: Bool {
        droppedByteCount >= max(byteCount / 2, Self.droppedByteCountMin)
    }

    mutating func removeAll() {
        budget.leftByteCount += byteCount
        neighbours.removeAll()
        weights.removeAll()
        (byteCount, droppedByteCount) = (0, 0)
    }
}
