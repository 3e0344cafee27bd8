/// Which stretch of the nodes a snapshot looks at in one go, because walks looked for many of them one by
/// one.
///
/// ```
/// nodes        0 ─────────────────────────────── bound
/// missed            ×   × ×    ×  ×      ×  ×
/// swept             ├─ 1 ─┼──── 2 ────┤              the next one goes on to the last that was missed
/// ```
///
/// Records that follow each other cost a fraction of one that is looked for by itself. A stretch is made when
/// the misses have doubled since the one before, and is ``nodesPerMiss`` times as long as they are
/// many; or more often, where it would be longer than ``lengthMax``. So what is looked at in vain
/// costs at most a constant factor of what was looked for, and what walks come back to again and
/// again is known soon. The stretches begin at the first node that was missed and end at the last,
/// or go on behind it where walks go upwards. No node is looked at twice.
struct SegmentSweep {
    /// A query that looks for fewer nodes pays for those only.
    private static let missCountMin = 512
    private static let nodesPerMiss = 8
    /// Nobody can end a run while it looks at a stretch: a hundredth of a second of memory.
    static let lengthMax = 1 << 16

    private var missCount = 0
    private var nextMissCount = missCountMin
    /// Where nodes were missed.
    private var first = Int.max
    private var last = -1
    /// What was looked at, from the least node that was missed then.
    private var swept = 0..<0

    /// Begins anew: what is looked for from now on was known, and is spread over the graph.
    mutating func reset() { self = SegmentSweep() }

    /// Counts a miss.
    ///
    /// - Returns: the nodes that are to be looked at now.
    mutating func miss(_ index: Int) -> Range<Int> {
        missCount += 1
        first = min(first, index)
        last = max(last, index)
        guard missCount >= nextMissCount else { return 0..<0 }
        let length = min(Self.nodesPerMiss * missCount, Self.lengthMax)
        nextMissCount = missCount + length / Self.nodesPerMiss
        return stretch(length, goesOn: index == last)
    }

    /// - Parameter goesOn: whether nodes behind the last one that was missed are likely to be missed next.
    private mutating func stretch(_ length: Int, goesOn: Bool) -> Range<Int> {
        if swept.isEmpty { swept = first..<first }
        if swept.upperBound <= last {
            let start = swept.upperBound
            let end = goesOn ? start + length : min(start + length, last + 1)
            swept = swept.lowerBound..<end
            return start..<end
        }
        guard first < swept.lowerBound else { return 0..<0 }
        let end = swept.lowerBound
        let start = max(end - length, first)
        swept = start..<swept.upperBound
        return start..<end
    }
}
