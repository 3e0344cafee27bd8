/// The loops over rows, in blocks of 64. What every row of a block needs is computed first, for
/// several rows at a time: 1 − U, or −ln U, the first time, while the heap is not full.
///
/// Each loop keeps a bound that most late arrivals fail before their time is computed: with
/// 1 − U ≤ −ln U, a row whose 1 − U is too late is too late.
///
/// All stop at a row that arrives thousands of times. See ``RaceTurn``.
extension RaceHeap {
    /// How many numbers are computed at once.
    static var blockCount: Int { 64 }

    /// Rows of weight 1.
    mutating func enter(
        _ identities: Span<RowIdentity>, firstRow: Int, _ stream: RandomStream,
        repeats: Bool, numbers: inout MutableSpan<Double>, turn: inout RaceTurn
    ) {
        while turn.index < identities.count {
            let block = RaceBlock(
                identities, from: turn.index, firstRow: firstRow, stream, isTimed: !isFull,
                &numbers)
            enter(block, identities, numbers.span, repeats: repeats, &turn)
            if turn.isStopped() { return }
        }
    }

    @_noLocks
    private mutating func enter(
        _ block: RaceBlock, _ identities: Span<RowIdentity>, _ numbers: Span<Double>,
        repeats: Bool, _ turn: inout RaceTurn
    ) {
        var bound = latestTime
        for place in block.start..<block.end {
            let number = numbers[place &- block.start]
            let entrant = block.entrant(place, identities[place], number)
            if enter(entrant, weight: 1, before: bound, repeats: repeats, &turn) {
                bound = latestTime
                if turn.isStopped() {
                    turn.index = place
                    return
                }
            }
        }
        turn.index = block.end
    }

    /// Rows with weights.
    mutating func enter(
        _ identities: Span<RowIdentity>, weights: Span<Double>, firstRow: Int,
        _ stream: RandomStream, repeats: Bool, numbers: inout MutableSpan<Double>,
        turn: inout RaceTurn
    ) throws(WeightProblem) {
        while turn.index < identities.count {
            let block = RaceBlock(
                identities, from: turn.index, firstRow: firstRow, stream, isTimed: !isFull,
                &numbers)
            try enter(block, identities, weights, numbers.span, repeats: repeats, &turn)
            if turn.isStopped() { return }
        }
    }

    @_noLocks
    private mutating func enter(
        _ block: RaceBlock, _ identities: Span<RowIdentity>, _ weights: Span<Double>,
        _ numbers: Span<Double>, repeats: Bool, _ turn: inout RaceTurn
    ) throws(WeightProblem) {
        var bound = latestTime
        for place in block.start..<block.end {
            let number = numbers[place &- block.start]
            let weight = weights[place]
            guard weight > 0 && weight < .infinity else {
                if weight == 0 { continue }
                throw WeightProblem(weight: weight, row: block.row(place))
            }
            if !turn.isStopped(), isLate(number, weight: weight, bound) { continue }
            let entrant = block.entrant(place, identities[place], number)
            if enter(entrant, weight: weight, before: bound, repeats: repeats, &turn) {
                bound = latestTime
                if turn.isStopped() {
                    turn.index = place
                    return
                }
            }
        }
        turn.index = block.end
    }

    /// Rows with logarithms of weights.
    mutating func enter(
        _ identities: Span<RowIdentity>, logWeights: Span<Double>, firstRow: Int,
        _ stream: RandomStream, repeats: Bool, numbers: inout MutableSpan<Double>,
        turn: inout RaceTurn
    ) throws(WeightProblem) {
        while turn.index < identities.count {
            let block = RaceBlock(
                identities, from: turn.index, firstRow: firstRow, stream, isTimed: !isFull,
                &numbers)
            try enter(
                block, identities, logWeights: logWeights, numbers.span, repeats: repeats, &turn)
            if turn.isStopped() { return }
        }
    }

    @_noLocks
    private mutating func enter(
        _ block: RaceBlock, _ identities: Span<RowIdentity>, logWeights: Span<Double>,
        _ numbers: Span<Double>, repeats: Bool, _ turn: inout RaceTurn
    ) throws(WeightProblem) {
        var bound = latestLogTime
        for place in block.start..<block.end {
            let number = numbers[place &- block.start]
            let logWeight = logWeights[place]
            guard logWeight.isFinite else {
                if logWeight == -.infinity { continue }
                throw WeightProblem(weight: logWeight, row: block.row(place))
            }
            let entrant = block.entrant(place, identities[place], number)
            if enter(entrant, logWeight: logWeight, before: bound, repeats: repeats, &turn) {
                bound = latestLogTime
                if turn.isStopped() {
                    turn.index = place
                    return
                }
            }
        }
        turn.index = block.end
    }

    /// Whether an arrival takes the place of another.
    private var isFull: Bool { count == limit && limit > 0 }

    /// The time after which nothing is let in; ∞ while it is unknown.
    private var latestTime: Double {
        isFull ? entries[0].key.seconds() : .infinity
    }

    /// The logarithm of that time.
    private var latestLogTime: Double {
        isFull ? entries[0].key.logSeconds() : .infinity
    }

    /// Whether a row is certainly too late.
    @inline(__always) @_noLocks
    private func isLate(_ number: Double, weight: Double, _ bound: Double) -> Bool {
        // The factor is far more than the roundings of both sides; where the product is too small
        // for a `Double`, no time is early enough.
        number * (1 - 0x1p-40) >= bound * weight
    }

    /// - Returns: whether the bound may have changed.
    @inline(__always) @_noLocks
    private mutating func enter(
        _ entrant: RaceEntrant, weight: Double, before bound: Double, repeats: Bool,
        _ turn: inout RaceTurn
    ) -> Bool {
        if isLate(entrant.number, weight: weight, bound) { return turn.end() }
        turn.begin(entrant)
        while insert(entrant.entry(RaceKey(elapsed: turn.elapsed, weight: weight), turn.arrival)) {
            guard repeats, turn.repeats(entrant) else { return true }
        }
        return turn.end()
    }

    /// - Returns: whether the bound may have changed.
    @inline(__always) @_noLocks
    private mutating func enter(
        _ entrant: RaceEntrant, logWeight: Double, before bound: Double,
        repeats: Bool, _ turn: inout RaceTurn
    ) -> Bool {
        // The exponent of the number alone. Rounding cannot reject: the slack grows with the terms.
        let earliest = Double(entrant.number.exponent) * 0x1.62e42fefa39efp-1
        let slack = (bound.magnitude + logWeight.magnitude) * 0x1p-50 + 0x1p-40
        if earliest - slack > bound + logWeight { return turn.end() }
        turn.begin(entrant)
        while insert(
            entrant.entry(RaceKey(elapsed: turn.elapsed, logWeight: logWeight), turn.arrival))
        {
            guard repeats, turn.repeats(entrant) else { return true }
        }
        return turn.end()
    }
}
