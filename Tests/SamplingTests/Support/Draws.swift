import Sampling

/// How the rows of a test are weighted.
enum Weighting {
    case equal
    case weights([Double])
    case logarithms([Double])
}

/// The identities of `count` rows of a group: a disease and one of its symptoms.
func identities(_ count: Int, group: UInt64 = 1) -> [RowIdentity] {
    var shared = IdentityHasher()
    shared.combine(node: RowIdentity(high: group, low: 0))
    return (0..<UInt64(count)).map { ordinal in
        var hasher = shared
        hasher.combine(node: RowIdentity(high: 100 + ordinal, low: 0))
        return hasher.identity()
    }
}

extension Race {
    /// Lets all rows take part at once.
    mutating func enter(
        _ rows: [RowIdentity], _ weighting: Weighting, firstRow: Int = 0
    ) throws(WeightProblem) {
        switch weighting {
        case .equal: enter(rows.span, firstRow: firstRow)
        case .weights(let weights): try enter(rows.span, weights: weights.span, firstRow: firstRow)
        case .logarithms(let logarithms):
            try enter(rows.span, logWeights: logarithms.span, firstRow: firstRow)
        }
    }

    mutating func finish() -> [Int] {
        var rows: [Int] = []
        finish(replacing: &rows) {}
        return rows
    }
}

/// One draw.
func draw(
    _ count: Int, of rows: [RowIdentity], _ weighting: Weighting = .equal,
    replacement: Race.Replacement = .without, seed: Int64 = 42
) throws(WeightProblem) -> [Int] {
    var race = Race(
        stream: RandomStream(seed: seed), count: count, replacement: replacement)
    try race.enter(rows, weighting)
    return race.finish()
}

/// How often each sequence of `length` rows out of `rowCount` is drawn with the seeds from 0 on.
///
/// **Shape**: sequences as numbers in the base `rowCount`, the first row as the highest digit.
func sequenceCounts(
    of length: Int, rowCount: Int, _ weighting: Weighting,
    replacement: Race.Replacement = .without, draws: Int64 = 100_000
) throws -> [Int] {
    let rows = identities(rowCount)
    var counts = Array(repeating: 0, count: (0..<length).reduce(1) { size, _ in size * rowCount })
    var race = Race(
        stream: RandomStream(seed: 0), count: length, replacement: replacement)
    for seed in 0..<draws {
        race.reset(to: RandomStream(seed: seed))
        try race.enter(rows, weighting)
        counts[race.finish().reduce(0) { $0 * rowCount + $1 }] += 1
    }
    return counts
}

/// The probability of each such sequence, by enumeration.
func sequenceProbabilities(
    of length: Int, weights: [Double], replacement: Race.Replacement = .without
) -> [Double] {
    var probabilities: [Double] = [1]
    var prefixes: [[Int]] = [[]]
    for _ in 0..<length {
        var longer: [[Int]] = []
        var chances: [Double] = []
        for (prefix, chance) in zip(prefixes, probabilities) {
            let left = weights.indices.map { row in
                replacement == .without && prefix.contains(row) ? 0 : weights[row]
            }
            let sum = left.reduce(0, +)
            for row in weights.indices {
                longer.append(prefix + [row])
                chances.append(sum == 0 ? 0 : chance * left[row] / sum)
            }
        }
        (prefixes, probabilities) = (longer, chances)
    }
    return probabilities
}

/// Compares over the sequences that are possible, and says whether an impossible one was drawn.
func agrees(_ counts: [Int], _ probabilities: [Double]) -> Bool {
    let possible = probabilities.indices.filter { probabilities[$0] > 0 }
    let impossible = probabilities.indices.filter { probabilities[$0] == 0 }
    guard impossible.allSatisfy({ counts[$0] == 0 }) else { return false }
    return ChiSquare(possible.map { counts[$0] }, possible.map { probabilities[$0] }).agrees
}
