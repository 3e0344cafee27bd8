import Foundation
import GraphTestSupport
import TestSupport
import Testing

@testable import PromptGeneration

@Suite struct AllocationTests {
    @Test func `shares are the quotas rounded down, the rest by the largest remainders`() {
        // Quotas 4.7, 3.1, 2.2: the one that is left goes to the first.
        #expect(Allocation.shares(of: 10, weights: [47, 31, 22], ranks: [0, 1, 2]) == [5, 3, 2])
        #expect(Allocation.shares(of: 10, weights: [15, 15, 70], ranks: [0, 1, 2]) == [2, 1, 7])
        #expect(Allocation.shares(of: 10, weights: [15, 15, 70], ranks: [1, 0, 2]) == [1, 2, 7])
        #expect(Allocation.shares(of: 3, weights: [0, 1, 0], ranks: [0, 1, 2]) == [0, 3, 0])
    }

    @Test(arguments: RandomCases.seeds(200))
    func `shares are exactly the total and within one of their quotas`(seed: UInt64) {
        let stream = DrawStream(seed: Int64(seed), code: "A00", ordinal: 1)
        let count = 1 + Int(stream.uniform(.rank) * 300)
        let weights = (0..<count).map { pow(stream.uniform(.person, draw: $0), 4) }
        let total = Int(stream.uniform(.wording) * 5000)
        let shares = Allocation.shares(of: total, weights: weights, ranks: Array(0..<count))
        #expect(shares.reduce(0, +) == total)
        let sum = weights.reduce(0, +)
        for (share, weight) in zip(shares, weights) {
            #expect(abs(Double(share) - Double(total) * weight / sum) < 1 + 1e-6)
        }
    }

    @Test func `counts are dampened by the logarithm three times over`() {
        #expect(Allocation.dampened(0) == 0)
        #expect(abs(Allocation.dampened(20) - log(1 + log(1 + log(21)))) < 1e-12)
    }

    @Test func `coverage shares by symptoms and examples, exactly`() throws {
        var settings = Starter.settings("example")
        settings.examples = try Starter.examples()
        let generator = try PromptGenerator(
            Starter.database.get(), Starter.pack.get(), settings,
            .shared(codes: [], count: 2491, .coverage))
        let counts = Dictionary(grouping: generator.assignments, by: \.code).mapValues(\.count)
        #expect(counts.values.reduce(0, +) == 2491)

        // The weights again, from the tables and the notes as they are written.
        let symptoms = Dictionary(grouping: try Table("has_symptom").rows) { $0["icd10"]! }
            .mapValues(\.count)
        let notes = ["G43": 2, "G43.0": 2, "G43.1": 2, "J45": 1, "K21": 1]
        let weights = notes.map { code, count in
            (code: code, weight: Allocation.dampened(symptoms[code]!) * Allocation.dampened(count))
        }
        let sum = weights.map(\.weight).reduce(0, +)
        #expect(Set(counts.keys) == Set(notes.keys))
        for (code, weight) in weights {
            #expect(abs(Double(counts[code] ?? 0) - 2491 * weight / sum) < 1, "\(code)")
        }
    }

    @Test func `prevalence shares by how common a disease is`() throws {
        let generator = try PromptGenerator(
            Starter.database.get(), Starter.pack.get(), Starter.settings("code"),
            .shared(codes: [], count: 20_000, .prevalence))
        let counts = Dictionary(grouping: generator.assignments, by: \.code).mapValues(\.count)
        let factors = ["very common": 100.0, "common": 10, "uncommon": 1, "rare": 0.1]
        let rows = try Table("diseases").rows
        let sum = rows.map { factors[$0["prevalence"]!]! }.reduce(0, +)
        for row in rows {
            let quota = 20_000 * factors[row["prevalence"]!]! / sum
            #expect(abs(Double(counts[row["icd10"]!] ?? 0) - quota) < 1, "\(row["icd10"]!)")
        }
    }

    @Test func `a code with all below it is chosen, and one that is not in the graph refused`()
        throws
    {
        let codes = try Starter.generator(["G43", "K20-K31"], count: 100).assignments.map(\.code)
        let all = try Table("diseases").rows.map { $0["icd10"]! }
        let wanted = all.filter { $0.hasPrefix("G43") || ("K20"..."K31").contains($0.prefix(3)) }
        #expect(Set(codes) == Set(wanted))
        #expect { try Starter.generator(["G43", "X99"], count: 1) } throws: {
            "\($0)".contains("no disease has a code of `X99`")
        }
    }
}
