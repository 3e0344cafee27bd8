import Sampling
import Testing

@Suite struct RaceWeightTests {
    private let rows = identities(6)

    @Test func `scores of a million draw like their differences`() throws {
        // e⁰, e¹ and e² over their sum, whatever is added to all three scores.
        let weights = [1, 2.718281828459045, 7.38905609893065]
        for shift in [-1e6, 0, 1e6, 1e9] {
            let counts = try sequenceCounts(
                of: 2, rowCount: 3, .logarithms([shift, shift + 1, shift + 2]), draws: 20_000)
            #expect(agrees(counts, sequenceProbabilities(of: 2, weights: weights)))
        }
    }

    @Test(arguments: [1e17, -1e17, 1e20, -1e300, 1.7e308])
    func `equal scores have equal chances however large they are`(score: Double) throws {
        let counts = try sequenceCounts(
            of: 2, rowCount: 3, .logarithms([score, score, score]), draws: 20_000)
        #expect(agrees(counts, sequenceProbabilities(of: 2, weights: [1, 1, 1])))
    }

    @Test func `a low temperature draws the highest scores in order`() throws {
        let scores = [3.0, 1, 4, 1.5, 9, 2.6]
        for temperature in [1e-3, 1e-100, 1e-300] {
            for seed in 0..<100 as Range<Int64> {
                let logarithms = Weighting.logarithms(scores.map { $0 / temperature })
                #expect(try draw(3, of: rows, logarithms, seed: seed) == [4, 2, 0])
            }
        }
    }

    @Test func `a high temperature makes all rows equally likely`() throws {
        let scores = [3.0, 1, 4, 1.5, 9, 2.6]
        let logarithms = Weighting.logarithms(scores.map { $0 / 1e300 })
        let counts = try sequenceCounts(of: 1, rowCount: 6, logarithms, draws: 60_000)
        #expect(agrees(counts, Array(repeating: 1.0 / 6, count: 6)))
        for seed in 0..<100 as Range<Int64> {
            #expect(try draw(6, of: rows, logarithms, seed: seed) == draw(6, of: rows, seed: seed))
        }
    }

    @Test(arguments: [.leastNonzeroMagnitude, 0x1p-1030, 1e-290, 1e270, 5e307])
    func `only the ratio of weights counts however small or large they are`(
        unit: Double
    ) throws {
        let counts = try sequenceCounts(
            of: 2, rowCount: 3, .weights([unit, unit * 2, unit * 3]), draws: 20_000)
        #expect(agrees(counts, sequenceProbabilities(of: 2, weights: [1, 2, 3])))
    }

    @Test func `weights of every size in one race come in their order`() throws {
        let weights = [1e-290, .leastNonzeroMagnitude, 1, 1e300, 1e-100, 1e200]
        for seed in 0..<100 as Range<Int64> {
            #expect(try draw(6, of: rows, .weights(weights), seed: seed) == [3, 5, 2, 4, 0, 1])
        }
    }

    @Test func `a weight of 0 is never drawn`() throws {
        let weights = Weighting.weights([0, 1, -0.0, 2, 0, 3])
        let logarithms = Weighting.logarithms([-.infinity, 1, -.infinity, 2, -.infinity, 3])
        for seed in 0..<100 as Range<Int64> {
            #expect(try draw(6, of: rows, weights, seed: seed).sorted() == [1, 3, 5])
            #expect(try draw(6, of: rows, logarithms, seed: seed).sorted() == [1, 3, 5])
            let repeated = try draw(20, of: rows, weights, replacement: .with, seed: seed)
            #expect(repeated.count == 20 && repeated.allSatisfy { $0 % 2 == 1 })
        }
        let none = Weighting.weights(Array(repeating: 0, count: 6))
        #expect(try draw(2, of: rows, none, replacement: .with) == [])
    }

    @Test(
        arguments: [
            (-1, .negative), (-.leastNonzeroMagnitude, .negative), (.infinity, .infinite),
            (-.infinity, .infinite),
            (.nan, .notANumber),
        ] as [(Double, WeightProblem.Kind)])
    func `a weight that cannot be is an error with its row`(
        weight: Double, kind: WeightProblem.Kind
    ) throws {
        var race = Race(stream: RandomStream(seed: 1), count: 2)
        #expect(throws: WeightProblem(kind, row: 1003)) {
            try race.enter(rows, .weights([0, 1, 2, weight, .nan, 1]), firstRow: 1000)
        }
    }

    @Test(
        arguments: [
            (.infinity, .infinite), (.nan, .notANumber), (-.nan, .notANumber),
        ] as [(Double, WeightProblem.Kind)])
    func `a logarithm that cannot be is an error with its row`(
        logarithm: Double, kind: WeightProblem.Kind
    ) throws {
        var race = Race(stream: RandomStream(seed: 1), count: 2)
        #expect(throws: WeightProblem(kind, row: 1003)) {
            try race.enter(
                rows, .logarithms([-.infinity, 1, -2, logarithm, 0, 1]), firstRow: 1000)
        }
    }
}
