import Sampling
import Testing

/// Each form against the exact probabilities of all sequences it can draw: 100,000 draws, with
/// fixed seeds, and a limit that an exact sampler exceeds once in a thousand times.
@Suite struct RaceDistributionTests {
    private let weights = [1.0, 2.0, 3.0, 0.5]

    @Test func `equal rows are drawn alike`() throws {
        let counts = try sequenceCounts(of: 2, rowCount: 4, .equal)
        #expect(agrees(counts, sequenceProbabilities(of: 2, weights: [1, 1, 1, 1])))
    }

    @Test func `weights are chances among what is left`() throws {
        let counts = try sequenceCounts(of: 2, rowCount: 4, .weights(weights))
        #expect(agrees(counts, sequenceProbabilities(of: 2, weights: weights)))
    }

    @Test func `rows are included with the probabilities of the enumeration`() throws {
        let counts = try sequenceCounts(of: 3, rowCount: 4, .weights(weights))
        let probabilities = sequenceProbabilities(of: 3, weights: weights)
        for row in weights.indices {
            func includes(_ sequence: Int) -> Bool {
                [sequence / 16, sequence / 4 % 4, sequence % 4].contains(row)
            }
            let drawn = counts.indices.filter(includes).reduce(0) { $0 + counts[$1] }
            let chance = probabilities.indices.filter(includes).reduce(0) { $0 + probabilities[$1] }
            #expect(ChiSquare([drawn, 100_000 - drawn], [chance, 1 - chance]).agrees)
        }
    }

    @Test func `logarithms of weights are chances among what is left`() throws {
        let logarithms = weights.map { naturalLogarithm($0) + 1e6 }
        let counts = try sequenceCounts(of: 2, rowCount: 4, .logarithms(logarithms))
        #expect(agrees(counts, sequenceProbabilities(of: 2, weights: weights)))
    }

    @Test func `draws with replacement are independent`() throws {
        let counts = try sequenceCounts(
            of: 3, rowCount: 3, .weights([1, 2, 3]), replacement: .with)
        #expect(
            agrees(
                counts, sequenceProbabilities(of: 3, weights: [1, 2, 3], replacement: .with)))
    }

    @Test func `draws with replacement by logarithms are independent`() throws {
        let logarithms = [1.0, 2.0, 3.0].map { naturalLogarithm($0) - 1e6 }
        let counts = try sequenceCounts(
            of: 3, rowCount: 3, .logarithms(logarithms), replacement: .with)
        #expect(
            agrees(
                counts, sequenceProbabilities(of: 3, weights: [1, 2, 3], replacement: .with)))
    }

    @Test func `many draws with replacement from one race follow the weights`() throws {
        var counts = [0, 0, 0, 0]
        let rows = try draw(
            100_000, of: identities(4), .weights(weights), replacement: .with)
        for row in rows { counts[row] += 1 }
        #expect(ChiSquare(counts, weights.map { $0 / 6.5 }).agrees)

        // One draw says nothing about the next: pairs are even too.
        var pairs = Array(repeating: 0, count: 16)
        for (first, second) in zip(rows, rows.dropFirst()) { pairs[first * 4 + second] += 1 }
        #expect(agrees(pairs, sequenceProbabilities(of: 2, weights: weights, replacement: .with)))
    }

    @Test func `the draws of two groups are independent`() throws {
        let first = identities(3, group: 1)
        let second = identities(3, group: 2)
        var counts = Array(repeating: 0, count: 9)
        var race = Race(stream: RandomStream(seed: 0), count: 1)
        for seed in 0..<50_000 as Range<Int64> {
            race.reset(to: RandomStream(seed: seed))
            race.enter(first.span)
            let row = race.finish()[0]
            race.enter(second.span)
            counts[row * 3 + race.finish()[0]] += 1
        }
        #expect(ChiSquare(counts, Array(repeating: 1.0 / 9, count: 9)).agrees)
    }

    @Test func `copies of one row are drawn independently`() throws {
        let row = identities(1)[0]
        let copies = (0..<3).map { row.copy($0) }
        var counts = [0, 0, 0]
        for seed in 0..<30_000 as Range<Int64> {
            counts[try draw(1, of: copies, seed: seed)[0]] += 1
        }
        #expect(ChiSquare(counts, [1.0 / 3, 1.0 / 3, 1.0 / 3]).agrees)
    }
}
