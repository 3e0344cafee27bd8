import Foundation
import TestSupport
import Testing

@testable import PromptGeneration

@Suite struct InclusionProbabilityTests {
    /// The chance of being drawn, by trying all orders: the definition of the draw.
    private static func byEnumeration(_ weights: [Double], _ count: Int) -> [Double] {
        var result = [Double](repeating: 0, count: weights.count)
        func draw(_ taken: Set<Int>, _ probability: Double) {
            guard taken.count < count else {
                for index in taken { result[index] += probability }
                return
            }
            let left = weights.indices.filter { !taken.contains($0) }
            let sum = left.map { weights[$0] }.reduce(0, +)
            for index in left { draw(taken.union([index]), probability * weights[index] / sum) }
        }
        draw([], 1)
        return result
    }

    @Test(arguments: RandomCases.seeds(40))
    func `probabilities are those of drawing one after another`(seed: UInt64) {
        let stream = DrawStream(seed: Int64(seed), code: "A00", ordinal: 1)
        let candidates = 2 + Int(stream.uniform(.rank) * 5)
        let count = 1 + Int(stream.uniform(.wording) * Double(candidates))
        // From like weights to such as differ a millionfold.
        let spread = stream.uniform(.example) * 14
        let logs = (0..<candidates).map { (stream.uniform(.person, draw: $0) - 0.5) * spread }
        let made = InclusionProbability.probabilities(logWeights: logs, count: count)
        let expected = Self.byEnumeration(logs.map { exp($0) }, count)
        for (made, expected) in zip(made, expected) { #expect(abs(made - expected) < 1e-8) }
    }

    @Test func `what weighs nothing is never drawn, and what must be is drawn`() {
        let logs = [0, -Double.infinity, 1, 2]
        #expect(InclusionProbability.probabilities(logWeights: logs, count: 3) == [1, 0, 1, 1])
        #expect(InclusionProbability.probabilities(logWeights: logs, count: 5) == [1, 0, 1, 1])
        #expect(InclusionProbability.probabilities(logWeights: logs, count: 0) == [0, 0, 0, 0])
        #expect(
            InclusionProbability.probabilities(logWeights: [7, 7, 7, 7], count: 1) == [
                0.25, 0.25, 0.25, 0.25,
            ])
    }

    @Test func `a temperature near 0 takes the top, however far apart the scores are`() {
        let logs = [1e6, 5e5, 2e5, 0]
        let made = InclusionProbability.probabilities(logWeights: logs, count: 2)
        for (made, expected) in zip(made, [1.0, 1, 0, 0]) { #expect(abs(made - expected) < 1e-7) }
    }

    @Test func `probabilities add up to how many are drawn`() {
        let logs = (0..<60).map { log(0.025 + Double($0 % 7) * 0.15) }
        for count in 1...8 {
            let sum = InclusionProbability.probabilities(logWeights: logs, count: count).reduce(
                0, +)
            #expect(abs(sum - Double(count)) < 1e-7)
        }
    }
}
