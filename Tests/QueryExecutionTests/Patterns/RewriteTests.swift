import MedGraph
import TestSupport
import Testing

/// A query that a rule may rewrite against one that says the same and that it leaves alone.
@Suite struct RewriteTests {
    @Test(arguments: 0..<12)
    func `reachability gives the nodes that walks lead to`(batch: Int) throws {
        var random = SplitMix64(seed: UInt64(batch) &+ 0xFACE)
        let graph = RandomGraph(&random)
        let database = try graph.database()
        for direction in RandomPattern.Direction.allCases {
            for bounds in ["*", "*0..2", "*1..2", "*1..3", "*..4", "*0..0", "*1..1"] {
                for type in ["", ":T"] {
                    let fast = direction.text("[\(type)\(bounds)]")
                    // A list that has a name may be looked at.
                    let slow = direction.text("[r\(type)\(bounds)]")
                    let form =
                        "MATCH (a)%(b) RETURN a.v AS a, count(DISTINCT b) AS n, min(b.v) AS m"
                    try compare(form, fast, slow, database)
                    try compare("MATCH (a)%(a) RETURN DISTINCT a.v AS v", fast, slow, database)
                    try compare(
                        "MATCH (a)%(b)-->(c) WITH DISTINCT a, c RETURN a.v AS a, c.v AS c",
                        direction.text("[:T\(bounds)]"), direction.text("[r:T\(bounds)]"), database)
                    try compare(
                        "MATCH (a) WHERE EXISTS { (a)%(:B) } RETURN a.v AS v", fast, slow, database)
                }
            }
        }
    }

    private func compare(
        _ form: String, _ fast: String, _ slow: String, _ database: Database
    ) throws {
        let found = try rows(form.replacing("%", with: fast), database)
        let expected = try rows(form.replacing("%", with: slow), database)
        #expect(found == expected, "\(form) with \(fast)")
    }

    @Test(arguments: [
        "n.x = 3", "n.x = 3.0", "n.x > 2", "n.x >= 2 AND n.x < 4.5", "3 > n.x",
        "n.x IN [1, 'a', 4]",
        "n.x STARTS WITH 'a'", "n.x > 'a'", "n.x = 'ab'", "n.x < true", "n.x IN [null, 2]",
        "n.x = null", "n.x > [0]", "n.x = [1, 2]", "n.x > 0.0 / 0.0", "n.x STARTS WITH ''",
        "n.x > 1 AND n.x < 'b'", "n.x IN []",
    ])
    func `an index gives what a look at every node gives`(condition: String) throws {
        var options = Database.Options()
        options.isDurable = false
        let database = try Database.open(path: TemporaryPath.make(), options: options)
        _ = try database.run(
            """
            UNWIND [1, 2, 3, 3.0, 4, 4.5, 'a', 'ab', 'b', '', true, false, [1, 2], [1], 0.0 / 0.0]
            AS x CREATE (:N {x: x})
            """)
        _ = try database.run("CREATE (:N), (:M {x: 3})")
        let query = "MATCH (n:N) WHERE \(condition) RETURN n.x AS x"
        let expected = try rows(query, database)
        _ = try database.run("CREATE INDEX FOR (n:N) ON (n.x)")
        #expect(try rows(query, database) == expected)
        #expect(try database.explain(query).description.contains("by index N(x)"))
    }

    private func rows(_ query: String, _ database: Database) throws -> [String] {
        try database.run(query).values.map { "\($0)" }.sorted()
    }
}
