import MedGraph
import QueryPlanning
import TestSupport
import Testing

/// Draws for each node of a scan are made one after the other; what is drawn is what a draw from all
/// rows draws.
@Suite struct PartitionedDrawTests {
    /// Partitioned, if the pattern begins with `d`.
    private static let partitioned = [
        "MATCH (d:D)-[r:T]->(s) RETURN d.i, s.i SAMPLE 2 PER d WEIGHTED BY r.w SEED 1",
        "MATCH (d:D)-[r:T]->(s) RETURN d.i, s.i, r.w SAMPLE 2 PER d SEED 2",
        "MATCH (d:D)-[r:T]->(s) RETURN d, s, r SAMPLE 3 PER d WEIGHTED BY exp(r.w) SEED 3",
        "MATCH (d:D)-[r]-(s) RETURN d.i, s.i SAMPLE 4 PER d WEIGHTED BY r.w WITH REPLACEMENT SEED 4",
        "MATCH (d:D)-[r]-(s) WITH d AS x, s, r SAMPLE 2 PER s.n, x SEED 5 RETURN x.i, s.n, count(*)",
        "MATCH (d:D) WHERE d.i > 3 MATCH (d)-[r]->(s)-->(t) RETURN d.i, t.i SAMPLE 2 PER d SEED 6",
        """
        MATCH (d:D) WITH d ORDER BY d.i DESC SKIP 2 LIMIT 9 OPTIONAL MATCH (d)-[r:T]->(s) \
        RETURN d.i, s.i SAMPLE 1 PER d SEED 7
        """,
        "MATCH (d:D) UNWIND range(1, d.i) AS k RETURN d.i, k SAMPLE 2 PER d WEIGHTED BY k SEED 8",
        "MATCH (d:D)-[*1..2]->(s) RETURN d.i, s.i SAMPLE 2 PER d SEED 9",
        "MATCH (d:D)-[r:T]->(s) RETURN DISTINCT d.i, s.n SAMPLE 2 PER d.i SEED 10",
    ]

    @Test func `the same rows as from all of them`() throws {
        var options = RunOptions()
        options.rules = .all.subtracting(.partitionedDraws)
        for seed in RandomCases.seeds(4) {
            let graph = try Self.randomGraph(seed)
            for query in Self.partitioned {
                let expected = try graph.run(query, options: options).values.map(\.description)
                let found = try graph.run(query).values.map(\.description)
                #expect(found.sorted() == expected.sorted(), "seed \(seed): \(query)")
                #expect(!found.isEmpty)
            }
        }
    }

    @Test func `a plan says that it draws for one node after the other`() throws {
        let graph = try Self.randomGraph(1)
        func isPartitioned(_ query: String) throws -> Bool {
            let plan = try graph.run("EXPLAIN " + query).values.map(\.description).joined()
            return plan.contains("one d after the other") || plan.contains("one x after the other")
        }
        for query in Self.partitioned.dropLast() { #expect(try isPartitioned(query), "\(query)") }
        var options = RunOptions()
        options.rules = []
        for query in [
            // Rows of one node come at several times.
            "MATCH (s:D) MATCH (d:D) WHERE d.i < s.i RETURN d.i, s.i SAMPLE 2 PER d SEED 1",
            "MATCH (d:D)-[r]->(s) WITH d, s ORDER BY s.i RETURN d.i, s.i SAMPLE 2 PER d SEED 1",
            "UNWIND [1, 2] AS k MATCH (d:D) RETURN d.i, k SAMPLE 1 PER d SEED 1",
            "MATCH (d:D)-[r:T]->(s) WITH d, s, count(*) AS n RETURN d.i, s.i, n SAMPLE 1 PER d SEED 1",
            // Two nodes may share a group.
            "MATCH (d:D)-[r:T]->(s) RETURN d.i, s.i SAMPLE 2 PER d.i SEED 1",
            "MATCH (d:D)-[r:T]->(s) RETURN d.i, s.i SAMPLE 2 SEED 1",
        ] {
            #expect(try !isPartitioned(query), "\(query)")
            let expected = try graph.run(query, options: options).values.map(\.description)
            #expect(try graph.run(query).values.map(\.description).sorted() == expected.sorted())
        }
    }

    @Test func `rows that are drawn already are handed on before the rest is read`() throws {
        let graph = try Self.randomGraph(2)
        // The weight of the last node is an error that nobody comes to.
        let query = """
            MATCH (d:D)-[r:T]->(s) RETURN d.i AS i SAMPLE 1 PER d \
            WEIGHTED BY CASE WHEN d.i = 29 THEN -1.0 ELSE 1.0 END SEED 1
            """
        #expect(try graph.problem(query)?.type == "ArgumentError")
        #expect(try graph.run(query + " LIMIT 3").count == 3)
    }

    /// 30 nodes `D` and 20 others, with parallel relationships; node 0 leads to so many that they
    /// come in several batches.
    private static func randomGraph(_ seed: UInt64) throws -> QueryGraph {
        var numbers = SplitMix64(seed: seed)
        let graph = try QueryGraph(
            "CREATE CONSTRAINT FOR (d:D) REQUIRE d.i IS UNIQUE",
            "CREATE INDEX FOR (s:S) ON (s.i)",
            "UNWIND range(0, 29) AS i CREATE (:D {i: i})",
            "UNWIND range(30, 49) AS i CREATE (:S {i: i, n: i % 3})",
            "UNWIND range(50, 1400) AS i MATCH (d:D {i: 0}) CREATE (d)-[:T {w: i % 5.0}]->(:S {i: i})",
            "MATCH (d:D {i: 29}), (s:S {i: 30}) CREATE (d)-[:T {w: 1.0}]->(s)")
        func ends(_ count: Int) -> [String: QueryValue] {
            let ends = (0..<count).map { _ in
                QueryValue.list([
                    .integer(Int64(numbers.below(30))), .integer(Int64(30 + numbers.below(20))),
                    .float(Double(numbers.below(4))),
                ])
            }
            return ["ends": .list(ends)]
        }
        let match = "UNWIND $ends AS e MATCH (d:D {i: e[0]}), (s:S) WHERE s.i = e[1]"
        try graph.run("\(match) CREATE (d)-[:T {w: e[2]}]->(s)", ends(300))
        try graph.run("\(match) CREATE (s)-[:U {w: e[2]}]->(d)", ends(100))
        let load = try graph.database.beginLoad()
        try load.declareWeight(type: "T", property: "w")
        _ = try load.commit()
        return graph
    }
}
