import MedGraph
import QueryPlanning
import TestSupport
import Testing

/// The first groups of counted chains, where many groups have the same number.
@Suite struct FirstGroupTests {
    /// How the property that tells groups apart stands to the order of nodes.
    enum Values: CaseIterable {
        /// The higher the id, the higher the value.
        case ascending
        case falling
        case mixed
        /// Over one label they ascend, over both together they do not.
        case ascendingByLabel
        /// A node lacks it.
        case sparse

        func value(_ index: Int) -> String {
            switch self {
            case .ascending: "\(10 * index)"
            case .falling: "\(-index)"
            case .mixed: "\(index * 7_919 % 1_009)"
            case .ascendingByLabel: index.isMultiple(of: 2) ? "\(index)" : "\(5_000 - index)"
            case .sparse: index == 140 ? "null" : "\(index)"
            }
        }
    }

    /// A database without nodes, whose relationships have weights.
    private func weightedDatabase() throws -> Database {
        var options = Database.Options()
        options.isDurable = false
        let database = try ScratchDatabase.open(options)
        let loader = try database.beginLoad()
        try loader.declareWeight(type: "T", property: "w")
        _ = try loader.commit()
        _ = try database.run("CREATE CONSTRAINT FOR (n:A) REQUIRE n.v IS UNIQUE")
        return database
    }

    /// Two hundred nodes, every second of each label, each reached some times from 30 others.
    private func database(_ values: Values) throws -> Database {
        let database = try weightedDatabase()
        _ = try database.run("CREATE CONSTRAINT FOR (n:B) REQUIRE n.v IS UNIQUE")
        _ = try database.run("UNWIND range(0, 29) AS i CREATE (:S {v: -1000 - i, m: i % 3})")
        for index in 0..<200 {
            let label = index.isMultiple(of: 2) ? "A" : "B"
            _ = try database.run("CREATE (:\(label) {v: \(values.value(index)), n: \(index)})")
        }
        // Few numbers for many nodes; the sums of the weights are exact.
        _ = try database.run(
            """
            MATCH (s:S), (n) WHERE n.n IS NOT NULL AND (n.n * 31 + s.v * s.v) % 7 < 2 \
            CREATE (s)-[:T {w: (n.n % 5) * 0.25}]->(n)
            """)
        return database
    }

    private static let queries = [
        "MATCH (s:S)-[:T]->(n:A) RETURN n.v AS v, count(*) AS c ORDER BY c DESC, v LIMIT 10",
        "MATCH (s:S)-[:T]->(n:A) RETURN n.v AS v, count(*) AS c ORDER BY c DESC, v DESC LIMIT 10",
        "MATCH (s:S)-[:T]->(n:B) RETURN n.v AS v, count(*) AS c ORDER BY c, v LIMIT 7",
        "MATCH (s:S)-[:T]->(n:B) RETURN n.v AS v, count(*) AS c ORDER BY c, v SKIP 5 LIMIT 3",
        "MATCH (s:S)-[:T]->(n:A) RETURN n.v AS v, count(*) AS c ORDER BY c DESC, v LIMIT 80",
        "MATCH (s:S)-[:T]->(n:A) RETURN n.v AS v, count(*) AS c ORDER BY c DESC, v LIMIT 1",
        "MATCH (s:S)-[:T]->(n:A) RETURN n.v AS v, count(*) AS c ORDER BY c DESC, v LIMIT 0",
        "MATCH (s:S)-[:T]->(n) RETURN n, n.v AS v, count(*) AS c ORDER BY c DESC, v LIMIT 10",
        "MATCH (n:A)<-[r:T]-(s) RETURN n.v AS v, sum(r.w) AS c ORDER BY c DESC, v LIMIT 10",
        "MATCH (n:A)<-[r:T]-(s) RETURN n.v AS v, sum(r.w) AS c ORDER BY c, v DESC LIMIT 70",
        "MATCH (n:B)<-[r:T]-(s) RETURN n.v AS v, max(r.w) AS c, avg(r.w) ORDER BY c DESC, v LIMIT 9",
        "MATCH (n:B)<-[r:T]-(s) RETURN n.v AS v, avg(r.w) AS c, min(r.w) ORDER BY c, v LIMIT 9",
    ]

    @Test(arguments: Values.allCases)
    func `groups with the same number are told apart by the next key`(values: Values) throws {
        let database = try database(values)
        for query in Self.queries {
            let plan = try database.explain(query).description
            #expect(plan.contains("CountedChain"), "\(query)")
            // Columns are made when values were asked for often.
            for _ in 0..<4 {
                #expect(
                    try rows(query, database, .all) == rows(query, database, []), "\(query)")
            }
        }
    }

    private func rows(
        _ query: String, _ database: Database, _ rules: RewriteRules
    ) throws -> [String] {
        var options = RunOptions()
        options.rules = rules
        return try database.run(query, options: options).values.map { "\($0)" }
    }

    @Test func `sums of many starts are those of rows`() throws {
        // More starts than are looked at together, some without relationships, some weights missing.
        let database = try weightedDatabase()
        _ = try database.run("CREATE (:S)")
        _ = try database.run("UNWIND range(0, 2599) AS i CREATE (:A {v: i})")
        _ = try database.run(
            "MATCH (s:S), (n:A) WHERE n.v % 3 > 0 CREATE (s)-[:T {w: (n.v % 64) * 0.5}]->(n)")
        _ = try database.run("MATCH (s:S), (n:A) WHERE n.v % 11 = 0 CREATE (s)-[:T]->(n)")
        let queries = [
            "MATCH (n:A)<-[r:T]-(s) RETURN n.v AS v, sum(r.w) AS c ORDER BY c DESC, v LIMIT 10",
            "MATCH (n:A)<-[r:T]-(s) RETURN n.v AS v, sum(r.w) AS c ORDER BY v",
            "MATCH (n:A)<-[r:T]-(s) RETURN sum(r.w), avg(r.w), max(r.w), count(*)",
        ]
        for query in queries {
            #expect(try database.explain(query).description.contains("CountedChain"), "\(query)")
            #expect(try rows(query, database, .all) == rows(query, database, []), "\(query)")
        }
        // A weight that is no float, behind the first starts: the rows are made after all.
        _ = try database.run("MATCH (n:A {v: 2501})<-[r:T]-() SET r.w = 7")
        for query in queries {
            #expect(try rows(query, database, .all) == rows(query, database, []), "\(query)")
        }
    }
}
