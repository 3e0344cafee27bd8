import MedGraph
import QueryPlanning
import TestSupport
import Testing

/// Counted walks against rows.
@Suite struct CountedChainTests {
    @Test func `counts of walks are those of rows`() throws {
        var counted = 0
        var compared = 0
        for seed in RandomCases.seeds(150) {
            var random = SplitMix64(seed: seed)
            let graph = ChainGraph(&random)
            let database = try graph.database()
            for _ in 0..<12 {
                let query = ChainQuery(&random)
                let fast = try rows(query.text, database, .all)
                let slow = try rows(query.text, database, [])
                #expect(fast == slow, "seed \(seed)\n\(graph.script)\n\(query.text)")
                let escaped = try rows(query.escaped, database, .all)
                #expect(fast == escaped, "seed \(seed)\n\(graph.script)\n\(query.escaped)")
                compared += 1
                counted += try isCounted(query.text, database) ? 1 : 0
                #expect(try !isCounted(query.escaped, database))
            }
        }
        // A test of a rule that does not apply says nothing.
        #expect(counted * 3 > compared)
    }

    private func rows(
        _ query: String, _ database: Database, _ rules: RewriteRules
    ) throws -> [String] {
        var options = RunOptions()
        options.rules = rules
        return try database.run(query, parameters: ["bound": 3], options: options).values
            // Which of 2 and 2.0 stands for their group is not determined.
            .map { "\($0)".replacing("2.0", with: "2") }.sorted()
    }

    private func isCounted(_ query: String, _ database: Database) throws -> Bool {
        try database.explain(query).description.contains("CountedChain")
    }
}
