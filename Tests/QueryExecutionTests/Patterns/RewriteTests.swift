import MedGraph
import QueryPlanning
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
        let database = try ScratchDatabase.open(options)
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

    /// Codes as people write them, and texts that only look like codes.
    private static func code(_ random: inout SplitMix64) -> String {
        var text = random.pick(["A", "B", "I", "Z", "a", "i", "ı", "ſ", "S", "", " I", "\u{A0}a"])
        text += random.pick(["0", "2", "9", "5", "x", "٣"])
        text += random.pick(["0", "5", "9", "A", "a", "ß", "", "ﬀ"])
        text +=
            random.pick(["", "", ".", "..", " "]) + random.pick(["", "", "1", "12", "1234", "é"])
        return text + random.pick(["", "", " ", "\n", "-"])
    }

    @Test func `an index finds the codes that a look at every node finds`() throws {
        var options = Database.Options()
        options.isDurable = false
        let database = try ScratchDatabase.open(options)
        var random = SplitMix64(seed: 20)
        var codes = (0..<1_500).map { _ in Self.code(&random) }
        codes += ["A00", "A09", "a09.9", "B99", "I25.1", "I251", "i25", "Z99", "A0A", "a0a.1"]
        _ = try database.run(
            "UNWIND $codes AS code CREATE (:N {code: code})",
            parameters: ["codes": .list(codes.map { .string($0) })])
        _ = try database.run("CREATE (:N), (:N {other: 1})")
        let parents =
            [
                "I25", "i25.1", "A00-A09", "A00-B99", "A0A", "a0a", "I20-I25", "B99-A00", "Z",
                "A05-A09.9", "I00-I99", "S5A", "", "A00-", "Z99-Z99",
            ] + (0..<60).map { _ in Self.code(&random) }
            + (0..<40).map { _ in Self.code(&random) + "-" + Self.code(&random) }
        let query = "MATCH (n:N) WHERE icd10.covers($parent, n.code) RETURN n.code AS code"
        func found() throws -> [[String]] {
            try parents.map { parent in
                try database.run(query, parameters: ["parent": .string(parent)]).values
                    .map { "\($0)" }.sorted()
            }
        }
        let expected = try found()
        #expect(expected.filter { !$0.isEmpty }.count > 20)
        _ = try database.run("CREATE INDEX FOR (n:N) ON (n.code)")
        #expect(try database.explain(query).description.contains("codes under a parent"))
        #expect(try found() == expected)
        #expect(try database.run(query, parameters: ["parent": .null]).isEmpty)
        #expect(throws: MedGraphError.self) {
            try database.run(query, parameters: ["parent": .integer(3)])
        }
    }

    @Test func `a join by a property gives what comparing every pair gives`() throws {
        var options = Database.Options()
        options.isDurable = false
        let database = try ScratchDatabase.open(options)
        let values =
            "[1, 1.0, 2, 0.0, -0.0, 0.0 / 0.0, 'a', '1', true, [1, 2], [1.0, 2.0], [], 'a', 1]"
        _ = try database.run("UNWIND \(values) AS x CREATE (:A {x: x}), (:B {x: x}), (:B {x: x})")
        _ = try database.run("CREATE (:A), (:B), (:A)-[:T]->(:C {x: 1.0})-[:T]->(:B {x: 2})")
        for pattern in [
            "(a:A), (b:B) WHERE a.x = b.x", "(a:A), (b:B {x: a.x})", "(a), (b:B) WHERE b.x = a.x",
            "(a:A), (b:B) WHERE coalesce(a.x, 2) = b.x", "(a:C)-->(c), (d)-->(b:C) WHERE c.x = d.x",
            "(a:A), (b:B), (c:C) WHERE a.x = b.x AND b.x = c.x", "(a), (b) WHERE [a.x] = b.x",
            "(a)-->(c), (b) WHERE b.x = c.x",
        ] {
            let query = "MATCH \(pattern) RETURN id(a) AS a, id(b) AS b"
            var plain = RunOptions()
            plain.rules = []
            let expected = try database.run(query, options: plain).values.map { "\($0)" }.sorted()
            #expect(try rows(query, database) == expected, "\(pattern)")
        }
    }

    @Test func `a search takes relationships that the rest of the pattern has`() throws {
        var options = Database.Options()
        options.isDurable = false
        let database = try ScratchDatabase.open(options)
        _ = try database.run("CREATE (:A)-[:R]->(:B)-[:R]->(:C)")
        for search in ["shortestPath", "allShortestPaths"] {
            for query in [
                "MATCH (a:A)-[r:R]->(b:B), p = \(search)((a)-[:R*]->(b)) RETURN length(p) AS n",
                "MATCH p = \(search)((a:A)-[:R*]->(b:B)), (a)-[r:R]->(b) RETURN length(p) AS n",
                "MATCH (a:A)-[:R*2]->(c:C), p = \(search)((a)-[:R*]->(c)) RETURN length(p) - 1 AS n",
                "MATCH (a:A), (b:B), p = \(search)((a)-[:R*]->(b)), q = \(search)((b)<-[:R*]-(a)) "
                    + "RETURN length(q) AS n",
            ] {
                let rows = try database.run(query)
                #expect(rows.map { $0["n", as: Int.self] } == [1], "\(query)")
            }
        }
    }

    private func rows(_ query: String, _ database: Database) throws -> [String] {
        try database.run(query).values.map { "\($0)" }.sorted()
    }
}
