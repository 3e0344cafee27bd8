import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// Random changes against a model. `MEDGRAPH_TEST_CASES` multiplies the number of cases,
/// `MEDGRAPH_TEST_SEED` runs one again: see ``RandomCases``.
@Suite struct MutationTests {
    /// With runs of few neighbours there are chunks, splits and merges in nearly every change.
    static let runCounts = [2, 3, 4, 8, 16, 2048]
    /// With few changes that wait, some are in the trees and some are not when they meet others.
    static let pendingCounts = [1, 5, 20, 1 << 18]

    @Test(arguments: RandomCases.seeds(24))
    func `the store agrees with a model after each commit, and when opened anew`(
        seed: UInt64
    ) throws {
        let database = TemporaryDatabase()
        let runCount = Self.runCounts[Int(seed) % Self.runCounts.count]
        let pendingCount = Self.pendingCounts[Int(seed / 8) % Self.pendingCounts.count]
        var mutations = RandomMutations(seed: seed)
        var generator = SplitMix64(seed: ~seed)
        for round in 0..<3 {
            let store = try database.open(
                runCountMax: runCount, pendingCountMax: pendingCount)
            if round > 0 { try compare(mutations, store, seed, "opened anew") }
            for commit in 0..<5 {
                var next = mutations
                do {
                    var transaction = try store.beginWrite()
                    try next.run(10 + generator.below(90), in: &transaction)
                    try transaction.settle()
                    try ModelComparison(next.model, seed: seed).compareRecords(transaction.stored)
                    if generator.isOne(in: 4) { continue }  // Nobody commits it.
                    try transaction.commit()
                } catch {
                    throw Disagreement("seed \(seed): \(error) after \(next.log.suffix(8))")
                }
                mutations = next
                try compare(mutations, store, seed, "round \(round), commit \(commit)")
            }
        }
    }

    private func compare(
        _ mutations: RandomMutations, _ store: Store, _ seed: UInt64, _ moment: String
    ) throws {
        var comparison = ModelComparison(mutations.model, seed: seed)
        do {
            let snapshot = try store.snapshot()
            try comparison.run(snapshot)
            store.park(snapshot)
        } catch {
            let log = mutations.log.suffix(8)
            throw Disagreement("seed \(seed), \(moment): \(error) after \(log)")
        }
    }
}
