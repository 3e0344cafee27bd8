/// The loops over rows, in blocks of 64. What every row of a block needs is computed first, where
/// no branch comes between and the processor works on several rows at a time: 1 − U, and while the
/// heap is not full the first time −ln U as well.
///
/// Each loop keeps a bound that most late arrivals fail before their time is computed: with
/// 1 − U ≤ −ln U, a row whose 1 − U is too late is too late.
extension RaceHeap {
    /// How many uniform numbers are computed at once.
    static var blockCount: Int { 64 }

    /// Rows of weight 1.
    @_noLocks
    mutating func enter(
        _ identities: Span<RowIdentity>, firstRow: Int, _ stream: RandomStream,
        repeats: Bool, numbers: inout MutableSpan<Double>
    ) {
        var bound = latestTime
        var isTimed = false
        for index in identities.indices {
            let place = index & 63
            if place == 0 {
                isTimed = bound == .infinity
                fill(&numbers, identities, from: index, stream, isTimed: isTimed)
            }
            let entrant = Entrant(
                identities[index], row: firstRow &+ index, stream, numbers[place], isTimed)
            if enter(entrant, weight: 1, before: bound, repeats: repeats) {
                bound = latestTime
            }
        }
    }

    /// Rows with weights.
    @_noLocks
    mutating func enter(
        _ identities: Span<RowIdentity>, weights: Span<Double>, firstRow: Int,
        _ stream: RandomStream, repeats: Bool, numbers: inout MutableSpan<Double>
    ) throws(WeightProblem) {
        var bound = latestTime
        var isTimed = false
        for index in identities.indices {
            let place = index & 63
            if place == 0 {
                isTimed = bound == .infinity
                fill(&numbers, identities, from: index, stream, isTimed: isTimed)
            }
            let weight = weights[index]
            guard weight > 0 && weight < .infinity else {
                if weight == 0 { continue }
                throw WeightProblem(weight: weight, row: firstRow &+ index)
            }
            let entrant = Entrant(
                identities[index], row: firstRow &+ index, stream, numbers[place], isTimed)
            if enter(entrant, weight: weight, before: bound, repeats: repeats) {
                bound = latestTime
            }
        }
    }

    /// Rows with logarithms of weights.
    @_noLocks
    mutating func enter(
        _ identities: Span<RowIdentity>, logWeights: Span<Double>, firstRow: Int,
        _ stream: RandomStream, repeats: Bool, numbers: inout MutableSpan<Double>
    ) throws(WeightProblem) {
        var bound = latestLogTime
        var isTimed = false
        for index in identities.indices {
            let place = index & 63
            if place == 0 {
                isTimed = bound == .infinity
                fill(&numbers, identities, from: index, stream, isTimed: isTimed)
            }
            let logWeight = logWeights[index]
            guard logWeight.isFinite else {
                if logWeight == -.infinity { continue }
                throw WeightProblem(weight: logWeight, row: firstRow &+ index)
            }
            let entrant = Entrant(
                identities[index], row: firstRow &+ index, stream, numbers[place], isTimed)
            if enter(entrant, logWeight: logWeight, before: bound, repeats: repeats) {
                bound = latestLogTime
            }
        }
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

    /// - Returns: whether the bound may have changed.
    @inline(__always) @_noLocks
    private mutating func enter(
        _ entrant: Entrant, weight: Double, before bound: Double, repeats: Bool
    ) -> Bool {
        // The factor is far more than the roundings of both sides; where the product is too small
        // for a `Double`, no time is early enough.
        if entrant.number * (1 - 0x1p-40) >= bound * weight { return false }
        var elapsed = entrant.elapsed()
        var arrival: UInt32 = 0
        while insert(entrant.entry(RaceKey(elapsed: elapsed, weight: weight), arrival)) {
            guard repeats, arrival < UInt32.max else { return true }
            arrival &+= 1
            elapsed -= naturalLogarithm(entrant.uniform(draw: arrival))
        }
        return arrival > 0
    }

    /// - Returns: whether the bound may have changed.
    @inline(__always) @_noLocks
    private mutating func enter(
        _ entrant: Entrant, logWeight: Double, before bound: Double,
        repeats: Bool
    ) -> Bool {
        // The exponent of the number alone. Rounding cannot reject: the slack grows with the terms.
        let earliest = Double(entrant.number.exponent) * 0x1.62e42fefa39efp-1
        let slack = (bound.magnitude + logWeight.magnitude) * 0x1p-50 + 0x1p-40
        if earliest - slack > bound + logWeight { return false }
        var elapsed = entrant.elapsed()
        var arrival: UInt32 = 0
        while insert(entrant.entry(RaceKey(elapsed: elapsed, logWeight: logWeight), arrival)) {
            guard repeats, arrival < UInt32.max else { return true }
            arrival &+= 1
            elapsed -= naturalLogarithm(entrant.uniform(draw: arrival))
        }
        return arrival > 0
    }
}

/// A row that takes part.
private struct Entrant {
    let identity: RowIdentity
    let row: Int
    let stream: RandomStream
    /// Its first time if it is timed, and otherwise 1 − U, which is not above that.
    let number: Double
    let isTimed: Bool

    @inline(__always) @_noLocks
    init(
        _ identity: RowIdentity, row: Int, _ stream: RandomStream, _ number: Double,
        _ isTimed: Bool
    ) {
        self.identity = identity
        self.row = row
        self.stream = stream
        self.number = number
        self.isTimed = isTimed
    }

    /// When its clock rings first at a rate of 1.
    @inline(__always) @_noLocks
    func elapsed() -> Double { isTimed ? number : -naturalLogarithm(1 - number) }

    @inline(__always) @_noLocks
    func uniform(draw: UInt32) -> Double { stream.uniform(for: identity, draw: draw) }

    @inline(__always) @_noLocks
    func entry(_ key: RaceKey, _ arrival: UInt32) -> RaceEntry {
        RaceEntry(key: key, identity: identity, row: row, arrival: arrival)
    }
}
