import MedGraph
import QueryOracle
import TestSupport
import Testing

/// The engine against the oracle, on random graphs with random queries.
///
/// A usual run has 200 graphs with ten queries each. `MEDGRAPH_TEST_CASES=50` makes them 100,000
/// queries; `MEDGRAPH_TEST_SEED=17` runs one graph again, as a failure prints it.
@Suite struct DifferentialTests {
    @Test("the engine and the oracle give the same rows")
    func differences() throws {
        var counts = Counts()
        for seed in RandomCases.seeds(200) {
            // A long run says how far it is.
            if seed.isMultiple(of: 500) { counts.report() }
            var random = SplitMix64(seed: seed)
            let graph = OracleGraph.random(&random)
            let indexes = OracleGraph.randomIndexes(&random)
            let engine = try EngineGraph(graph, indexes: indexes)
            for _ in 0..<10 {
                let query = RandomQuery(
                    SplitMix64(seed: random.next()),
                    relationshipCount: graph.relationships.count)
                switch Comparison(query, graph, engine) {
                case .same(let rowCount):
                    counts.compared += 1
                    if rowCount > 0 { counts.answered += 1 }
                case .tooLarge: counts.tooLarge += 1
                case .different(let report):
                    counts.compared += 1
                    counts.different += 1
                    let texts = (indexes + [report]).joined(separator: "\n")
                    Issue.record("seed \(seed)\n\(texts)")
                }
            }
        }
        counts.report()
    }

    private struct Counts {
        var compared = 0
        var answered = 0
        var tooLarge = 0
        var different = 0

        func report() {
            print(
                """
                \(compared) queries compared, \(answered) with rows, \(different) differ; \
                \(tooLarge) are too large for the oracle
                """)
        }
    }
}
