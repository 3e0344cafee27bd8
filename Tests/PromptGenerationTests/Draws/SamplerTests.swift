import Foundation
import GraphTestSupport
import MedGraph
import TestSupport
import Testing

@testable import PromptGeneration

/// The draws of the query language agree with the probabilities that records write down.
@Suite struct SamplerTests {
    private static let candidates: [Candidate] = [
        ("a", 1.0, 0.5), ("b", 0.895, 2.0), ("c", 0.545, 1.0), ("d", 0.545, 3.0), ("e", 0.17, 4.0),
        ("f", 0.17, 0.2), ("g", 0.025, 5.0),
    ].map { key, weight, idf in
        Candidate(
            key: key, weight: weight, idf: idf, limits: PatientLimits(), excludes: [], groups: [],
            sameAs: nil, texts: [:], synonyms: [], words: [Substring(key)])
    }

    @Test(arguments: Weighting.allCases)
    func `one draw has the shares of the weights`(weighting: Weighting) throws {
        let sampler = Sampler(try Starter.database.get())
        let drawCount = 1500 * RandomCases.factor
        var counts = [String: Int]()
        for seed in 0..<drawCount {
            let drawn = try sampler.draw(
                1, of: Self.candidates, weighting, temperature: 0.7, seed: Int64(seed))
            counts[drawn[0].candidate.key, default: 0] += 1
        }
        let weights = Self.candidates.map { candidate in
            switch weighting {
            case .frequency: candidate.weight
            case .tfidf: candidate.weight * candidate.idf
            case .softmax: exp(candidate.weight * candidate.idf / 0.7)
            }
        }
        let sum = weights.reduce(0, +)
        let probability = ChiSquare.probability(
            Self.candidates.map { counts[$0.key] ?? 0 },
            expected: weights.map { Double(drawCount) * $0 / sum })
        #expect(probability > 0.001, "\(counts)")
    }

    @Test(arguments: Weighting.allCases)
    func `each is drawn as often as its probability says`(weighting: Weighting) throws {
        let sampler = Sampler(try Starter.database.get())
        let drawCount = 1000 * RandomCases.factor
        var counts = [String: Int]()
        for seed in 0..<drawCount {
            let drawn = try sampler.draw(
                3, of: Self.candidates, weighting, temperature: 0.7, seed: Int64(seed))
            #expect(drawn.count == 3)
            for item in drawn { counts[item.candidate.key, default: 0] += 1 }
        }
        let probabilities = InclusionProbability.probabilities(
            logWeights: Self.candidates.map { weighting.logWeight($0, temperature: 0.7) }, count: 3)
        // Inclusions of one candidate are independent from draw to draw: a binomial each.
        for (candidate, probability) in zip(Self.candidates, probabilities) {
            let expected = Double(drawCount) * probability
            let deviation = (expected * (1 - probability)).squareRoot()
            let count = Double(counts[candidate.key] ?? 0)
            #expect(abs(count - expected) <= 4.5 * deviation + 1, "\(candidate.key)")
        }
    }

    @Test func `a candidate is kept as often as it is likely`() throws {
        let sampler = Sampler(try Starter.database.get())
        let drawCount = 1000
        var counts = [String: Int]()
        for seed in 0..<drawCount {
            for kept in try sampler.keep(Self.candidates, seed: Int64(seed)) {
                counts[kept.candidate.key, default: 0] += 1
            }
        }
        for candidate in Self.candidates {
            let deviation = (Double(drawCount) * candidate.weight * (1 - candidate.weight))
                .squareRoot()
            let expected = Double(drawCount) * candidate.weight
            #expect(abs(Double(counts[candidate.key] ?? 0) - expected) <= 4.5 * deviation)
        }
    }

    @Test func `a draw does not depend on the order of the candidates`() throws {
        let sampler = Sampler(try Starter.database.get())
        for seed in 0..<50 {
            let one = try sampler.draw(3, of: Self.candidates, .tfidf, seed: Int64(seed))
            let other = try sampler.draw(
                3, of: Self.candidates.reversed(), .tfidf, seed: Int64(seed))
            #expect(Set(one.map(\.candidate.key)) == Set(other.map(\.candidate.key)))
        }
    }
}
