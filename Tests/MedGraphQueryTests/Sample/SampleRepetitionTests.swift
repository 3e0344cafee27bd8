import MedGraph
import Synchronization
import TestSupport
import Testing

/// A seed gives the same rows on the same graph, however the query is written and run.
@Suite struct SampleRepetitionTests {
    /// What stands behind `RETURN d, s, r.weight AS weight`.
    static let samples = [
        "SAMPLE 4 SEED 7", "SAMPLE 4 WEIGHTED BY r.weight SEED 7",
        "SAMPLE 6 WEIGHTED BY r.weight WITH REPLACEMENT SEED 7", "SAMPLE 2 PER d SEED 7",
        "SAMPLE 2 PER d WEIGHTED BY exp(r.weight / 0.3) SEED 7",
        "SAMPLE BERNOULLI r.weight / 12 SEED 7",
    ]

    /// Ways to the same rows, in different orders.
    private static let ways = [
        "MATCH (d:Disease)-[r:HAS]->(s:Symptom)",
        "MATCH (s:Symptom)<-[r:HAS]-(d:Disease)",
        "MATCH (s:Symptom) MATCH (d:Disease) MATCH (d)-[r:HAS]->(s)",
        "MATCH (d:Disease) WITH d ORDER BY d.name DESC MATCH (d)-[r:HAS]->(s)",
        "MATCH ()-[r:HAS]->() WITH startNode(r) AS d, endNode(r) AS s, r",
        "MATCH (d:Disease)-[r]->(s) WITH collect({d: d, r: r, s: s}) AS triples "
            + "UNWIND reverse(triples) AS one WITH one.d AS d, one.r AS r, one.s AS s",
    ]

    private let graph: QueryGraph

    init() throws {
        graph = try QueryGraph(
            "UNWIND range(0, 3) AS x CREATE (:Disease {name: 'd' + toString(x), code: x})",
            "UNWIND range(0, 4) AS x CREATE (:Symptom {name: 's' + toString(x)})",
            "MATCH (d:Disease) MATCH (s:Symptom) "
                + "CREATE (d)-[:HAS {weight: 1.0 + (d.code * 5 + toInteger(substring(s.name, 1))) % 7}]->(s)"
        )
    }

    @Test(arguments: samples)
    func `a seed gives the same rows whatever leads to them`(sample: String) throws {
        for columns in ["d, s, r.weight AS weight", "d.name AS d, s.name AS s"] {
            let end = " RETURN \(columns) \(sample)"
            let expected = try graph.bag(Self.ways[0] + end)
            #expect(!expected.isEmpty)
            for way in Self.ways.dropFirst() {
                #expect(try graph.bag(way + end) == expected, "\(way)")
            }
        }
    }

