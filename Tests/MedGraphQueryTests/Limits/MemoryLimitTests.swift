import MedGraph
import Testing

/// What a query may hold at once.
@Suite struct MemoryLimitTests {
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
        let graph = try QueryGraph.dense()
        var options = RunOptions()
        options.valueCountMax = 20_000
        // So that the test ends if the limit does not hold.
        options.timeoutMilliseconds = 5_000
        #expect(try graph.problem(query, options: options)?.type == "LimitExceeded")
        #expect(try graph.number("MATCH (n) RETURN count(n)") == 14)
    }

    @Test func `what lists and paths hold counts for the limit of memory`() throws {
        let graph = try QueryGraph.dense()
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
        let graph = try QueryGraph.dense()
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
}
