import Foundation

/// Pearson's test of counts against the probabilities that they should have.
enum ChiSquare {
    /// How probable counts at least as far off are if the probabilities hold.
    ///
    /// Outcomes that cannot be and were not are left out; one that cannot be and was gives 0.
    static func probability<Outcome: Hashable>(
        of counts: [Outcome: Int], _ probabilities: [Outcome: Double]
    ) -> Double {
        let total = Double(counts.values.reduce(0, +))
        guard counts.keys.allSatisfy({ probabilities[$0, default: 0] > 0 }) else { return 0 }
        let possible = probabilities.filter { $0.value > 0 }
        guard possible.count > 1 else { return 1 }
        var statistic = 0.0
        for (outcome, probability) in possible {
            let expected = probability * total
            let difference = Double(counts[outcome, default: 0]) - expected
            statistic += difference * difference / expected
        }
        return survival(statistic, degreesOfFreedom: possible.count - 1)
    }

    /// The chance that a variable with this distribution is larger.
    ///
    /// **Source**: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, 26.4.4 and 26.4.5.
    static func survival(_ statistic: Double, degreesOfFreedom: Int) -> Double {
        let half = statistic / 2
        guard half > 0 else { return 1 }
        var degree = degreesOfFreedom.isMultiple(of: 2) ? 2.0 : 1.0
        var result = degree == 2 ? exp(-half) : erfc(half.squareRoot())
        while degree < Double(degreesOfFreedom) {
            result += exp(degree / 2 * log(half) - half - lgamma(degree / 2 + 1))
            degree += 2
        }
        return min(1, result)
    }
}