    @Test(arguments: samples)
    func `a seed gives the same rows in WITH as in RETURN`(sample: String) throws {
        let columns = "d, s, r.weight AS weight"
        #expect(
            try graph.bag("\(Self.ways[0]) WITH \(columns) \(sample) RETURN d, s, weight")
                == graph.bag("\(Self.ways[0]) RETURN \(columns) \(sample)"))
    }

    @Test(arguments: samples)
    func `a seed gives the same rows with an index and without`(sample: String) throws {
        let query =
            "MATCH (d:Disease)-[r:HAS]->(s:Symptom) WHERE d.code >= 1 AND d.name = 'd2' "
            + "RETURN d, s, r.weight AS weight \(sample)"
        let expected = try graph.bag(query)
        let plan = try graph.database.explain(query).description
        try graph.run("CREATE INDEX disease_name FOR (d:Disease) ON (d.name)")
        #expect(try graph.database.explain(query).description != plan)
        #expect(try graph.bag(query) == expected)
    }

    @Test(arguments: samples)
    func `a seed gives the same rows beside unrelated nodes and relationships`(
        sample: String
    ) throws {
        let query = "\(Self.ways[0]) RETURN d, s, r.weight AS weight \(sample)"
        let expected = try graph.bag(query)
        try graph.run(
            "UNWIND range(1, 200) AS x CREATE (d:Drug {name: x})-[:HAS]->(:SideEffect {name: x})")
        try graph.run("MATCH (d:Disease) MATCH (m:Drug {name: 1}) CREATE (m)-[:TREATS]->(d)")
        #expect(try graph.bag(query) == expected)
    }

    @Test func `the draw for one disease is the same beside another disease`() throws {
        let query =
            "MATCH (d:Disease)-[r:HAS]->(s:Symptom) WITH d, s, r.weight AS weight "
            + "SAMPLE 2 PER d WEIGHTED BY weight SEED 7 WHERE d.code < 4 RETURN d, s, weight"
        let expected = try graph.bag(query)
        #expect(expected.count == 8)
        try graph.run(
            "CREATE (d:Disease {name: 'new', code: 4}) WITH d MATCH (s:Symptom) "
                + "CREATE (d)-[:HAS {weight: 100.0}]->(s)")
        #expect(try graph.bag(query) == expected)
    }

    @Test func `rows of one group draw alike whether they come together or not`() throws {
        // 1 and 1.0 are one group, but not the same row.
        let pairs = ["1", "1.0", "2", "null", "'1'"].flatMap { group in
            (0..<4).map { "[\(group), \($0)]" }
        }
        let scattered = (0..<4).flatMap { part in
            stride(from: part, to: pairs.count, by: 4).map { pairs[$0] }
        }
        func drawn(_ pairs: [String]) throws -> [String] {
            try graph.bag(
                "UNWIND [\(pairs.joined(separator: ", "))] AS pair WITH pair[0] AS x, pair[1] AS y "
                    + "RETURN x, y SAMPLE 3 PER x SEED 7")
        }
        let expected = try drawn(pairs)
        #expect(expected.count == 12)
        #expect(try drawn(scattered) == expected)
        #expect(try drawn(pairs.reversed()) == expected)
    }

    @Test func `a seed gives the same rows on several threads at once`() throws {
        let queries = Self.samples.map { "\(Self.ways[0]) RETURN d, s, r.weight AS weight \($0)" }
        let expected = try queries.map { try graph.bag($0) }
        let differences = Mutex(0)
        try runThreads(
            (0..<8).map { thread in
                {
                    for round in 0..<12 {
                        let index = (round + thread) % queries.count
                        if try graph.bag(queries[index]) != expected[index] {
                            differences.withLock { $0 += 1 }
                        }
                    }
                }
            })
        #expect(differences.withLock { $0 } == 0)
    }

    @Test func `different seeds give different rows`() throws {
        let statement = try graph.database.prepare(
            "\(Self.ways[0]) RETURN d.name AS d, s.name AS s SAMPLE 5 SEED $seed")
        let draws = try (1...20).map { seed in
            try statement.run(["seed": .integer(seed)]).values.map(\.description).sorted()
        }
        // Of 15,504 draws; two of twenty are the same about once in a hundred times.
        #expect(Set(draws).count >= 19)
    }

    @Test func `a seed that was taken is reported and repeats all draws of the query`() throws {
        func query(_ seed: String) -> String {
            "MATCH (d:Disease) WITH d SAMPLE 2 \(seed) MATCH (d)-[r:HAS]->(s) "
                + "RETURN d.name AS d, s.name AS s SAMPLE 3 WEIGHTED BY r.weight \(seed)"
        }
        var seeds: Set<Int64> = []
        for _ in 0..<10 {
            let rows = try graph.run(query(""))
            let seed = try #require(rows.summary.seed)
            seeds.insert(seed)
            let repeated = try graph.run(query("SEED $seed"), ["seed": .integer(seed)])
            #expect(
                repeated.values.map(\.description).sorted()
                    == rows.values.map(\.description).sorted())
        }
        #expect(seeds.count == 10)
        #expect(try graph.run("RETURN 1 AS one").summary.seed == nil)
        #expect(try graph.run(query("SEED 1")).summary.seed == nil)
    }
}
