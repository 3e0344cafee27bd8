internal import CSampling

extension RandomStream {
    /// Writes when each row first arrives in a ``Race``: with a weight of 1 and with its own; ∞ for a
    /// weight of 0.
    ///
    /// **Shape**: one wait and one time for each identity, in their order; what is behind stays.
    ///
    /// - Precondition: as many weights as identities, and at least as many waits and times.
    /// - Returns: whether the times are those of the race. They are not where a weight is negative,
    ///   infinite or NaN, or so small or large that the quotient is none of the usual numbers.
    package func fillArrivals(
        of identities: Span<RowIdentity>, weights: Span<Double>,
        waits: inout MutableSpan<Double>, times: inout MutableSpan<Double>
    ) -> Bool {
        precondition(
            identities.count == weights.count && identities.count <= waits.count
                && identities.count <= times.count, "a weight, a wait and a time for each row")
        guard !identities.isEmpty else { return true }
        fillWaits(of: identities, into: &waits)
        // There are at least as many waits and times as weights.
        return unsafe times.withUnsafeMutableBufferPointer { times in
            unsafe waits.span.withUnsafeBufferPointer { waits in
                unsafe weights.withUnsafeBufferPointer { weights in
                    unsafe csampling_times(
                        waits.baseAddress!, weights.baseAddress!, weights.count,
                        times.baseAddress!)
                }
            }
        }
    }
}
