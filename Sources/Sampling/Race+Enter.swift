/// How rows enter a race: all of a batch, or as many as can be told without a stop.
extension Race {
    /// Lets rows take part that are all equally likely.
    ///
    /// Rows of weight 1: they may take part in one race with rows that have weights.
    ///
    /// **Complexity**: O(rows + draws · log `count`), where the draws that are looked at are near
    /// `count` · ln(rows / `count`) when the rows come in no particular order.
    package mutating func enter(_ identities: Span<RowIdentity>, firstRow: Int = 0) {
        while !enterSome(of: identities, firstRow: firstRow) {}
    }

    /// Lets rows with weights take part.
    ///
    /// **Complexity**: as without weights.
    ///
    /// - Precondition: as many weights as identities.
    /// - Throws: ``WeightProblem`` for the first row with a negative or infinite weight or NaN.
    package mutating func enter(
        _ identities: Span<RowIdentity>, weights: Span<Double>, firstRow: Int = 0
    ) throws(WeightProblem) {
        while try !enterSome(of: identities, weights: weights, firstRow: firstRow) {}
    }

    /// Lets rows take part whose weights are given by their natural logarithms: for a softmax with
    /// temperature, score / temperature.
    ///
    /// Nothing is exponentiated, so no score is too large. A low temperature draws the rows with
    /// the highest scores, a high one makes all rows equally likely. The draw is that of the
    /// weights themselves, as far as those can be held by a `Double`.
    ///
    /// **Complexity**: as without weights.
    ///
    /// - Precondition: as many logarithms as identities; no row entered with a weight.
    /// - Throws: ``WeightProblem`` for the first row with a logarithm of ∞ or NaN.
    package mutating func enter(
        _ identities: Span<RowIdentity>, logWeights: Span<Double>, firstRow: Int = 0
    ) throws(WeightProblem) {
        while try !enterSome(of: identities, logWeights: logWeights, firstRow: firstRow) {}
    }

    /// As ``enter(_:weights:firstRow:)``, with a stop after every few thousand draws: one row may
    /// be drawn millions of times with replacement.
    ///
    /// - Returns: whether all rows have taken part. If not, this is to be called with the same
    ///   rows until they have, or the race to be reset.
    package mutating func enterSome(
        of identities: Span<RowIdentity>, weights: Span<Double>, firstRow: Int = 0
    ) throws(WeightProblem) -> Bool {
        precondition(identities.count == weights.count, "one weight for each row")
        let repeats = begin(.weights, rowCount: identities.count)
        let (entered, limit, stream) = (entryCount, count, stream)
        var turn = turn
        var block = takeBlock()
        var numbers = block.mutableSpan
        var heap = RaceHeap(entries: entries.mutableSpan, count: entered, limit: limit)
        try heap.enter(
            identities, weights: weights, firstRow: firstRow, stream, repeats: repeats,
            numbers: &numbers, turn: &turn)
        let left = heap.count
        self.block = block
        return end(turn, entryCount: left, rowCount: identities.count)
    }

    /// As ``enter(_:logWeights:firstRow:)``, with a stop after every few thousand draws.
    ///
    /// - Returns: as with weights.
    package mutating func enterSome(
        of identities: Span<RowIdentity>, logWeights: Span<Double>, firstRow: Int = 0
    ) throws(WeightProblem) -> Bool {
        precondition(identities.count == logWeights.count, "one logarithm for each row")
        let repeats = begin(.logarithms, rowCount: identities.count)
        let (entered, limit, stream) = (entryCount, count, stream)
        var turn = turn
        var block = takeBlock()
        var numbers = block.mutableSpan
        var heap = RaceHeap(entries: entries.mutableSpan, count: entered, limit: limit)
        try heap.enter(
            identities, logWeights: logWeights, firstRow: firstRow, stream, repeats: repeats,
            numbers: &numbers, turn: &turn)
        let left = heap.count
        self.block = block
        return end(turn, entryCount: left, rowCount: identities.count)
    }

    private mutating func enterSome(of identities: Span<RowIdentity>, firstRow: Int) -> Bool {
        let repeats = begin(.weights, rowCount: identities.count)
        let (entered, limit, stream) = (entryCount, count, stream)
        var turn = turn
        var block = takeBlock()
        var numbers = block.mutableSpan
        var heap = RaceHeap(entries: entries.mutableSpan, count: entered, limit: limit)
        heap.enter(
            identities, firstRow: firstRow, stream, repeats: repeats, numbers: &numbers,
            turn: &turn)
        let left = heap.count
        self.block = block
        return end(turn, entryCount: left, rowCount: identities.count)
    }
}
