internal import Foundation

/// How many records each disease gets.
package enum Allocation: String, Sendable, CaseIterable {
    /// The same number for each.
    case uniform
    /// By how common the disease is.
    case prevalence
    /// By what is known of it: `J₃(symptoms) · J₃(examples)`.
    case coverage

    /// `J₃(count)`: log(1 + x) three times over, which lets a large count weigh little more than a
    /// middling one.
    ///
    /// **Source**: Kumichev et al., MedSyn (2024), the weight of a code.
    package static func dampened(_ count: Int) -> Double {
        log1p(log1p(log1p(Double(count))))
    }

    /// Shares `total` out by weight with the method of the largest remainder: each share is its
    /// quota rounded down or up, and together they are exactly `total`.
    ///
    /// - Parameter ranks: which of two equal remainders comes first: the lower rank.
    /// - Precondition: as many ranks as weights; no weight is negative, and one is above 0.
    /// - Complexity: O(n log n).
    package static func shares(of total: Int, weights: [Double], ranks: [Int]) -> [Int] {
        let sum = weights.reduce(0, +)
        precondition(sum > 0 && weights.count == ranks.count, "something has a weight")
        let quotas = weights.map { Double(total) * ($0 / sum) }
        var shares = quotas.map { Int($0.rounded(.down)) }
        let order = weights.indices.filter { weights[$0] > 0 }.sorted { left, right in
            let (a, b) = (
                quotas[left] - Double(shares[left]), quotas[right] - Double(shares[right])
            )
            return a == b ? ranks[left] < ranks[right] : a > b
        }
        var index = 0
        var rest = total - shares.reduce(0, +)
        // Rounding can leave a quota of 3 at 2.999…, so the rest may exceed one for each.
        while rest > 0 {
            shares[order[index % order.count]] += 1
            (index, rest) = (index + 1, rest - 1)
        }
        return shares
    }
}
