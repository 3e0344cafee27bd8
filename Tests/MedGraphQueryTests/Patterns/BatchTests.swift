import MedGraph
import TestSupport
import Testing

/// A snapshot is read in batches, a transaction that may write row by row: the rows are the same, in
/// the same order.
@Suite struct BatchTests {
    private static let walks = [
        "MATCH (d:N {id: $a})-[r:T]->(s:N)", "MATCH (d:N {id: $a})-[r]-(s)",
        "MATCH (d:N {id: $a})<-[r:U]-(s:N)", "MATCH (d:N)-[r:T]->(s:N)",
        "MATCH (d:N)-[r:T|U]->(s:Odd)", "MATCH (d:N {id: $a})-[:T]->(m)-[r:T]->(s)",
        "MATCH (s:N) WITH s, s AS d, s AS r", "MATCH (d:N)<-[r:T]-(s:N)",
        "MATCH (d:Odd)-[:T]->(m)-[r:T]->(s:N)",
    ]

    private static let ends = [
        "RETURN s.id", "RETURN s.id, s.name, s.mixed, s.some, s.missing, r.w, r.x, d.id",
        "RETURN s, r.w AS w ORDER BY r.w DESC, s.id, r.x LIMIT 7",
        "RETURN s.name ORDER BY s.mixed, s.id, r.x LIMIT 9",
        "RETURN s.mixed ORDER BY s.mixed DESC, s.id SKIP 2 LIMIT 1200",
        "RETURN s.id ORDER BY s.some LIMIT 0", "RETURN s.id, r.x ORDER BY r.x LIMIT 2000",
        "WITH s.name AS name, r.w AS w WHERE w > 3 RETURN name, w",
        "WITH s, r WHERE s.mixed < 100 RETURN s.id, s.mixed, r.w",
        "WITH s, r WHERE r.w <> 3.0 RETURN s.name, r.x SAMPLE 3 SEED 1",
        "WITH s, r WHERE s.name = 'n3' RETURN s, r ORDER BY r.x LIMIT 5",
        "WITH s, r WHERE s.missing = s.id RETURN s.id",
        "RETURN s.id, count(*), sum(r.w) ORDER BY s.id",
        "RETURN s.id, r.x SAMPLE 5 WEIGHTED BY r.w SEED 3",
        "RETURN s.id, s.name SAMPLE 6 WEIGHTED BY r.w WITH REPLACEMENT SEED 4",
        "RETURN s, r SAMPLE 4 SEED 5", "RETURN 1 AS one, s.mixed SAMPLE 5 SEED 6",
        "RETURN d.id, s.id, r.x SAMPLE 2 PER d WEIGHTED BY r.w SEED 7",
        "RETURN d.id, s.id SAMPLE 1 PER s.name SEED 8",
        "RETURN d.id, s.mixed, r.x SAMPLE 2 PER d, s.mixed SEED 9 ORDER BY d.id, s.mixed, r.x",
        "RETURN s.id SAMPLE 5 WEIGHTED BY exp(r.w) SEED 10",
        "RETURN s.id, r.x SAMPLE BERNOULLI 0.3 SEED 11",
        "RETURN d.id, s.id SAMPLE 70 PER d SEED 14",
        "RETURN d.id, s.mixed, r.x SAMPLE 2 PER d WEIGHTED BY r.w WITH REPLACEMENT SEED 15",
        "RETURN d, s SAMPLE 2 PER d WEIGHTED BY s.id SEED 16",
        "RETURN d.id, s.name SAMPLE 3 PER d WEIGHTED BY r.w SEED 17 LIMIT 40",
        "WITH d, s, r SAMPLE 2 PER d, s.name WEIGHTED BY r.w SEED 18 RETURN d.id, count(s)",
        "RETURN s.id, r.w * 2 + s.some AS x, 1 + 2 AS y, s.id % 7 - 0.5 AS z",
        "WITH s, s.id ^ 2 / 3.0 AS x WHERE x > 10 RETURN s.id, x, s.name + s.id AS y",
        "RETURN d.id, s.id, r.x SAMPLE 2 PER d WEIGHTED BY exp(r.w / 2.0 - 1) SEED 21",
        // What is wrong is wrong in the same place.
        "RETURN s.id, 100 / (s.id - 700) AS x", "RETURN s.id, 100 / (s.id - 3) AS x LIMIT 2",
        "RETURN s.id, s.id * 2 - s.mixed AS x",
        "RETURN s.id, s.id * 9223372036854775807 AS x LIMIT 1",
        "RETURN d.id, s.id SAMPLE 2 PER d WEIGHTED BY s.signed SEED 19",
        "RETURN d.id, s.id SAMPLE 2 PER d WEIGHTED BY s.signed SEED 20 LIMIT 1",
        "RETURN s.id SAMPLE 5 WEIGHTED BY s.name SEED 12",
        "RETURN s.id SAMPLE 5 WEIGHTED BY s.some SEED 13",
        "WITH s.name AS name RETURN name.part", "WITH s.id AS id RETURN id, id.part",
    ]

