import MedGraph
import Synchronization
import TestSupport
import Testing

/// Queries that would never end, and how they do.
@Suite struct QueryLimitTests {
    /// How long after its limit a query may still compute.
    #if DEBUG
        private static let delayMax = Duration.seconds(1)
    #else
        private static let delayMax = Duration.milliseconds(100)
    #endif

    @Test(arguments: ["RETURN 1", "MATCH (n:Node) RETURN n.number LIMIT 1", "CREATE (:Trace)"])
    func `a query without any time does not begin, whether its plan is known or not`(
        query: String
    ) throws {
        let graph = try QueryGraph.dense()
        var options = RunOptions()
        options.timeoutMilliseconds = 0
        for _ in 0..<2 {
            #expect(try graph.problem(query, options: options)?.type == "Timeout")
        }
        #expect(try graph.number("MATCH (n:Trace) RETURN count(n)") == 0)
    }

    @Test(arguments: [
        "MATCH p = (a)-[*]-(b) RETURN count(p)",
        "MATCH p = (a)-[*]-(b) RETURN p ORDER BY length(p) DESC LIMIT 1",
        "MATCH (a)-[r*]-(b) WHERE size(r) > 500 RETURN a",
        "MATCH p = (a)-[*]-(b) WHERE all(n IN nodes(p) WHERE n.number > 0) RETURN count(*)",
        "MATCH p = (a)-[*..60]-(b) WITH DISTINCT length(p) AS n RETURN sum(n)",
        "MATCH (a), (b), (c), (d), (e), (f), (g), (h) RETURN count(a.number + h.number)",
        "MATCH (a)--(b)--(c)--(d)--(e)--(f)--(g)--(h) RETURN count(DISTINCT a.number + h.number)",
        "MATCH p = (a)-[*]-(b) RETURN length(p) AS n SAMPLE 3 WEIGHTED BY n",
        "MATCH (a) WHERE size([(a)-[*]-(b) | b.number]) > 3 RETURN a",
        "MATCH (a) WHERE NOT exists { p = (a)-[*]-(b) WHERE length(p) > 1000 } RETURN a",
        "MATCH p = shortestPath((a:Node {number: 1})-[*]-(b:Node {number: 2})) "
            + "WHERE length(p) > 40 RETURN length(p)",
        "MATCH (a) OPTIONAL MATCH p = (a)-[*]-(b) WHERE length(p) > 1000 RETURN count(b)",
        "RETURN 1 AS n UNION MATCH p = (a)-[*]-(b) RETURN count(p) AS n",
        "MATCH (a), (b), (c), (d), (e), (f), (g), (h) MATCH (h)-[*..3]-(x) "
            + "RETURN count(DISTINCT x)",
        "MATCH (a), (b), (c), (d), (e), (f), (g), (h) MATCH (h)<-[:NEAR*..3]-(x) "
            + "WHERE x.number > a.number RETURN count(DISTINCT x)",
        "MATCH (a), (b), (c), (d), (e), (f), (g) MATCH (h) WHERE a <> h "
            + "MATCH p = allShortestPaths((a)-[*]-(h)) RETURN count(p)",
        "MATCH p = (a)-[*]-(b) CREATE (:Trace {length: length(p)})",
        "MATCH p = (a)-[*]-(b) SET a.seen = length(p)",
    ])
    func `a query without end stops soon after its time limit, and the next one answers`(
        query: String
    ) throws {
        let graph = try QueryGraph.dense()
        var options = RunOptions()
        options.timeoutMilliseconds = 150
        var type: String?
        let time = try processorTime { type = try graph.problem(query, options: options)?.type }
        #expect(type == "Timeout")
        #expect(time < .milliseconds(150) + Self.delayMax, "\(time)")
        #expect(try graph.number("MATCH (n) RETURN count(n)") == 14)
        #expect(try graph.number("MATCH (n) WHERE n.seen IS NOT NULL RETURN count(n)") == 0)
    }

