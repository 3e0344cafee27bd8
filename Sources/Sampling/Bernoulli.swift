extension RandomStream {
    /// Writes the rows that are kept, each with its own probability.
    ///
    /// A row is kept when its uniform number is below its probability: 0 keeps none, 1 all, and
    /// the chance of a probability between is exact to 2⁻⁵³. With the same seed a row that is
    /// kept stays kept when its probability grows. A row without a probability has 0.
    ///
    /// **Shape**: rows in ascending order, counted from `firstRow`.
    ///
    /// - Precondition: as many probabilities as identities, and `rows` has room for them all.
    /// - Throws: ``WeightProblem`` for the first row whose probability is outside 0 … 1.
    package func keep(
        _ identities: Span<RowIdentity>, probabilities: Span<Double>, firstRow: Int = 0,
        into rows: inout OutputSpan<Int>
    ) throws(WeightProblem) {
        precondition(identities.count == probabilities.count, "one probability for each row")
        try scan(identities, probabilities, firstRow: firstRow, into: &rows)
    }

    @_noLocks
    private func scan(
        _ identities: Span<RowIdentity>, _ probabilities: Span<Double>, firstRow: Int,
        into rows: inout OutputSpan<Int>
    ) throws(WeightProblem) {
        for index in identities.indices {
            let probability = probabilities[index]
            guard probability >= 0 && probability <= 1 else {
                throw WeightProblem(
                    probability.isNaN ? .notANumber : .outsideUnitInterval, row: firstRow + index)
            }
            if uniform(for: identities[index]) < probability { rows.append(firstRow + index) }
        }
    }
}
