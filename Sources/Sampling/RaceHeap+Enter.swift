/// The loops over rows, in blocks of 64. What every row of a block needs is computed first, where
/// no branch comes between and the processor works on several rows at a time: 1 − U, and while the
/// heap is not full the first time −ln U as well.
///
/// Each loop keeps a bound that most late arrivals fail before their time is computed: with
/// 1 − U ≤ −ln U, a row whose 1 − U is too late is too late.
///
/// All stop at a row that arrives thousands of times. See ``RaceTurn``.
extension RaceHeap {
    /// How many uniform numbers are computed at once.
    static var blockCount: Int { 64 }

    /// Rows of weight 1.
    @_noLocks
    mutating func enter(
        _ identities: Span<RowIdentity>, firstRow: Int, _ stream: RandomStream,
        repeats: Bool, numbers: inout MutableSpan<Double>, turn: inout RaceTurn
    ) {
        var bound = latestTime
        var isTimed = false
        let start = turn.index
        for index in start..<identities.count {
            let place = (index &- start) & 63
            if place == 0 {
                isTimed = bound == .infinity
                fill(&numbers, identities, from: index, stream, isTimed: isTimed)
            }
            let entrant = RaceEntrant(
                identities[index], row: firstRow &+ index, stream, numbers[place], isTimed)
            if enter(entrant, weight: 1, before: bound, repeats: repeats, &turn) {
                bound = latestTime
                if turn.isStopped() {
                    turn.index = index
                    return
                }
            }
        }
        turn.index = identities.count
    }

    /// Rows with weights.
    @_noLocks
    mutating func enter(
        _ identities: Span<RowIdentity>, weights: Span<Double>, firstRow: Int,
        _ stream: RandomStream, repeats: Bool, numbers: inout MutableSpan<Double>,
        turn: inout RaceTurn
    ) throws(WeightProblem) {
        var bound = latestTime
        var isTimed = false
        let start = turn.index
        for index in start..<identities.count {
            let place = (index &- start) & 63
            if place == 0 {
                isTimed = bound == .infinity
                fill(&numbers, identities, from: index, stream, isTimed: isTimed)
            }
            let weight = weights[index]
            guard weight > 0 && weight < .infinity else {
                if weight == 0 { continue }
                throw WeightProblem(weight: weight, row: firstRow &+ index)
            }
            if !turn.isStopped(), isLate(numbers[place], weight: weight, bound) { continue }
            let entrant = RaceEntrant(
                identities[index], row: firstRow &+ index, stream, numbers[place], isTimed)
            if enter(entrant, weight: weight, before: bound, repeats: repeats, &turn) {
                bound = latestTime
                if turn.isStopped() {
                    turn.index = index
                    return
                }
            }
        }
        turn.index = identities.count
    }

    /// Rows with logarithms of weights.
    @_noLocks
    mutating func enter(
        _ identities: Span<RowIdentity>, logWeights: Span<Double>, firstRow: Int,
        _ stream: RandomStream, repeats: Bool, numbers: inout MutableSpan<Double>,
        turn: inout RaceTurn
    ) throws(WeightProblem) {
        var bound = latestLogTime
        var isTimed = false
        let start = turn.index
        for index in start..<identities.count {
            let place = (index &- start) & 63
            if place == 0 {
                isTimed = bound == .infinity
                fill(&numbers, identities, from: index, stream, isTimed: isTimed)
            }
            let logWeight = logWeights[index]
            guard logWeight.isFinite else {
                if logWeight == -.infinity { continue }
                throw WeightProblem(weight: logWeight, row: firstRow &+ index)
            }
            let entrant = RaceEntrant(
                identities[index], row: firstRow &+ index, stream, numbers[place], isTimed)
            if enter(entrant, logWeight: logWeight, before: bound, repeats: repeats, &turn) {
                bound = latestLogTime
                if turn.isStopped() {
                    turn.index = index
                    return
                }
            }
        }
        turn.index = identities.count
    }

    @inline(__always) @_noLocks
    private func fill(
        _ numbers: inout MutableSpan<Double>, _ identities: Span<RowIdentity>, from start: Int,
        _ stream: RandomStream, isTimed: Bool
    ) {
        let count = min(64, identities.count - start)
        for place in 0..<count {
            numbers[place] = 1 - stream.uniform(for: identities[start &+ place])
        }
        guard isTimed else { return }
        for place in 0..<count { numbers[place] = -naturalLogarithm(1 - numbers[place]) }
    }

    /// The time after which nothing is let in; ∞ while it is unknown.
    private var latestTime: Double {
        count == limit && limit > 0 ? entries[0].key.seconds() : .infinity
    }

    /// The logarithm of that time.
    private var latestLogTime: Double {
        count == limit && limit > 0 ? entries[0].key.logSeconds() : .infinity
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