    @Test func `a search along very long paths stops soon after its time limit`() throws {
        // Paths of thousands of relationships.
        let graph = try QueryGraph.dense(100)
        var options = RunOptions()
        options.timeoutMilliseconds = 400
        let query = "MATCH p = (a)-[*]-(b) RETURN count(p)"
        var type: String?
        let time = try processorTime { type = try graph.problem(query, options: options)?.type }
        #expect(type == "Timeout")
        #expect(time < .milliseconds(400) + Self.delayMax, "\(time)")
    }

    @Test func `a result ends at its limit of rows`() throws {
        let graph = try QueryGraph.dense()
        var options = RunOptions()
        options.rowCountMax = 100
        for query in [
            "MATCH (a)-[*]-(b) RETURN a.number", "MATCH (a), (b), (c), (d) RETURN a.number",
            "MATCH (a)-[r]-(b) RETURN r.weight UNION ALL MATCH (a)--(b) RETURN 1 AS `r.weight`",
        ] {
            #expect(try graph.problem(query, options: options)?.type == "LimitExceeded", "\(query)")
            #expect(try graph.number("MATCH (n) RETURN count(n)") == 14)
        }
        // The limit is one of the result, not of the work.
        #expect(try graph.run("MATCH (a)--(b) RETURN count(*)", options: options).count == 1)
        #expect(try graph.run("MATCH (a)-[r]->(b) RETURN r", options: options).count == 91)
        #expect(
            try graph.run("UNWIND range(1, 100) AS x RETURN x", options: options).count == 100)
    }

    #if DEBUG
        private static let manyRows = 20_000
    #else
        private static let manyRows = 1_000_000
    #endif

    @Test(arguments: [
        "WITH x ORDER BY -x RETURN count(x) AS n",
        "WITH x ORDER BY toString(x) RETURN count(x) AS n",
        "WITH x ORDER BY -x LIMIT \(manyRows / 2) RETURN count(x) AS n",
        "RETURN percentileCont(x * 7 % 1000003, 0.5) AS n", "RETURN size(collect(DISTINCT x)) AS n",
        "WITH DISTINCT x RETURN count(*) AS n", "WITH x, count(*) AS c RETURN sum(c) AS n",
        "WITH x SAMPLE \(manyRows) SEED 1 RETURN sum(x) AS n",
        "WITH x SAMPLE BERNOULLI 0.5 SEED 1 RETURN sum(x) AS n",
    ])
    func `what comes behind the last row stops soon after its time limit`(end: String) throws {
        let graph = try QueryGraph()
        let query = "UNWIND range(1, \(Self.manyRows)) AS x \(end)"
        let full = try ContinuousClock().measure { try graph.run(query) }
        for percent in [50, 70, 90] {
            var options = RunOptions()
            options.timeoutMilliseconds = Int(full / .milliseconds(1)) * percent / 100
            let limit = Duration.milliseconds(options.timeoutMilliseconds!)
            var type: String?
            let time = try processorTime {
                type = try graph.problem(query, options: options)?.type
            }
            // A query that was quicker this time has its rows.
            #expect(type == "Timeout" || type == nil)
            #expect(time < limit + Self.delayMax, "\(percent) %: \(time) of \(limit)")
        }
    }

    @Test func `a query that waits to write ends at its time limit or when it is cancelled`() throws
    {
        let graph = try QueryGraph("CREATE (:Node)")
        let cancellation = Cancellation()
        let load = try graph.database.beginLoad()
        let types = Mutex<[String?]>([])
        let clock = ContinuousClock()
        let elapsed = try clock.measure {
            try runThreads([
                {
                    var options = RunOptions()
                    options.timeoutMilliseconds = 100
                    let type = try graph.problem("CREATE (:Late)", options: options)?.type
                    types.withLock { $0.append(type) }
                    cancellation.cancel()
                },
                {
                    var options = RunOptions()
                    options.cancellation = cancellation
                    let type = try graph.problem("CREATE (:Late)", options: options)?.type
                    types.withLock { $0.append(type) }
                },
            ])
        }
        #expect(types.withLock { $0 } == ["Timeout", "Cancelled"])
        // Both wait, for this and for a core.
        #expect(elapsed < .seconds(10), "\(elapsed)")
        _ = consume load
        #expect(try graph.run("CREATE (:Next)").summary.changes.nodesCreated == 1)
        #expect(try graph.number("MATCH (n:Late) RETURN count(n)") == 0)
    }
}
