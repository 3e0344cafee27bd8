import MedGraph
import QueryPlanning
import TestSupport
import Testing

/// Counted chains where graphs are large, numbers are large, or the run must not go on.
@Suite struct CountedChainLimitTests {
    private func database(_ statements: String...) throws -> Database {
        var options = Database.Options()
        options.isDurable = false
        let database = try ScratchDatabase.open(options)
        for statement in statements { _ = try database.run(statement) }
        return database
    }

    private func rows(
        _ query: String, _ database: Database, _ rules: RewriteRules = .all
    ) throws -> [String] {
        var options = RunOptions()
        options.rules = rules
        return try database.run(query, options: options).values.map { "\($0)" }.sorted()
    }

    /// Its neighbours stand in chunks.
    private func hub() throws -> Database {
        try database(
            "CREATE (:H {v: -1}), (:H {v: -2})",
            "UNWIND range(0, 2299) AS i CREATE (:N {v: i, m: i % 7})",
            "MATCH (h:H {v: -1}), (n:N) CREATE (h)-[:T]->(n)",
            "MATCH (h:H {v: -1}), (n:N) WHERE n.v % 23 = 0 CREATE (h)-[:T]->(n)",
            "MATCH (h:H {v: -2}), (n:N) WHERE n.v < 40 CREATE (h)-[:T]->(n)",
            "MATCH (h:H {v: -1}) CREATE (h)-[:T]->(h), (h)-[:T]->(h)")
    }

    @Test func `neighbours in chunks are counted`() throws {
        // One graph for all: a hub is slow to make, relationship by relationship.
        let database = try hub()
        for query in Self.hubQueries {
            #expect(try database.explain(query).description.contains("CountedChain"))
            #expect(try rows(query, database) == rows(query, database, []), "\(query)")
        }
    }

    private static let hubQueries = [
        "MATCH (h:H)-[:T]->(n) RETURN h.v, count(*) AS c",
        "MATCH (h:H)-[:T]-(n) RETURN h.v, count(*) AS c, count(DISTINCT n) AS d",
        "MATCH (h:H)-[:T]->(n:N) RETURN n.m, count(*) AS c",
        "MATCH (g:H {v: -2})-[:T]->(n)<-[:T]-(h) RETURN h.v, count(*) AS c",
        "MATCH (g:H {v: -2})-[:T]-(n)-[:T]-(h) RETURN h.v, count(*) AS c",
        "MATCH (g:H)-[:T]->(n)<-[:T]-(h) WHERE g.v < h.v RETURN count(*) AS c",
        "MATCH (n:N {v: 3})<-[:T]-(h)-[:T]->(m) RETURN m.m, count(*) AS c",
        "MATCH (n:N {v: 3})<-[:T]-(h)-[:T]->(m) WHERE m.v <> n.v RETURN m.m, count(*) AS c",
        "MATCH (n:N {v: 3})<-[:T]-(h)-[:T]->(m) WITH n, m, count(*) AS c WHERE c > 1 RETURN count(*)",
        "MATCH (h:H)-[:T]->(h2)-[:T]->(n) RETURN n.m, count(*) AS c",
    ]

    @Test func `numbers beyond 32 bits are counted, and beyond 63 refused`() throws {
        let database = try database(
            "CREATE (:N0), (:N1), (:N2), (:N3), (:N4), (:N5), (:N6), (:N7), (:N8)")
        for step in 1...8 {
            _ = try database.run(
                "MATCH (a:N\(step - 1)), (b:N\(step)) UNWIND range(1, 300) AS i CREATE (a)-[:T\(step)]->(b)"
            )
        }
        func chain(_ stepCount: Int) -> String {
            "(a)" + (1...stepCount).map { "-[:T\($0)]->(n\($0))" }.joined()
        }
        for groups in ["n5 AS g, ", "a AS g, ", "a AS g, n5 AS h, ", ""] {
            let query = "MATCH \(chain(5)) WITH \(groups)count(*) AS c RETURN c"
            #expect(try rows(query, database) == ["[2430000000000]"], "\(groups)")
        }
        for groups in ["n8 AS g, ", "a AS g, n8 AS h, ", ""] {
            let query = "MATCH \(chain(8)) WITH \(groups)count(*) AS c RETURN c"
            #expect(throws: MedGraphError.self, "\(groups)") { try database.run(query) }
        }
    }

    @Test func `a query that writes counts what it has written`() throws {
        let database = try database(
            "CREATE (a:A {v: 1})-[:T]->(b:B {v: 2})<-[:T]-(c:A {v: 3})")
        let groups = """
            COUNT { MATCH (x:A)-[:T]->()<-[:T]-(y:A) WHERE x.v <> y.v \
            WITH y, count(*) AS c WHERE c > 1 RETURN y } AS n
            """
        #expect(try rows("RETURN \(groups)", database) == ["[0]"])
        #expect(try database.explain("RETURN \(groups)").description.contains("CountedChain"))
        #expect(
            try rows("MATCH (b:B) CREATE (:A {v: 4})-[:T]->(b) RETURN \(groups)", database)
                == ["[3]"])
        #expect(try rows("RETURN \(groups)", database) == ["[3]"])
    }

    @Test func `counting ends when its time is over`() throws {
        let database = try database(
            "CREATE (:H), (:H), (:H)", "UNWIND range(0, 2999) AS i CREATE (:N {v: i})",
            "MATCH (h:H), (n:N) CREATE (n)-[:T]->(h)")
        var options = RunOptions()
        options.timeoutMilliseconds = 20
        let query =
            "MATCH (a)-[:T]->(b)<-[:T]-(c) WHERE a.v + c.v > 9 WITH a, c, count(*) AS n RETURN sum(n)"
        #expect(try database.explain(query).description.contains("CountedChain"))
        let time = processorTime {
            #expect(throws: MedGraphError.self) { try database.run(query, options: options) }
        }
        #expect(time < .seconds(1))
    }

    @Test func `plans say what is counted and which relationships are subtracted`() throws {
        let database = try database("CREATE CONSTRAINT FOR (n:A) REQUIRE n.v IS UNIQUE")
        // A plan that is shown breaks the lines of long steps.
        func plan(_ query: String) throws -> String {
            try database.explain(query).description.split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
        }
        let shared = try plan(
            "MATCH (a:A {v: 1})-[:T]->(:B)<-[:T]-(b:A)<-[:U]-(c:C) WHERE a.v <> b.v "
                + "RETURN c.v, count(*) AS n ORDER BY n DESC, c.v LIMIT 3")
        #expect(
            shared.contains(
                "CountedChain (a)-[:T]->(:B)<-[:T]-(b:A)<-[:U]-(c:C) by c.v, from each start,"))
        #expect(
            shared.contains(
                "relationships that come twice subtracted at step 2, where a.v <> b.v, "
                    + "first groups only"))
        let apart = try plan("MATCH (a:A)-[:T]->(b)-[:U]->(c) RETURN c, count(*) AS n")
        #expect(apart.contains("by c, no relationship can come twice"))
        // Three steps that share a type: forbidden walks overlap.
        #expect(
            try !plan("MATCH (a)-[:T]->(b)-[:T]->(c)-[:T]->(d) RETURN d, count(*)")
                .contains("CountedChain (a)"))
    }
}
