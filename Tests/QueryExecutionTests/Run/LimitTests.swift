import MedGraph
import TestSupport
import Testing

/// How a query ends that takes too much.
@Suite struct LimitTests {
    private let database: Database

    init() throws {
        var options = Database.Options()
        options.isDurable = false
        database = try ScratchDatabase.open(options)
    }

    private func type(_ query: String, _ options: RunOptions) -> String? {
        do {
            _ = try database.run(query, options: options)
            return nil
        } catch .query(let problems) { return problems[0].type } catch { return "\(error)" }
    }

    @Test(arguments: [
        "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(*)",
        "RETURN reduce(s = 0, x IN range(1, 30000000) | s + x)",
        "RETURN size([x IN range(1, 30000000) WHERE x % 2 = 0])",
        "RETURN any(x IN range(1, 30000000) WHERE x < 0)",
    ])
    func `a query ends at its time limit, and soon`(query: String) {
        var options = RunOptions()
        options.timeoutMilliseconds = 50
        let time = processorTime { #expect(type(query, options) == "Timeout") }
        #expect(time < .seconds(2))
    }

    @Test func `a query ends at its limit of rows`() {
        var options = RunOptions()
        options.rowCountMax = 10
        #expect(type("UNWIND range(1, 11) AS x RETURN x", options) == "LimitExceeded")
        #expect(type("UNWIND range(1, 10) AS x RETURN x", options) == nil)
    }

    @Test(arguments: [
        "RETURN range(1, 100000)",
        "UNWIND range(1, 500) AS x UNWIND range(1, 500) AS y "
            + "RETURN collect(x)",
        "UNWIND range(1, 500) AS x UNWIND range(1, 500) AS y RETURN DISTINCT x, y",
        "UNWIND range(1, 500) AS x UNWIND range(1, 500) AS y RETURN x ORDER BY y",
    ])
    func `a query ends at its limit of memory`(query: String) {
        var options = RunOptions()
        options.valueCountMax = 10_000
        #expect(type(query, options) == "LimitExceeded")
    }

    @Test func `a cancelled query ends`() {
        var options = RunOptions()
        let cancellation = Cancellation()
        options.cancellation = cancellation
        cancellation.cancel()
        #expect(type("UNWIND range(1, 10000) AS x RETURN x", options) == "Cancelled")
    }

    @Test func `a query that fails changes nothing`() throws {
        #expect(type("CREATE (:A) WITH 1 AS x RETURN x / 0", RunOptions()) == "ArgumentError")
        #expect(try database.run("MATCH (n) RETURN count(n) AS n")[0]["n", as: Int.self] == 0)
    }
}
