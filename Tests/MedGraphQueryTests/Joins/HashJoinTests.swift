import MedGraph
import QueryPlanning
import TestSupport
import Testing

/// Parts of patterns that are joined by a table, against the same without.
@Suite struct HashJoinTests {
    private static func rows(
        _ graph: QueryGraph, _ query: String, _ rules: RewriteRules
    ) throws -> [String] {
        var options = RunOptions()
        options.rules = rules
        return try graph.run(query, options: options).values.map(\.description).sorted()
    }

    private static func plan(_ graph: QueryGraph, _ query: String) throws -> String {
        var options = RunOptions()
        options.rules = [.all, .eagerJoins]
        return try graph.run("EXPLAIN \(query)", options: options).summary.explanation?
            .description ?? ""
    }

    /// Values that are equal, equivalent, unknown or none of it.
    private static func valueGraph() throws -> QueryGraph {
        try QueryGraph(
            """
            UNWIND [[1, 1], [2, 1.0], [3, 2], [4, 'a'], [5, 'A'], [6, true], [7, null],
                [8, 9007199254740993], [9, 9007199254740992.0], [10, [1, 2]], [11, [1.0, 2.0]],
                [12, -0.0], [13, 0]] AS row
            CREATE (:L {k: row[0], x: row[1]})-[:T]->(:M {k: row[0]}),
                (:R {k: row[0], x: row[1]})-[:T]->(:N {k: row[0]})
            """,
            "MATCH (n) WHERE n.k = 3 SET n.y = 0.0 / 0.0")
    }

    @Test(arguments: [
        "WHERE a.x = c.x", "WHERE a.y = c.y", "WHERE a.x = c.x AND a.k <> c.k",
        "WHERE [a.x] = [c.x]", "WHERE [a.x, null] = [c.x, null]", "WHERE {v: a.x} = {v: c.x}",
        "WHERE a.x = c.x AND b.k = d.k", "WHERE a.k + 1 = c.k", "WHERE c.k = toInteger(b.k / 2)",
        "WHERE a.x = c.x OR a.k = c.k", "WHERE a.x = c.x = true", "WHERE labels(b) = labels(d)",
        "WHERE toString(a.k) = toString(c.k) AND a.k < 5", "WHERE a.x <= c.x AND b.k = d.k",
    ])
    func `rows are joined by equality as the language has it`(condition: String) throws {
        let graph = try Self.valueGraph()
        for pattern in [
            "MATCH (a:L)-[:T]->(b), (c:R)-[:T]->(d) \(condition)",
            "MATCH (a:L)-[:T]->(b) MATCH (c:R)-[:T]->(d) \(condition)",
            "MATCH (a:L)-[:T]->(b) WITH a, b ORDER BY a.k MATCH (c:R)-[:T]->(d) \(condition)",
            "MATCH (a:L)-[:T]->(b) OPTIONAL MATCH (c:R)-[:T]->(d), (e:R) WHERE c = e "
                + "WITH a, b, c, d \(condition)",
        ] {
            let query = "\(pattern) RETURN a.k, b.k, c.k, d.k"
            let expected = try Self.rows(graph, query, [])
            #expect(try Self.rows(graph, query, .all) == expected, "\(query)")
            #expect(try Self.rows(graph, query, [.all, .eagerJoins]) == expected, "\(query)")
        }
    }

