package import Diagnostics
internal import GRDB
package import JSONRecords

/// What a generator has done in a corpus.
package struct GeneratorStatistics: Sendable {
    package let generator: GeneratorDescription
    /// Prompts by state.
    package let waitingCount: Int
    package let doneCount: Int
    package let failedCount: Int
    /// Failed prompts by kind of failure, the most frequent first.
    package let failures: [(kind: String, count: Int)]
    /// Requests of all runs, also those that failed and were sent again.
    package let requestCount: Int
    /// Of the notes whose server counted them.
    package let promptTokenCount: Int
    package let completionTokenCount: Int
    let id: GeneratorID
}

extension Corpus {
    /// How many prompts there are.
    package func promptCount() throws(InputError) -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM prompt") ?? 0 }
    }

    /// What was done by each generator, in the order of their first runs.
    package func generatorStatistics() throws(InputError) -> [GeneratorStatistics] {
        try read { database in
            try Row.fetchAll(database, sql: Self.generatorQuery).map { row in
                let id = GeneratorID(rawValue: row["id"])
                return GeneratorStatistics(
                    generator: GeneratorDescription(
                        name: row["name"], model: row["model"],
                        settings: try JSONParser.parse(row["settings"] as String)),
                    waitingCount: row["waiting"], doneCount: row["done"],
                    failedCount: row["failed"], failures: try Self.failures(of: id, database),
                    requestCount: row["requests"], promptTokenCount: row["prompt_tokens"],
                    completionTokenCount: row["completion_tokens"], id: id)
            }
        }
    }

    private static let generatorQuery = """
        SELECT generator.*,
            (SELECT count(*) FROM work WHERE generator = generator.id AND state = 'waiting')
                AS waiting,
            (SELECT count(*) FROM work WHERE generator = generator.id AND state = 'done') AS done,
            (SELECT count(*) FROM work WHERE generator = generator.id AND state = 'failed')
                AS failed,
            (SELECT coalesce(sum(request_count), 0) FROM work WHERE generator = generator.id)
                AS requests,
            (SELECT coalesce(sum(prompt_tokens), 0) FROM note WHERE generator = generator.id)
                AS prompt_tokens,
            (SELECT coalesce(sum(completion_tokens), 0) FROM note WHERE generator = generator.id)
                AS completion_tokens
        FROM generator ORDER BY id
        """

    private static func failures(
        of generator: GeneratorID, _ database: Database
    ) throws -> [(kind: String, count: Int)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT failure, count(*) AS number FROM work
                WHERE generator = ? AND state = 'failed'
                GROUP BY failure ORDER BY number DESC, failure
                """, arguments: [generator.rawValue]
        ).map { (kind: $0["failure"], count: $0["number"]) }
    }

    /// The texts and scores of a generator's notes, one after the other.
    package func forEachScore(
        of statistics: GeneratorStatistics, _ body: (_ text: String, _ scores: JSONValue) -> Void
    ) throws(InputError) {
        try read { database in
            let rows = try Row.fetchCursor(
                database, sql: "SELECT text, scores FROM note WHERE generator = ? ORDER BY id",
                arguments: [statistics.id.rawValue])
            while let row = try rows.next() {
                body(row["text"], try JSONParser.parse(row["scores"] as String))
            }
        }
    }
}
