import Foundation
import MedGraph
import TestSupport
import Testing

/// Draws of many seeds, against the exact distribution.
@Suite struct SampleDistributionTests {
    /// A form of `SAMPLE` over a graph of symptoms, and what it should give.
    struct Form: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// What stands behind `RETURN s.number`.
        let sample: String
        var parameters: [String: QueryValue] = [:]
        let outcomes: [[Int]: Double]
    }

    /// Symptoms by number: their weights, probabilities and scores.
    private static let weights = [1.0, 2.0, 3.0, 0.5, 5.5]
    private static let probabilities = [0.5, 0.05, 0.9, 0.25, 0.7]
    private static let scores = [0.0, 1.5, -1.0, 2.0, 0.5]
    /// Of the first group and of the second.
    private static let groups = [[0, 1], [2, 3, 4]]

    private static func softmax(_ temperature: Double) -> [Double] {
        scores.map { exp($0 / temperature) }
    }

    private static func perGroup(
        _ draw: (_ weights: [Double]) -> [[Int]: Double]
    ) -> [[Int]: Double] {
        DrawOutcomes.independent(draw([1, 2]), draw([3, 0.5, 5.5]), shift: 2)
    }

    static let forms: [Form] = [
        Form(
            testDescription: "uniform", sample: "SAMPLE 2 SEED $seed",
            outcomes: DrawOutcomes.withoutReplacement(2, [1, 1, 1, 1, 1])),
        Form(
            testDescription: "weighted", sample: "SAMPLE 2 WEIGHTED BY s.weight SEED $seed",
            outcomes: DrawOutcomes.withoutReplacement(2, weights)),
        Form(
            testDescription: "weighted, three of five",
            sample: "SAMPLE 3 WEIGHTED BY s.weight * 1e-200 SEED $seed",
            outcomes: DrawOutcomes.withoutReplacement(3, weights)),
        Form(
            testDescription: "with replacement",
            sample: "SAMPLE 2 WITH REPLACEMENT SEED $seed",
            outcomes: DrawOutcomes.withReplacement(2, [1, 1, 1, 1, 1])),
        Form(
            testDescription: "weighted, with replacement",
            sample: "SAMPLE 2 WEIGHTED BY s.weight WITH REPLACEMENT SEED $seed",
            outcomes: DrawOutcomes.withReplacement(2, weights)),
        Form(
            testDescription: "per group", sample: "SAMPLE 1 PER s.group SEED $seed",
            outcomes: perGroup { DrawOutcomes.withoutReplacement(1, $0.map { _ in 1 }) }),
        Form(
            testDescription: "per group, weighted",
            sample: "SAMPLE 2 PER s.group WEIGHTED BY s.weight SEED $seed",
            outcomes: perGroup { DrawOutcomes.withoutReplacement(2, $0) }),
        Form(
            testDescription: "Bernoulli", sample: "SAMPLE BERNOULLI s.probability SEED $seed",
            outcomes: DrawOutcomes.bernoulli(probabilities)),
        Form(
            testDescription: "softmax",
            sample: "SAMPLE 2 WEIGHTED BY exp(s.score / $T) SEED $seed",
            parameters: ["T": .float(0.8)],
            outcomes: DrawOutcomes.withoutReplacement(2, softmax(0.8))),
        // The softmax of scores is that of scores with a number added to each.
        Form(
            testDescription: "softmax of scores near a million",
            sample: "SAMPLE 2 WEIGHTED BY exp((s.score + 1000000) / $T) SEED $seed",
            parameters: ["T": .float(0.8)],
            outcomes: DrawOutcomes.withoutReplacement(2, softmax(0.8))),
        Form(
            testDescription: "softmax of scores near minus a million, with replacement",
            sample:
                "SAMPLE 2 WEIGHTED BY exp((s.score - 1000000) / $T) WITH REPLACEMENT SEED $seed",
            parameters: ["T": .float(2)],
            outcomes: DrawOutcomes.withReplacement(2, softmax(2))),
        Form(
            testDescription: "softmax at an infinite temperature",
            sample: "SAMPLE 2 WEIGHTED BY exp(s.score / $T) SEED $seed",
            parameters: ["T": .float(1e300)],
            outcomes: DrawOutcomes.withoutReplacement(2, [1, 1, 1, 1, 1])),
    ]

    private func graph() throws -> QueryGraph {
        let graph = try QueryGraph()
        for number in Self.weights.indices {
            let properties: [(key: String, value: QueryValue)] = [
                ("number", .integer(Int64(number))), ("weight", .float(Self.weights[number])),
                ("probability", .float(Self.probabilities[number])),
                ("score", .float(Self.scores[number])),
                ("group", .integer(Self.groups[0].contains(number) ? 0 : 1)),
            ]
            try graph.run(
                "CREATE (s:Symptom) SET s = $properties",
                ["properties": .map(QueryMap(properties))])
        }
        return graph
    }

    @Test(arguments: forms)
    func `draws of many seeds agree with the exact distribution`(form: Form) throws {
        let statement = try graph().database.prepare(
            "MATCH (s:Symptom) RETURN s.number AS number " + form.sample)
        let drawCount = 3_000 * RandomCases.factor
        var counts: [[Int]: Int] = [:]
        var inclusions: [Int: Int] = [:]
        for seed in 1...drawCount {
            var parameters = form.parameters
            parameters["seed"] = .integer(Int64(seed))
            let drawn = try statement.run(parameters).values.compactMap { Int($0[0]) }.sorted()
            counts[drawn, default: 0] += 1
            for number in Set(drawn) { inclusions[number, default: 0] += 1 }
        }
        let probability = ChiSquare.probability(of: counts, form.outcomes)
        #expect(
            probability > 0.001, "\(counts.sorted { $0.key.lexicographicallyPrecedes($1.key) })")
        for (number, chance) in DrawOutcomes.inclusion(form.outcomes) where chance < 1 - 1e-9 {
            let drawn = inclusions[number, default: 0]
            let probability = ChiSquare.probability(
                of: [true: drawn, false: drawCount - drawn], [true: chance, false: 1 - chance])
            #expect(probability > 0.001, "\(number) was drawn \(drawn) times")
        }
    }

    @Test func `draws of two stages of one query know nothing of each other`() throws {
        let statement = try graph().database.prepare(
            "MATCH (s:Symptom) WITH s.number AS number SAMPLE 1 SEED $seed WITH number AS first "
                + "MATCH (s:Symptom) WITH first, s.number AS number "
                + "RETURN first, number SAMPLE 1 SEED $seed")
        var counts: [[Int]: Int] = [:]
        var chances: [[Int]: Double] = [:]
        for first in 0..<5 { for second in 0..<5 { chances[[first, second]] = 0.04 } }
        for seed in 1...(3_000 * RandomCases.factor) {
            let rows = try statement.run(["seed": .integer(Int64(seed))]).values
            try #require(rows.count == 1)
            counts[rows[0].compactMap { Int($0) }, default: 0] += 1
        }
        #expect(ChiSquare.probability(of: counts, chances) > 0.001)
    }

    @Test func `the chance that a softmax keeps only its best tends to one as it cools`() throws {
        let statement = try graph().database.prepare(
            "MATCH (s:Symptom) RETURN s.number AS number "
                + "SAMPLE 2 WEIGHTED BY exp(s.score / $T) SEED $seed")
        for seed in 1...50 {
            let drawn = try statement.run(["T": .float(1e-9), "seed": .integer(Int64(seed))])
            #expect(drawn.values.compactMap { Int($0[0]) }.sorted() == [1, 3])
        }
    }
}
