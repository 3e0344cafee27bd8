import QueryOracle
import TestSupport
import Testing

/// Counts of paths against trying all of them: `MEDGRAPH_TEST_CASES` multiplies the 100 graphs.
@Suite struct PathCountTests {
    @Test("a path of random segments matches as often as trying every way finds")
    func pathCounts() throws {
        try check { random in random.pathCount() }
    }

    @Test("two runs of relationships in one path share none")
    func runCounts() throws {
        try check { random in random.twoRunsCount() }
    }

    @Test("nodes that random paths lead to are those that trying every way finds")
    func reachedCounts() throws {
        try check { random in random.reachedCount() }
    }

    private func check(_ write: (inout RandomQuery) -> String) throws {
        for seed in RandomCases.seeds(100) {
            var random = SplitMix64(seed: seed)
            let graph = OracleGraph.random(&random)
            let engine = try EngineGraph(graph)
            for _ in 0..<4 {
                var queries = RandomQuery(
                    SplitMix64(seed: random.next()),
                    relationshipCount: graph.relationships.count)
                let query = write(&queries)
                let comparison = Comparison(query, isOrdered: true, graph, engine)
                if case .different(let report) = comparison {
                    Issue.record("seed \(seed)\n\(report)")
                }
            }
        }
    }
}
