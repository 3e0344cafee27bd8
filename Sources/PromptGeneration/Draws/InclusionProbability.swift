internal import Foundation

/// How likely each candidate is to be among those that a weighted draw without replacement takes.
///
/// The draw lets every candidate arrive after an exponential time with its weight as the rate, and
/// takes the first `count` (see `SAMPLE … WEIGHTED BY`). A candidate is taken when fewer than
/// `count` of the others have arrived before it:
///
///     π(i) = ∫ wᵢ e^(−wᵢ t) · P(fewer than `count` of the others before t) dt
///
/// How many of the others have arrived is a sum of independent yes or no with known chances. With
/// t = eˣ the integrand is smooth and falls off on both sides, where the trapezoid rule converges
/// exponentially; with a step of 0.3 its error is below 10⁻⁹. What has equal weights has equal
/// probabilities, so only one of each weight is integrated.
enum InclusionProbability {
    private static let step = 0.3

    /// - Parameter logWeights: natural logarithms of the weights; −∞ is never drawn.
    /// - Returns: one probability for each candidate.
    /// - Complexity: O(points · candidates · count), about a hundred points for weights of a common
    ///   magnitude.
    static func probabilities(logWeights: [Double], count: Int) -> [Double] {
        let drawable = logWeights.indices.filter { logWeights[$0] > -.infinity }
        var result = [Double](repeating: 0, count: logWeights.count)
        guard count > 0, !drawable.isEmpty else { return result }
        if count >= drawable.count {
            for index in drawable { result[index] = 1 }
            return result
        }
        // Only the ratios of the weights matter.
        let top = drawable.reduce(-Double.infinity) { max($0, logWeights[$1]) }
        let logs = drawable.map { logWeights[$0] - top }
        if logs.allSatisfy({ $0 == 0 }) {
            for index in drawable { result[index] = Double(count) / Double(drawable.count) }
            return result
        }
        let integrals = integrate(logs, count)
        for (place, index) in drawable.enumerated() { result[index] = min(1, integrals[place]) }
        return result
    }

    private static func integrate(_ logs: [Double], _ count: Int) -> [Double] {
        let kinds = Array(Set(logs)).sorted()
        let kindOf = logs.map { log in kinds.firstIndex(of: log) ?? 0 }
        let samples = kinds.map { kind in logs.firstIndex(of: kind) ?? 0 }
        var sums = [Double](repeating: 0, count: kinds.count)
        var (arrived, density) = (sums, sums)
        var table = ArrivalTable(candidates: logs.count, count: count)
        for point in points(kinds) {
            let x = Double(point) * step
            for (kind, log) in kinds.enumerated() {
                let rate = exp(min(x + log, 700))
                arrived[kind] = -expm1(-rate)
                // wᵢ t e^(−wᵢ t), the density over x.
                density[kind] = rate * exp(-rate)
            }
            table.fill(kindOf, arrived)
            for kind in kinds.indices where density[kind] > 0 {
                sums[kind] += density[kind] * table.fewerThanCount(without: samples[kind]) * step
            }
        }
        return kindOf.map { sums[$0] }
    }

    /// The points of the grid near the arrival of any candidate, where the integrand is not 0.
    private static func points(_ logs: [Double]) -> [Int] {
        var points: Set<Int> = []
        for log in logs {
            let first = Int(((-log - 22) / step).rounded(.down))
            let last = Int(((-log + 4) / step).rounded(.up))
            points.formUnion(first...last)
        }
        return points.sorted()
    }
}

/// The chances that 0, 1, … of the candidates before, and behind, each candidate have arrived.
private struct ArrivalTable {
    private let candidates: Int
    private let count: Int
    /// `before[i · count + a]`: that just a of the first i have arrived.
    private var before: [Double]
    /// `behind[i · count + a]`: that at most a of those from i on have arrived.
    private var behind: [Double]

    init(candidates: Int, count: Int) {
        self.candidates = candidates
        self.count = count
        before = [Double](repeating: 0, count: (candidates + 1) * count)
        behind = before
    }

    /// - Parameter arrived: the chances of each kind of candidate.
    mutating func fill(_ kindOf: [Int], _ arrived: [Double]) {
        for a in 0..<count {
            before[a] = a == 0 ? 1 : 0
            behind[candidates * count + a] = 1
        }
        for i in 0..<candidates {
            let (row, next, p) = (i * count, (i + 1) * count, arrived[kindOf[i]])
            for a in 0..<count {
                let less = a == 0 ? 0 : before[row + a - 1]
                before[next + a] = before[row + a] * (1 - p) + less * p
            }
        }
        for i in stride(from: candidates - 1, through: 0, by: -1) {
            let (row, next, p) = (i * count, (i + 1) * count, arrived[kindOf[i]])
            for a in 0..<count {
                let less = a == 0 ? 0 : behind[next + a - 1]
                behind[row + a] = behind[next + a] * (1 - p) + less * p
            }
        }
    }

    /// The chance that fewer than `count` of all but one have arrived.
    func fewerThanCount(without index: Int) -> Double {
        var sum = 0.0
        for a in 0..<count {
            sum += before[index * count + a] * behind[(index + 1) * count + count - 1 - a]
        }
        return sum
    }
}