    @Test func `rows of random graphs`() throws {
        for seed in RandomCases.seeds(2) {
            let graph = try Self.randomGraph(seed)
            for walk in Self.walks {
                // Relationships that are nodes have no `w`, and are no more than that.
                for end in Self.ends {
                    try Self.compare(
                        "\(walk) \(end)", ["a": .integer(Int64(seed % 6))], graph, seed)
                }
            }
        }
    }

    @Test func `nodes that two nodes have in common`() throws {
        for seed in RandomCases.seeds(4) {
            let graph = try Self.randomGraph(seed)
            for steps in [
                "-[p:T]->(s)<-[q:T]-", "-[p:T]->(s)-[q:T]->", "<-[p:U]-(s)-[q:T]->",
                "-[p]-(s)-[q:T]-", "-[p:T]->(s)<-[q:T|U]-", "-[p:U]->(s:Odd)<-[q:T]-",
            ] {
                for (a, b) in [(0, 1), (0, 0), (2, 5), (0, 700), (700, 0)] {
                    let query = """
                        MATCH (a:N {id: $a})\(steps)(b:N {id: $b}) \
                        RETURN s.id, p.x, q.x, p.w, q.w
                        """
                    let ids: [String: QueryValue] = [
                        "a": .integer(Int64(a)), "b": .integer(Int64(b)),
                    ]
                    // Parallel relationships come as seen from either end.
                    try Self.compare(query, ids, graph, seed, isOrdered: false)
                    // Without an index there is nothing to look up.
                    let scan = """
                        MATCH (a:N)\(steps)(b:N) WHERE a.id + 0 = $a AND b.id + 0 = $b \
                        RETURN s.id, p.x, q.x, p.w, q.w
                        """
                    #expect(
                        try graph.bag(query, ids) == graph.bag(scan, ids), "seed \(seed): \(query)")
                }
            }
        }
    }

    @Test func `values that an index finds and that equal nothing`() throws {
        let graph = try QueryGraph(
            "CREATE INDEX FOR (n:N) ON (n.v)",
            """
            UNWIND [1, 1.0, 2.5, true, 'a', '1', '', 0.0, -0.0, [1, 2], [1.0, 2.0], ['a'], 0.0 / 0.0, \
            [0.0 / 0.0], 9007199254740993, 9007199254740992.0] AS v CREATE (:N {v: v})
            """)
        let nan = QueryValue.float(.nan)
        let sought: [(QueryValue, Int)] = [
            (.integer(1), 2), (.float(1), 2), (.float(-0.0), 2), (.integer(0), 2), (nan, 0),
            (.boolean(true), 1), (.string("1"), 1), (.string(""), 1), (.null, 0),
            (.list([.integer(1), .integer(2)]), 2), (.list([nan]), 0),
            (.list([.string("a")]), 1), (.integer(9_007_199_254_740_993), 1),
            (.float(9_007_199_254_740_992), 1),
        ]
        for (value, count) in sought {
            for condition in ["(n:N {v: $v})", "(n:N) WHERE n.v = $v", "(n:N) WHERE $v = n.v"] {
                let query = "MATCH \(condition) RETURN n.v"
                #expect(try graph.run(query, ["v": value]).count == count, "\(query) of \(value)")
                try Self.compare(query, ["v": value], graph, 0)
            }
        }
    }

    @Test func `a row too many in a batch`() throws {
        let graph = try Self.randomGraph(1)
        var options = RunOptions()
        options.rowCountMax = 1_100
        let problem = try graph.problem("MATCH (n:N) RETURN n.id", options: options)
        #expect(problem?.type == "LimitExceeded")
        options.rowCountMax = 1_200
        #expect(try graph.run("MATCH (n:N) RETURN n.id", options: options).count == 1_200)
    }

    /// Compares what a snapshot gives with what a transaction gives.
    private static func compare(
        _ query: String, _ parameters: [String: QueryValue], _ graph: QueryGraph, _ seed: UInt64,
        isOrdered: Bool = true
    ) throws {
        let connection = graph.database.connect()
        try connection.begin()
        var expected = outcome { try connection.run(query, parameters: parameters) }
        try connection.rollback()
        var found = outcome { try graph.run(query, parameters) }
        if !isOrdered {
            expected.sort()
            found.sort()
        }
        #expect(found == expected, "seed \(seed): \(query)")
        #expect(!found.contains { $0.hasPrefix("SyntaxError") }, "\(query)")
    }

    private static func outcome(_ run: () throws -> Rows) -> [String] {
        do {
            return try run().values.map(\.description)
        } catch MedGraphError.query(let problems) {
            return problems.map { "\($0.type ?? "") \($0.message)" }
        } catch { return ["\(error)"] }
    }

    /// 1,200 nodes; node 0 leads to all of them, the first six to each other, with loops, parallel
    /// relationships and weights that some lack; and a declared weight.
    private static func randomGraph(_ seed: UInt64) throws -> QueryGraph {
        var numbers = SplitMix64(seed: seed)
        let graph = try QueryGraph(
            "CREATE CONSTRAINT FOR (n:N) REQUIRE n.id IS UNIQUE",
            """
            UNWIND range(0, 1199) AS i CREATE (n:N {id: i, name: 'n' + toString(i % 7), \
            mixed: CASE i % 5 WHEN 0 THEN i WHEN 1 THEN toFloat(i) / 3 WHEN 2 THEN 's' + toString(i) \
            WHEN 3 THEN [i, i % 3] ELSE null END})
            SET n.some = CASE WHEN i % 3 = 0 THEN i END, n.signed = 40 - i
            """, "MATCH (n:N) WHERE n.id % 2 = 1 SET n:Odd",
            "MATCH (n:N {id: 0}) MATCH (m:N) CREATE (n)-[:T {w: 1.0 + m.id % 11, x: m.id}]->(m)")
        for index in 0..<80 {
            let type = numbers.isOne(in: 3) ? "U" : "T"
            var properties: [String: QueryValue] = [
                "a": .integer(Int64(numbers.below(6))), "b": .integer(Int64(numbers.below(8))),
                "x": .integer(Int64(2_000 + index)),
            ]
            properties["w"] = numbers.isOne(in: 5) ? .null : .float(Double(numbers.below(9)))
            try graph.run(
                "MATCH (a:N {id: $a}), (b:N {id: $b}) CREATE (a)-[:\(type) {x: $x, w: $w}]->(b)",
                properties)
        }
        let load = try graph.database.beginLoad()
        try load.declareWeight(type: "T", property: "w")
        _ = try load.commit()
        return graph
    }
}
