import Foundation

/// Pearson's test of counts against what was expected.
enum ChiSquare {
    /// How likely a statistic as large as that of these counts is if the expectation holds.
    ///
    /// By the approximation of Wilson and Hilferty (1931), good to a few per cent.
    static func probability(_ counts: [Int], expected: [Double]) -> Double {
        let statistic = zip(counts, expected).map { pow(Double($0) - $1, 2) / $1 }.reduce(0, +)
        let freedom = Double(counts.count - 1)
        let variance = 2 / (9 * freedom)
        let normal = (pow(statistic / freedom, 1 / 3) - (1 - variance)) / variance.squareRoot()
        return erfc(normal / 2.squareRoot()) / 2
    }
}
