extension RandomStream {
    /// Writes when each row first arrives in a ``Race``: with a weight of 1 and with its own; ∞ for a
    /// weight of 0.
    ///
    /// **Shape**: one wait and one time for each identity, in their order.
    ///
    /// - Precondition: as many weights, waits and times as identities.
    /// - Returns: whether the times are those of the race. They are not where a weight is negative,
    ///   infinite or NaN, or so small or large that the quotient is none of the usual numbers.
    package func fillArrivals(
        of identities: Span<RowIdentity>, weights: Span<Double>,
        waits: inout MutableSpan<Double>, times: inout MutableSpan<Double>
    ) -> Bool {
        precondition(
            identities.count == weights.count && identities.count == waits.count
                && identities.count == times.count, "one weight, wait and time for each row")
        fillWaits(of: identities, into: &waits)
        return divide(waits.span, by: weights, into: &times)
    }

    @_noLocks
    private func divide(
        _ waits: Span<Double>, by weights: Span<Double>, into times: inout MutableSpan<Double>
    ) -> Bool {
        var areUsual = true
        for index in weights.indices {
            let weight = weights[index]
            times[index] = waits[index] / weight
            if !RaceKey.isUsual(weight) && weight != 0 { areUsual = false }
        }
        return areUsual
    }
}