    @Test func `equal numbers of both kinds meet, and nothing meets null`() throws {
        let graph = try Self.valueGraph()
        let query =
            "MATCH (a:L)-[:T]->(b), (c:R)-[:T]->(d) WHERE a.x = c.x AND a.k <> c.k "
            + "RETURN a.k, c.k"
        #expect(try Self.plan(graph, query).contains("HashJoin on a.x = c.x"))
        #expect(
            try Self.rows(graph, query, [.all, .eagerJoins])
                == ["[1, 2]", "[10, 11]", "[11, 10]", "[12, 13]", "[13, 12]", "[2, 1]"])
    }

    /// A chain of five with a loop and a parallel relationship.
    private static func pathGraph() throws -> QueryGraph {
        try QueryGraph(
            """
            CREATE (a:P {k: 0}), (b:P {k: 1}), (c:P {k: 2}), (d:P {k: 3}), (e:P {k: 4}),
                (a)-[:T]->(b), (b)-[:T]->(c), (c)-[:T]->(d), (d)-[:T]->(e), (c)-[:T]->(c),
                (b)-[:T {k: 0}]->(c), (c)-[:U {k: 1}]->(b)
            """)
    }

    @Test(arguments: [
        "(a {k: 0})-->(x)-->(y)<--(z)", "(a)--(x)--(b)", "(a)-[*1..2]->(x)<-[*1..2]-(b)",
        "(a)-[*0..2]-(x)--(b)", "(a)--(x)--(b)--(c)", "(a)-->(x), (b)-->(x), (x)-->(c)",
        "p = (a)-->(x)-->(b), (x)-[r]-(x)", "(a)-[:T]->(x)-[:U]->(b)", "(x)--(x)--(b)",
        "p = (a)-[*1..3]-(x)-->(b) WHERE length(p) > 2",
        "p = (a)-[*1..3]-(x)-->(b) WHERE all(n IN nodes(p) WHERE n.k < 4)",
        "(a)-->(b), (c)-->(d) WHERE a.k = c.k", "(a)-[*1..2]-(b), (c)--(d) WHERE b.k = d.k + 1",
        "(a {k: 1})-->(x)<--(b {k: 1})", "(a)-->(x)-->(b) WHERE a.k + x.k = b.k",
        "(a)-[*1..2]-(x)-->(b), p = (c)-[* {k: a.k}]-(d)", "(x)-[* {k: b.k}]->(a), (x)-->(b)",
        "(a)-[r]->(x)<-[s]-(b) WHERE r <> s", "(a)-[r]->(x), (b)-[s]->(y) WHERE a.k = s.none",
    ])
    func `parts that meet at a node use no relationship twice`(pattern: String) throws {
        let graph = try Self.pathGraph()
        for clause in [
            "MATCH \(pattern)", "UNWIND [0, 1] AS u MATCH \(pattern)",
            "MATCH (f {k: 1})-->(g) MATCH \(pattern)",
        ] {
            let query = "\(clause) RETURN *"
            let expected = try Self.rows(graph, query, [])
            #expect(try Self.rows(graph, query, .all) == expected, "\(query)")
            #expect(try Self.rows(graph, query, [.all, .eagerJoins]) == expected, "\(query)")
            let optional = "MATCH (o:P) OPTIONAL \(clause.contains("UNWIND") ? "" : clause)"
            guard !clause.contains("UNWIND"), clause.hasPrefix("MATCH \(pattern)") else { continue }
            let outer = "\(optional) RETURN *"
            #expect(
                try Self.rows(graph, outer, [.all, .eagerJoins]) == Self.rows(graph, outer, []),
                "\(outer)")
        }
    }

    @Test func `a part that depends on rows before it is not searched without them`() throws {
        let graph = try Self.pathGraph()
        for query in [
            "UNWIND [1, 2] AS u MATCH (a)-->(b), (c)-->(d) WHERE c.k = u AND a.k = d.k RETURN *",
            "UNWIND [1, 2] AS u MATCH (a)-->(b), (c)-[*1..2 {w: u}]->(d) WHERE a.k = d.k RETURN *",
            "UNWIND [0, 3] AS u MATCH p = (c)-[*1..2]->(d), (a)-->(b) "
                + "WHERE all(n IN nodes(p) WHERE n.k >= u) AND a.k = d.k RETURN *",
            "MATCH (u) WHERE EXISTS { MATCH (a)-->(b), (c)-->(d) WHERE b.k = u.k AND a = c } "
                + "RETURN u.k",
            "MATCH (u) RETURN u.k, COUNT { (a)-->(b), (c)-->(d) WHERE b.k = u.k AND a.k = d.k }",
            "MATCH (a)-->(b) SET b.m = 1 WITH a, b MATCH (c)-->(d) WHERE d.m = b.m RETURN a.k, d.k",
        ] {
            let expected = try Self.rows(graph, query, [])
            #expect(!expected.isEmpty || query.contains("w: u"), "\(query)")
            #expect(try Self.rows(graph, query, [.all, .eagerJoins]) == expected, "\(query)")
        }
    }

    @Test func `a key that cannot be computed is an error only where its condition is reached`()
        throws
    {
        let graph = try QueryGraph(
            "CREATE (:A {x: 'text'})-[:T]->(), (:B {x: 1})-[:T]->(), (:A {x: 2})-[:T]->()")
        var options = RunOptions()
        options.rules = [.all, .eagerJoins]
        let pattern = "MATCH (a:A)-[:T]->(b), (c:B)-[:T]->(d)"
        // The condition before it is false wherever the key would fail.
        let guarded = "\(pattern) WHERE a.x > c.x AND abs(a.x) = c.x + 1 RETURN count(*) AS n"
        #expect(try graph.run(guarded, options: options).values[0][0].description == "1")
        #expect(
            try graph.problem(
                "\(pattern) WHERE abs(a.x) = c.x + 1 RETURN count(*) AS n", options: options)?.type
                == graph.problem("\(pattern) WHERE abs(a.x) = c.x + 1 RETURN count(*) AS n")?.type)
        // Nobody looks at the key where there is nothing to compare with.
        let empty = "MATCH (a:A)-[:T]->(b), (c:None)-[:T]->(d) WHERE abs(a.x) = c.x RETURN a"
        #expect(try graph.run(empty, options: options).count == 0)
    }

    @Test func `the table counts for the limit of memory, and joins stop at their time limit`()
        throws
    {
        let graph = try QueryGraph(
            "UNWIND range(1, 3000) AS x CREATE (:A {x: x % 2})-[:T]->(:B {x: x % 2})")
        let query =
            "MATCH (a:A)-[:T]->(b), (c:A)-[:T]->(d) WHERE b.x = d.x "
            + "RETURN count(a.x + c.x)"
        #expect(try Self.plan(graph, query).contains("HashJoin on b.x = d.x"))
        var options = RunOptions()
        options.rules = [.all, .eagerJoins]
        options.valueCountMax = 4_000
        #expect(try graph.problem(query, options: options)?.type == "LimitExceeded")
        options.valueCountMax = 1 << 26
        options.timeoutMilliseconds = 20
        #expect(try graph.problem(query, options: options)?.type == "Timeout")
        #expect(try graph.number("MATCH (n) RETURN count(n)") == 6000)
    }

    @Test func `long patterns are planned quickly, however many ways there are to take them apart`()
        throws
    {
        let graph = try Self.pathGraph()
        let chain = "(n0)" + (1...10).map { "--(n\($0))" }.joined()
        let star = (1...10).map { "(c)--(n\($0))" }.joined(separator: ", ")
        for pattern in [chain, star] {
            let query = "MATCH \(pattern) WHERE n1.k = n9.k RETURN n1"
            let time = try processorTime { _ = try graph.run("EXPLAIN \(query)") }
            #expect(time < .seconds(5), "\(time)")
        }
    }

    @Test func `a part is not searched by itself when a condition draws numbers`() throws {
        let graph = try Self.pathGraph()
        let plan = try Self.plan(
            graph, "MATCH (a)-->(b), (c)-->(d) WHERE b.k = d.k AND rand() < 0.5 RETURN a")
        #expect(!plan.contains("HashJoin on"), "\(plan)")
    }
}
