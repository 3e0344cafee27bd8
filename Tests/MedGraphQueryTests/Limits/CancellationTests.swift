import MedGraph
import Synchronization
import TestSupport
import Testing

/// Queries that are ended from outside.
@Suite struct CancellationTests {
    @Test func `a query is cancelled from another thread while it runs`() throws {
        let graph = try QueryGraph.dense()
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
        let graph = try QueryGraph.dense()
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
        let graph = try QueryGraph.dense()
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
