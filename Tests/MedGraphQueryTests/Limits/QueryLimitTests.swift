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

    /// Each node is joined to each other.
    private func denseGraph(_ nodeCount: Int = 14) throws -> QueryGraph {
        try QueryGraph(
            "UNWIND range(1, \(nodeCount)) AS x CREATE (:Node {number: x})",
            "MATCH (a:Node) MATCH (b:Node) WHERE a.number < b.number "
                + "CREATE (a)-[:NEAR {weight: b.number - a.number}]->(b)")
    }

    @Test(arguments: ["RETURN 1", "MATCH (n:Node) RETURN n.number LIMIT 1", "CREATE (:Trace)"])
    func `a query without any time does not begin, whether its plan is known or not`(
        query: String
    ) throws {
        let graph = try denseGraph()
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
        let graph = try denseGraph()
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
        let graph = try denseGraph(100)
        var options = RunOptions()
        options.timeoutMilliseconds = 400
        let query = "MATCH p = (a)-[*]-(b) RETURN count(p)"
        var type: String?
        let time = try processorTime { type = try graph.problem(query, options: options)?.type }
        #expect(type == "Timeout")
        #expect(time < .milliseconds(400) + Self.delayMax, "\(time)")
    }

    @Test func `a result ends at its limit of rows`() throws {
        let graph = try denseGraph()
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

    @Test(arguments: [
        "MATCH p = (a)-[*..6]-(b) RETURN collect(p)",
        "MATCH p = (a)-[*..6]-(b) RETURN length(p) AS n ORDER BY n",
        "MATCH p = (a)-[*..6]-(b) RETURN DISTINCT p ORDER BY length(p)",
        "MATCH p = (a)-[*..6]-(b) RETURN p AS path, count(*) AS n ORDER BY n",
        "MATCH p = (a)-[*..6]-(b) RETURN p SAMPLE 3",
        "MATCH (a) RETURN [(a)-[*..6]-(b) | b.number]",
        "MATCH (a), (b), (c), (d), (e) RETURN collect(a.number)",
        "MATCH (a), (b), (c), (d) WITH a, b, c, d ORDER BY a.number RETURN count(*)",
        "UNWIND range(1, 30) AS x WITH collect(x) AS list UNWIND list AS a UNWIND list AS b "
            + "UNWIND list AS c UNWIND list AS d RETURN collect([a, b, c, d])",
        "RETURN range(1, 1000000)",
    ])
    func `a query ends at its limit of memory, and the next one answers`(query: String) throws {
        let graph = try denseGraph()
        var options = RunOptions()
        options.valueCountMax = 20_000
        // So that the test ends if the limit does not hold.
        options.timeoutMilliseconds = 5_000
        #expect(try graph.problem(query, options: options)?.type == "LimitExceeded")
        #expect(try graph.number("MATCH (n) RETURN count(n)") == 14)
    }

    @Test func `what lists and paths hold counts for the limit of memory`() throws {
        let graph = try denseGraph()
        var options = RunOptions()
        options.valueCountMax = 20_000
        options.timeoutMilliseconds = 5_000
        for query in [
            "UNWIND range(1, 50) AS x RETURN collect(range(x, x + 2000)) AS lists",
            "UNWIND range(1, 50) AS x WITH range(x, x + 2000) AS list ORDER BY x RETURN count(list)",
            "UNWIND range(1, 50) AS x WITH DISTINCT range(x, x + 2000) AS list RETURN count(list)",
            "UNWIND range(1, 40) AS x WITH x % 4 AS k, range(1, 1900) AS list UNWIND list AS y "
                + "RETURN k, size(collect(y)) AS n",
            "RETURN size([x IN range(1, 50) | range(x, x + 1000)])",
            "RETURN size(reduce(s = [], x IN range(1, 50) | s + [range(x, x + 1000)]))",
            "WITH reduce(s = 'ab', x IN range(1, 14) | s + s) AS text "
                + "UNWIND range(1, 50) AS x RETURN collect(text + toString(x)) AS texts",
            "UNWIND range(1, 50) AS x RETURN max({x: x, list: range(x, x + 1000)}) AS m, x",
            "MATCH p = (a)-[*..3]-(b) RETURN collect(nodes(p)) AS lists",
            "UNWIND range(1, 5000) AS x RETURN x AS a, x AS b, x AS c, x AS d, x AS e",
            "MATCH (a), (b), (c) RETURN a, b, c",
        ] {
            #expect(try graph.problem(query, options: options)?.type == "LimitExceeded", "\(query)")
        }
    }

    @Test(arguments: [
        "RETURN size(reduce(s = [], x IN range(1, 100000) | [s])) AS n",
        "RETURN reduce(s = 1, x IN range(1, 100000) | {a: s}) AS n",
        "RETURN size(reduce(s = [], x IN range(1, 100000) | [x, [s, x]])) AS n",
        "RETURN size(reduce(s = [], x IN range(1, 600) | s + [s])) AS n",
        "WITH reduce(s = [], x IN range(1, 300) | [s]) AS a "
            + "WITH reduce(s = a, x IN range(1, 300) | [s]) AS b RETURN b",
    ])
    func `lists nested without end are an error and no crash`(query: String) throws {
        let graph = try QueryGraph()
        #expect(try graph.problem(query)?.type == "LimitExceeded")
        #expect(
            try graph.number("RETURN size(reduce(s = [], x IN range(1, 400) | [s])) AS n") == 1)
    }

    @Test func `what is shared counts once, and what is let go counts no more`() throws {
        let graph = try denseGraph()
        var options = RunOptions()
        options.valueCountMax = 20_000
        for query in [
            "WITH range(1, 5000) AS list UNWIND range(1, 500) AS x WITH x, list ORDER BY -x "
                + "RETURN sum(size(list)) AS n",
            "WITH range(1, 5000) AS list UNWIND range(1, 500) AS x RETURN size(collect(list)) AS n",
            "UNWIND range(1, 500) AS x WITH x ORDER BY -x WITH x ORDER BY x WITH DISTINCT x "
                + "WITH collect(x) AS list UNWIND list AS x WITH x ORDER BY -x RETURN count(x) AS n",
            "UNWIND range(1, 300) AS x WITH x, size([y IN range(1, 1000) | y * x]) AS n "
                + "RETURN sum(n) AS n",
            "RETURN size(reduce(s = [], x IN range(1, 3000) | s + x)) AS n",
            "UNWIND range(1, 1000) AS x UNWIND range(1, 100) AS y RETURN max(toString(x * y)) AS n",
            "UNWIND range(1, 10000) AS x WITH range(x, x + 50) AS list ORDER BY -x LIMIT 3 "
                + "RETURN size(list) AS n LIMIT 1",
        ] {
            #expect(try graph.problem(query, options: options)?.message == nil, "\(query)")
        }
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

    @Test func `a query is cancelled from another thread while it runs`() throws {
        let graph = try denseGraph()
        let cancellation = Cancellation()
        let types = Mutex<[String?]>([])
        let cancelled = Mutex<ContinuousClock.Instant?>(nil)
        let ended = Mutex<ContinuousClock.Instant?>(nil)
        try runThreads([
            {
                var options = RunOptions()
                options.cancellation = cancellation
                options.timeoutMilliseconds = 10_000
                let problem = try graph.problem(
                    "MATCH p = (a)-[*]-(b) RETURN count(p)", options: options)
                ended.withLock { $0 = .now }
                types.withLock { $0.append(problem?.type) }
            },
            {
                // Something else runs meanwhile, and long enough for the other query to begin.
                for _ in 0..<100 { try graph.run("MATCH (a)--(b) RETURN count(*)") }
                cancelled.withLock { $0 = .now }
                cancellation.cancel()
            },
        ])
        #expect(types.withLock { $0 } == ["Cancelled"])
        let delay = try #require(ended.withLock { $0 }) - #require(cancelled.withLock { $0 })
        // The query may have to wait for a core before it can end.
        #expect(delay < .seconds(5), "\(delay)")
        #expect(try graph.number("MATCH (n) RETURN count(n)") == 14)
    }

    @Test func `one cancellation ends all queries that run with it`() throws {
        let graph = try denseGraph()
        let cancellation = Cancellation()
        let types = Mutex<[String?]>([])
        let query: @Sendable () throws -> Void = {
            var options = RunOptions()
            options.cancellation = cancellation
            options.timeoutMilliseconds = 2_000
            let problem = try graph.problem(
                "MATCH p = (a)-[*]-(b) RETURN count(p)", options: options)
            types.withLock { $0.append(problem?.type) }
        }
        try runThreads([
            query, query,
            {
                for _ in 0..<100 { try graph.run("MATCH (a)--(b) RETURN count(*)") }
                cancellation.cancel()
            },
        ])
        #expect(types.withLock { $0 } == ["Cancelled", "Cancelled"])
    }

    @Test func `a cancelled write leaves nothing behind`() throws {
        let graph = try denseGraph()
        let hash = try graph.database.contentHash()
        let cancellation = Cancellation()
        try runThreads([
            {
                var options = RunOptions()
                options.cancellation = cancellation
                options.timeoutMilliseconds = 10_000
                let problem = try graph.problem(
                    "MATCH p = (a)-[*]-(b) CREATE (:Trace)", options: options)
                #expect(problem?.type == "Cancelled")
            },
            {
                for _ in 0..<100 { try graph.run("MATCH (a)--(b) RETURN count(*)") }
                cancellation.cancel()
            },
        ])
        #expect(try graph.database.contentHash() == hash)
    }
}
