import MedGraph
import QueryOracle
import QueryPlanning
import TestSupport
import Testing

/// What the oracle has not: draws and writes, with all rules, with none, and with a join wherever
/// there can be one. `MEDGRAPH_TEST_CASES` multiplies the 60 graphs.
@Suite struct RewritingTests {
    private static let others: [(RewriteRules, String)] = [
        ([], "no rules"), ([.all, .eagerJoins], "joins everywhere"),
    ]

    @Test("a seed draws the same rows with any rules")
    func draws() throws {
        var counts = (compared: 0, drawn: 0)
        try forEachGraph(draws: 8) { query, engine, seed in
            let expected = Self.outcome { try engine.run(query, timeoutMilliseconds: 5_000) }
            counts.compared += 1
            if !expected.hasPrefix("error"), expected.contains("\n") { counts.drawn += 1 }
            for (rules, name) in Self.others {
                let outcome = Self.outcome {
                    try engine.run(query, timeoutMilliseconds: 5_000, rules: rules)
                }
                if Self.differ(outcome, expected) {
                    Issue.record("seed \(seed), \(name)\n\(query)\n\(expected)\n\(outcome)")
                }
            }
        } query: {
            $0.draw()
        }
        print("\(counts.compared) draws compared, \(counts.drawn) of several rows")
        #expect(counts.drawn > 0)
    }

    @Test("a query leaves the same graph with any rules")
    func writes() throws {
        var counts = (compared: 0, changed: 0)
        try forEachGraph(draws: 8) { query, engine, seed in
            let before = try engine.graph(after: "RETURN 1", rules: [])
            let expected = try engine.graph(after: query, rules: .all)
            counts.compared += 1
            if expected != before { counts.changed += 1 }
            for (rules, name) in Self.others {
                let outcome = try engine.graph(after: query, rules: rules)
                if Self.differ(outcome, expected) {
                    Issue.record("seed \(seed), \(name)\n\(query)\n\(expected)\n\(outcome)")
                }
            }
        } query: {
            $0.write()
        }
        print("\(counts.compared) writes compared, \(counts.changed) change the graph")
        #expect(counts.changed > 0)
    }

    private func forEachGraph(
        draws count: Int, _ body: (String, EngineGraph, UInt64) throws -> Void,
        query: (inout RandomQuery) -> String
    ) throws {
        for seed in RandomCases.seeds(60) {
            var random = SplitMix64(seed: seed)
            let graph = OracleGraph.random(&random)
            let engine = try EngineGraph(graph, indexes: OracleGraph.randomIndexes(&random))
            for _ in 0..<count {
                var queries = RandomQuery(
                    SplitMix64(seed: random.next()),
                    relationshipCount: graph.relationships.count)
                let text = query(&queries)
                let definition = graph.creationText ?? "// no nodes"
                do { try body(text, engine, UInt64(seed)) } catch {
                    Issue.record("seed \(seed): \(error)\n\(definition)\n\(text)")
                }
            }
        }
    }

    /// What is ended for its length says nothing of what it would have given.
    private static func differ(_ first: String, _ second: String) -> Bool {
        first != second && first != "error Timeout" && second != "error Timeout"
    }

    private static func outcome(_ run: () throws -> Rows) -> String {
        do {
            return try run().values.map(\.description).sorted().joined(separator: "\n")
        } catch MedGraphError.query(let problems) {
            return "error \(problems[0].type ?? "")"
        } catch {
            return "error \(error)"
        }
    }
}
