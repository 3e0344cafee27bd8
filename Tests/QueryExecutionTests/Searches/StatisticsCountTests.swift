import MedGraph
import TestSupport
import Testing

/// Counts that are read from the statistics against counts that are made.
@Suite struct StatisticsCountTests {
    private func database() throws -> Database {
        var random = SplitMix64(seed: 4)
        let graph = SearchGraph(nodeCount: 40, relationshipCount: 120, &random)
        let database = try graph.database()
        _ = try database.run("MATCH (n:N) WHERE n.v % 2 = 0 SET n:Even")
        _ = try database.run("MATCH (n:N) WHERE n.v % 5 = 0 REMOVE n:N")
        return database
    }

    /// Patterns, each with one that says the same and that the rule leaves alone.
    @Test(arguments: [
        ("(n)", "(n) WHERE n.v >= 0", "n"), ("(n:N)", "(n:N) WHERE n.v >= 0", "n"),
        ("(n:Even)", "(n:Even) WHERE n.v >= 0", "n"),
        ("(n:Missing)", "(n:Missing) WHERE n.v > 0", "n"),
        ("(n)-[r]->()", "(n)-[r]->() WHERE n.v >= 0", "n"),
        ("(n)-[r]->()", "(n)-[r]->() WHERE n.v >= 0", "r"),
        ("(n)<-[r:T]-()", "(n)<-[r:T]-() WHERE n.v >= 0", "r"),
        ("(n:N)-[r:T]->(:Even)", "(n:N)-[r:T]->(:Even) WHERE n.v >= 0", "r"),
        ("(n:Even)<-[r:T|U]-(m)", "(n:Even)<-[r:T|U]-(m) WHERE n.v >= 0", "m"),
        ("(n:N)-[r:Missing]->()", "(n:N)-[r:Missing]->() WHERE n.v >= 0", "r"),
        ("(n)-[r]->(:Missing)", "(n)-[r]->(:Missing) WHERE n.v >= 0", "r"),
    ])
    func `a count is what counting gives`(fast: String, slow: String, variable: String) throws {
        let database = try database()
        var results = ["count(*) AS c", "count(\(variable)) AS c, count(*) AS d"]
        if fast.contains("[r") { results.append("type(r) AS t, count(*) AS c") }
        for result in results {
            let query = "MATCH \(fast) RETURN \(result)"
            #expect(try database.explain(query).description.contains("StatisticsCount"), "\(query)")
            let found = try database.run(query).values.map { "\($0)" }.sorted()
            let counted = try database.run("MATCH \(slow) RETURN \(result)")
            #expect(found == counted.values.map { "\($0)" }.sorted(), "\(query)")
        }
    }

    @Test(arguments: [
        "(n)-[r]-(m) RETURN count(*)", "(n)-[r]->(n) RETURN count(*)",
        "(n:N:Even) RETURN count(n)", "(n)-[r]->(m) RETURN count(DISTINCT m)",
        "(n)-[r]->(m:N:Even) RETURN count(r)", "(n)-[r]->()-->() RETURN count(*)",
        "(n), (m) RETURN count(*)", "(n) RETURN n.v, count(*)", "(n) RETURN count(n.v)",
        "(n)-[r]->(m) WHERE r.x = 1 RETURN count(*)", "(n) RETURN max(n.v)",
        "(n:N) WHERE NOT n:Even RETURN count(*)",
    ])
    func `what the statistics do not know is counted`(text: String) throws {
        let database = try database()
        #expect(!(try database.explain("MATCH \(text)").description.contains("StatisticsCount")))
    }

    @Test func `each row before the pattern counts anew, and a transaction its own changes`() throws
    {
        let database = try database()
        let before =
            try database.run("MATCH (n:Even) RETURN count(n) AS c")[0]["c", as: Int.self] ?? 0
        let rows = try database.run("UNWIND [1, 2] AS x MATCH (n:Even) RETURN count(n) AS c")
        #expect(rows[0]["c", as: Int.self] == 2 * before)
        let written = try database.run(
            "CREATE (:Even) WITH 1 AS x MATCH (n:Even) RETURN count(n) AS c")
        #expect(written[0]["c", as: Int.self] == before + 1)
        let read = try database.run(
            "MATCH (n:Even) WITH count(n) AS c CREATE (:Even) RETURN c")
        #expect(read[0]["c", as: Int.self] == before + 1)
        // The plan is kept, the count is not.
        #expect(
            try database.run("MATCH (n:Even) RETURN count(n) AS c")[0]["c", as: Int.self] == before
                + 2)
    }
}
