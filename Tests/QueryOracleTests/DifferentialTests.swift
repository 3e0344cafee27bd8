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
        var counts = (compared: 0, answered: 0, tooLarge: 0, different: 0)
        for seed in RandomCases.seeds(200) {
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
        print(
            """
            \(counts.compared) queries compared, \(counts.answered) with rows, \
            \(counts.different) differ; \(counts.tooLarge) are too large for the oracle
            """)
    }
}
