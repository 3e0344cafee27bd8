/// A few rows of a batch on their way into a race.
struct RaceBlock {
    /// The places of the rows in the batch.
    let start: Int
    let end: Int
    private let firstRow: Int
    private let stream: RandomStream
    private let isTimed: Bool

    /// Takes the rows from `start` on, and computes their numbers.
    ///
    /// - Parameters:
    ///   - firstRow: the number of the first row of the batch.
    ///   - isTimed: whether the numbers are the times −ln U, and not 1 − U.
    ///   - numbers: as many as a block has rows.
    @inline(__always)
    init(
        _ identities: Span<RowIdentity>, from start: Int, firstRow: Int, _ stream: RandomStream,
        isTimed: Bool, _ numbers: inout MutableSpan<Double>
    ) {
        self.start = start
        end = min(start &+ RaceHeap.blockCount, identities.count)
        self.firstRow = firstRow
        self.stream = stream
        self.isTimed = isTimed
        if isTimed {
            stream.fillWaits(of: identities.extracting(start..<end), into: &numbers)
        } else {
            stream.fillComplements(of: identities.extracting(start..<end), into: &numbers)
        }
    }

    /// The row as the caller numbers them.
    @inline(__always) @_noLocks
    func row(_ place: Int) -> Int { firstRow &+ place }

    /// - Parameter place: that of the row in the batch.
    @inline(__always) @_noLocks
    func entrant(_ place: Int, _ identity: RowIdentity, _ number: Double) -> RaceEntrant {
        RaceEntrant(identity, row: row(place), stream, number, isTimed)
    }
}
