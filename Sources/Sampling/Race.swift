/// A weighted draw of up to `count` rows out of any number, of which it keeps only `count`.
///
/// Every row has a clock that rings after exponentially distributed times, with the row's weight
/// as its rate. The first clock to ring is that of a row with the probability of its weight over
/// the sum of the weights, and what comes after does not depend on when that was.
///
///     weight 4   ──x──────x────x───▶         without replacement: the first ring of each clock
///     weight 1   ────────────x─────▶              4, 1
///     weight 2   ───────x───────x──▶              with replacement: every ring
///                  4     2   4 1 …
///
/// - Without replacement the `count` clocks that ring first are drawn: the chance of being drawn
///   next is the weight over the weights that are left.
/// - With replacement the first `count` rings are drawn, and a clock may ring again. The rings of
///   all clocks together are a Poisson process; which clock each belongs to is independent of the
///   others, so these are `count` independent draws. One pass does what `count` races would do.
/// - All weights 1: all rows are equally likely.
///
/// Every ring is a pure function of the stream, the row's identity and its ordinal, so a draw does
/// not depend on the order of the rows, on how they are cut into batches, or on other rows beyond
/// the fact that they ring earlier or later. The first m of a draw of n are the draw of m.
///
/// A weight that is absent is given as 0, a logarithm as −∞; neither is ever drawn.
///
/// **Groups**: one race for each, with ``reset(to:)`` between, in one stream. Two things make that
/// right, and both are the identity's: it must tell apart the rows of different groups, so hash
/// what the group is made of into it, and it must not hold anything else, so that another group,
/// row, or plan changes nothing.
///
/// **Lifetime**: reusable; the storage is kept from draw to draw. After an error, reset.
///
/// **Source**: P. S. Efraimidis, P. G. Spirakis, Weighted Random Sampling with a Reservoir,
/// Information Processing Letters 97 (2006), section 2; J. F. C. Kingman, Poisson Processes
/// (1993), sections 2.2 and 5.2, for draws with replacement.
package struct Race: Sendable {
    package private(set) var stream: RandomStream
    /// How many rows are drawn at most.
    package let count: Int
    package let replacement: Replacement
    /// The heap; what is behind the first `entryCount` is vacant.
    var entries: [RaceEntry] = []
    private(set) var entryCount = 0
    /// What a block of rows is computed in.
    var block: [Double] = []
    private var form: Form?
    /// Where the rows of a batch stopped.
    private(set) var turn = RaceTurn()

    /// Whether a row can be drawn more than once.
    package enum Replacement: Hashable, Sendable {
        case without
        case with
    }

    /// How the rows of a race are weighted.
    enum Form { case weights, logarithms }

    package init(stream: RandomStream, count: Int, replacement: Replacement = .without) {
        precondition(count >= 0, "a draw has at least 0 rows")
        precondition(
            replacement == .without || UInt64(count) <= 1 << 32,
            "a row has at most 2³² draws with replacement")
        self.stream = stream
        self.count = count
        self.replacement = replacement
    }

    /// Forgets the rows, to draw again in `stream`.
    package mutating func reset(to stream: RandomStream) {
        self.stream = stream
        entryCount = 0
        form = nil
        turn = RaceTurn()
    }

    /// Forgets the rows, to draw from the next group.
    package mutating func reset() { reset(to: stream) }

    /// How many draws there are so far. With replacement, `count` as soon as any row can be drawn.
    package var drawnCount: Int { entryCount }

    /// Writes the rows that would be drawn if no more came, in no particular order: those that a
    /// caller who streams has to keep.
    ///
    /// - Precondition: `rows` has room for ``drawnCount``.
    package func standing(into rows: inout OutputSpan<Int>) {
        for place in 0..<entryCount { rows.append(entries[place].row) }
    }

    /// Ends the draw, and puts its rows into the place of what `rows` holds, in the order in which
    /// they were drawn.
    ///
    /// **Complexity**: O(draws · log draws).
    ///
    /// - Precondition: the race is reset before the next draw.
    /// - Parameter check: asked after every few thousand rows; what it throws ends the draw.
    package mutating func finish<Failure: Error>(
        replacing rows: inout [Int], check: () throws(Failure) -> Void
    ) throws(Failure) {
        rows.removeAll(keepingCapacity: true)
        rows.reserveCapacity(entryCount)
        try sort(check: check)
        for place in 0..<entryCount {
            if place & 0xFFFF == 0xFFFF { try check() }
            rows.append(entries[place].row)
        }
        entryCount = 0
        form = nil
    }

    /// Puts the entries into the order in which they arrived.
    private mutating func sort<Failure: Error>(
        check: () throws(Failure) -> Void
    ) throws(Failure) {
        var end = entryCount
        while end > 1 {
            end = sort(upTo: end)
            if end > 1 { try check() }
        }
    }

    private mutating func sort(upTo end: Int) -> Int {
        let (entered, limit) = (entryCount, count)
        var heap = RaceHeap(entries: entries.mutableSpan, count: entered, limit: limit)
        return heap.sort(upTo: end, partCount: 4096)
    }

    /// Takes the room for a draw out of so many rows, so that nothing is moved while they come.
    ///
    /// No page of it is touched until it is needed.
    package mutating func reserve(rowCount: Int) {
        let room = replacement == .with ? count : min(count, rowCount)
        if entries.capacity < room { entries.reserveCapacity(room) }
    }

    // MARK: What the turns of `enter` have in common

    /// Makes room for all arrivals of one turn.
    ///
    /// - Returns: whether rows can arrive more than once.
    mutating func begin(_ form: Form, rowCount: Int) -> Bool {
        precondition(self.form ?? form == form, "a race has weights or logarithms, not both")
        self.form = form
        let repeats = replacement == .with
        turn.resume()
        let arrivalCount = rowCount - turn.index + (repeats ? RaceTurn.repetitionCountMax : 0)
        let room = min(count, entryCount + arrivalCount)
        if entries.count < room {
            // An array that grows a little each time is moved each time.
            if entries.capacity < room {
                entries.reserveCapacity(max(room, min(count, 2 * entries.count)))
            }
            entries.append(contentsOf: repeatElement(.vacant, count: room - entries.count))
        }
        return repeats
    }

    /// Notes what a turn came to.
    ///
    /// - Returns: whether all rows have taken part.
    mutating func end(_ turn: RaceTurn, entryCount: Int, rowCount: Int) -> Bool {
        self.entryCount = entryCount
        let isOver = turn.index == rowCount
        self.turn = isOver ? RaceTurn() : turn
        return isOver
    }

    /// Takes the block out, so that it can be lent together with the entries.
    mutating func takeBlock() -> [Double] {
        var taken: [Double] = []
        swap(&taken, &block)
        if taken.isEmpty { taken = Array(repeating: 0, count: RaceHeap.blockCount) }
        return taken
    }
}
