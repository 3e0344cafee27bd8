import MedGraph
import TestSupport
import Testing

/// Draws of very many rows, and how they end.
@Suite struct SampleLimitTests {
    /// How long after its limit a draw may still compute.
    #if DEBUG
        private static let delayMax = Duration.seconds(1)
    #else
        private static let delayMax = Duration.milliseconds(100)
    #endif

    /// More than the draws of the tests need.
    private static let valueCountMax = 1 << 30

    @Test(arguments: [
        "UNWIND range(1, 5) AS x RETURN x SAMPLE 50000000 WITH REPLACEMENT SEED 1",
        "UNWIND range(1, 5) AS x RETURN x SAMPLE 50000000 WEIGHTED BY x WITH REPLACEMENT SEED 1",
        "UNWIND range(1, 5) AS x RETURN x "
            + "SAMPLE 50000000 WEIGHTED BY exp(x) WITH REPLACEMENT SEED 1",
        "UNWIND range(1, 9000) AS x RETURN x SAMPLE 50000000 WITH REPLACEMENT SEED 1",
        "UNWIND range(1, 10) AS x RETURN x SAMPLE 5000000 PER x % 2 WITH REPLACEMENT SEED 1",
    ])
    func `a draw with replacement of millions stops soon after its time limit`(
        query: String
    ) throws {
        let graph = try QueryGraph()
        var options = RunOptions()
        options.valueCountMax = Self.valueCountMax
        options.timeoutMilliseconds = 400
        var type: String?
        let time = try processorTime { type = try graph.problem(query, options: options)?.type }
        #expect(type == "Timeout")
        #expect(time < .milliseconds(400) + Self.delayMax, "\(time)")
    }

    @Test(arguments: [
        "UNWIND range(1, 5) AS x WITH x SAMPLE 10000 WITH REPLACEMENT RETURN count(x) AS n",
        "UNWIND range(1, 6) AS x WITH x SAMPLE 10000 PER x % 2 WITH REPLACEMENT "
            + "RETURN count(x) AS n",
        "UNWIND range(1, 5) AS x WITH x SAMPLE 9223372036854775807 WITH REPLACEMENT "
            + "RETURN count(x) AS n",
        "UNWIND range(1, 5000) AS x WITH x SAMPLE 5000 RETURN count(x) AS n",
        "UNWIND range(1, 5000) AS x WITH x SAMPLE BERNOULLI 0.5 RETURN count(x) AS n",
    ])
    func `the room of a draw counts for the limit of memory`(query: String) throws {
        let graph = try QueryGraph()
        var options = RunOptions()
        options.valueCountMax = 20_000
        options.timeoutMilliseconds = 5_000
        #expect(try graph.problem(query, options: options)?.type == "LimitExceeded")
    }

    @Test func `a draw that needs more than the usual limit of memory ends at once`() throws {
        let graph = try QueryGraph()
        var options = RunOptions()
        options.timeoutMilliseconds = 5_000
        let query = "UNWIND range(1, 5) AS x RETURN x SAMPLE 50000000 WITH REPLACEMENT SEED 1"
        var type: String?
        let time = try processorTime { type = try graph.problem(query, options: options)?.type }
        #expect(type == "LimitExceeded")
        #expect(time < Self.delayMax, "\(time)")
    }

    @Test func `the room of a draw counts once for all groups and is let go behind the draw`()
        throws
    {
        let graph = try QueryGraph()
        var options = RunOptions()
        options.valueCountMax = 20_000
        for query in [
            "UNWIND range(1, 1000) AS x WITH x SAMPLE 100 PER x % 100 WITH REPLACEMENT "
                + "RETURN count(x) AS n",
            "UNWIND range(1, 100) AS y UNWIND range(1, 10) AS x WITH y, x SAMPLE 1000 SEED 1 "
                + "WITH y, x SAMPLE 1000 SEED 2 RETURN count(x) AS n",
            "UNWIND range(1, 5) AS x WITH x SAMPLE 1500 WITH REPLACEMENT "
                + "WITH x SAMPLE 4 WITH REPLACEMENT RETURN count(x) AS n",
            "UNWIND range(1, 5) AS x WITH x SAMPLE 5000 WITH REPLACEMENT RETURN count(x) AS n "
                + "UNION ALL UNWIND range(1, 5) AS x WITH x SAMPLE 5000 WITH REPLACEMENT "
                + "RETURN count(x) AS n",
        ] {
            #expect(try graph.problem(query, options: options)?.message == nil, "\(query)")
        }
    }
}
