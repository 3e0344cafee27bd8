/// Pearson's test of counts against the probabilities they should have.
struct ChiSquare {
    let statistic: Double
    /// What the statistic exceeds once in a thousand times if the probabilities hold.
    let limit: Double

    /// - Precondition: as many probabilities as counts, and they sum to 1.
    init(_ counts: [Int], _ probabilities: [Double]) {
        precondition(counts.count == probabilities.count, "one probability for each count")
        precondition(abs(probabilities.reduce(0, +) - 1) < 1e-9, "probabilities sum to 1")
        let total = Double(counts.reduce(0, +))
        var sum = 0.0
        for (count, probability) in zip(counts, probabilities) {
            let expected = probability * total
            sum += (Double(count) - expected) * (Double(count) - expected) / expected
        }
        statistic = sum
        limit = Self.limit(degreesOfFreedom: counts.count - 1)
    }

    var agrees: Bool { statistic < limit }

    /// Exact to 1 %: E. B. Wilson, M. M. Hilferty, The Distribution of Chi-Square, PNAS 17 (1931),
    /// with the normal quantile of 0.999.
    private static func limit(degreesOfFreedom count: Int) -> Double {
        let exact = [10.828, 13.816, 16.266, 18.467, 20.515, 22.458, 24.322, 26.124, 27.877]
        if count <= exact.count { return exact[count - 1] }
        let variance = 2 / (9 * Double(count))
        let root = 1 - variance + 3.0902 * variance.squareRoot()
        return Double(count) * root * root * root
    }
}
