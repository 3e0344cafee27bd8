import ArgumentParser
import Foundation
import MedGraph

/// Runs the rows of the query benchmark in process, from their texts, through the public library.
struct QueriesBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queries",
        abstract: "Run the queries Q1 to Q10 on parameters drawn from the data.",
        discussion: """
            DATABASE is a graph of the benchmark generator, imported with `--mapping bench`. "engine"
            is the time that the engine states with the result, "call" what the caller waits. Both
            are medians over all calls behind the first pass.
            """)

    @Argument(help: "The database.")
    var database: String

    @Option(help: "Only these rows, such as q1,q6.")
    var rows: String?

    @Option(help: "A query of your own instead; $id and $code are those of a disease.")
    var text: String?

    @Option(help: "The seed by which parameters are drawn.")
    var seed: UInt64 = 7

    @Option(help: "Seconds for each row, at least one pass over its parameters.")
    var seconds = 2.0

    @Flag(help: "Write the medians as JSON, in nanoseconds.")
    var json = false

    /// The figures as programs read them.
    struct Summary: Codable {
        /// By row, in nanoseconds; rows that were given up are missing.
        let medians: [String: Double]
        /// The same of the processor's time.
        let processorMedians: [String: Double]
        /// The largest resident size of this process.
        let peakByteCount: Int
    }

    @Option(help: "Milliseconds after which a query is given up.")
    var timeout = 30_000

    func run() throws {
        var options = Database.Options()
        options.isReadOnly = true
        let database = try Database.open(path: database, options: options)
        let questions = try QueryQuestions(database, seed: seed)
        let wanted = rows.map { Set($0.split(separator: ",").map(String.init)) }
        var table = Table(["row", "engine", "call", "rows, mean", "calls"])
        var medians: [String: Double] = [:]
        var processorMedians: [String: Double] = [:]
        let own = text.map { text in
            QueryRow(name: "own", text: text) { questions in
                zip(questions.starts, questions.codes).map { ["id": $0, "code": $1] }
            }
        }
        for row in own.map({ [$0] }) ?? QueryRow.all where wanted?.contains(row.name) ?? true {
            let (cells, median, processorMedian) = try measure(row, questions, database)
            table.add(cells)
            medians[row.name] = median
            processorMedians[row.name] = processorMedian
        }
        guard json else { return table.show() }
        let summary = Summary(
            medians: medians, processorMedians: processorMedians,
            peakByteCount: ProcessMemory.peakByteCount)
        print(String(decoding: try JSONEncoder().encode(summary), as: UTF8.self))
    }

    private func measure(
        _ row: QueryRow, _ questions: QueryQuestions, _ database: Database
    ) throws -> (cells: [String], median: Double?, processorMedian: Double?) {
        let statement = try database.prepare(row.text)
        let parameters = row.parameters(questions)
        var options = RunOptions()
        options.timeoutMilliseconds = timeout
        var engine = Timing()
        var call = Timing()
        var processor = Timing()
        var rowCount = 0
        let start = ContinuousClock.now
        do {
            for values in parameters { _ = try statement.run(values, options: options) }
            repeat {
                for values in parameters {
                    let begin = ProcessorClock.threadNanoseconds
                    let result = try call.measure {
                        try statement.run(values, options: options)
                    }
                    processor.add(ProcessorClock.threadNanoseconds - begin)
                    engine.add(result.summary.elapsedMicroseconds * 1_000)
                    rowCount += result.count
                }
            } while ContinuousClock.now - start < .seconds(seconds)
        } catch MedGraphError.query(let problems) {
            return ([row.name, "–", "–", problems[0].type ?? problems[0].message, "0"], nil, nil)
        }
        let count = engine.nanoseconds.count
        let cells = [
            row.name, engine.median.shown, call.median.shown,
            "\((Double(rowCount) / Double(count)).rounded(to: 1))", "\(count)",
        ]
        return (cells, engine.median, processor.median)
    }
}

/// A query of the benchmark, and what it is asked with.
struct QueryRow {
    let name: String
    let text: String
    let parameters: @Sendable (QueryQuestions) -> [[String: QueryValue]]

    static let all = points + walks + wholes

    /// Queries about one node.
    private static let points = [
        QueryRow(
            name: "q1", text: "MATCH (d:Disease {code: $code}) RETURN d.id, d.name",
            parameters: { $0.codes.map { ["code": $0] } }),
        QueryRow(
            name: "q2",
            text: """
                MATCH (d:Disease {id: $id})-[r:HAS_SYMPTOM]->(s:Symptom) \
                RETURN s.id, r.weight ORDER BY r.weight DESC, s.id LIMIT 10
                """,
            parameters: { $0.starts.map { ["id": $0] } }),
        QueryRow(
            name: "q6",
            text: """
                MATCH (a:Disease {id: $a})-[:HAS_SYMPTOM]->(s:Symptom)<-[:HAS_SYMPTOM]-\
                (b:Disease {id: $b}) RETURN s.id ORDER BY s.id
                """,
            parameters: { ($0.pairs + $0.sharing).map { ["a": $0.0, "b": $0.1] } }),
        QueryRow(
            name: "q7",
            text: """
                MATCH (d:Disease {id: $id})-[r:HAS_SYMPTOM]->(s:Symptom) \
                RETURN s.id SAMPLE 5 WEIGHTED BY r.weight
                """,
            parameters: { $0.starts.map { ["id": $0] } }),
        QueryRow(
            name: "q7-per",
            text: """
                MATCH (d:Disease)-[r:HAS_SYMPTOM]->(s:Symptom) \
                RETURN d.id, s.id SAMPLE 5 PER d WEIGHTED BY r.weight
                """,
            parameters: { _ in [[:]] }),
    ]

    /// Queries that walk from one or two nodes.
    private static let walks =
        [1, 2, 3, 6].map { hops in
            QueryRow(
                name: "q3-\(hops)",
                text: """
                    MATCH (d:Disease {id: $id})-[*1..\(hops)]-(b) WHERE b.id <> $id \
                    RETURN count(DISTINCT b)
                    """,
                parameters: { $0.starts.prefix(hops == 6 ? 5 : 50).map { ["id": $0] } })
        } + [
            QueryRow(
                name: "q4",
                text: """
                    MATCH (s:Symptom)<-[:HAS_SYMPTOM]-(d:Disease)<-[:TREATS]-(x:Drug) \
                    WHERE s.id IN $ids RETURN x.id, count(*) AS c ORDER BY c DESC, x.id LIMIT 10
                    """,
                parameters: { $0.triples.map { ["ids": .list($0)] } }),
            QueryRow(
                name: "q5",
                text: """
                    MATCH (a:Disease {id: $id})-[:HAS_SYMPTOM]->(:Symptom)<-[:HAS_SYMPTOM]-\
                    (d:Disease)<-[:TREATS]-(x:Drug) WHERE d.id <> a.id \
                    RETURN x.id, count(*) AS c ORDER BY c DESC, x.id LIMIT 10
                    """,
                parameters: { $0.starts.prefix(100).map { ["id": $0] } }),
            QueryRow(
                name: "q8",
                text: """
                    MATCH (a:Disease {id: $a}), (b:Disease {id: $b}) \
                    MATCH p = shortestPath((a)-[*..15]-(b)) RETURN length(p)
                    """,
                parameters: { $0.pairs.map { ["a": $0.0, "b": $0.1] } }),
        ]

    /// Queries about the whole graph.
    private static let wholes = [
        QueryRow(
            name: "q9a", text: "MATCH ()-[r]->() RETURN type(r), count(*)",
            parameters: { _ in [[:]] }),
        QueryRow(
            name: "q9b",
            text: """
                MATCH (s:Symptom)<-[r:HAS_SYMPTOM]-(:Disease) \
                RETURN s.id, sum(r.weight) AS w ORDER BY w DESC LIMIT 10
                """,
            parameters: { _ in [[:]] }),
        QueryRow(
            name: "q10",
            text: """
                MATCH (a:Disease)-[:HAS_SYMPTOM]->(:Symptom)<-[:HAS_SYMPTOM]-(b:Disease) \
                WHERE a.id < b.id WITH a, b, count(*) AS c WHERE c >= 3 RETURN count(*)
                """,
            parameters: { _ in [[:]] }),
    ]
}

/// What the queries are asked with, drawn from the graph.
struct QueryQuestions: Sendable {
    /// Codes of diseases.
    private(set) var codes: [QueryValue] = []
    /// Keys of diseases.
    private(set) var starts: [QueryValue] = []
    /// Three symptoms of one disease.
    private(set) var triples: [[QueryValue]] = []
    /// Two diseases.
    private(set) var pairs: [(QueryValue, QueryValue)] = []
    /// Two diseases that have a symptom in common.
    private(set) var sharing: [(QueryValue, QueryValue)] = []

    init(_ database: Database, seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let diseases = try database.run("MATCH (d:Disease) RETURN d.id, d.code ORDER BY d.id")
        guard diseases.count > 1 else {
            throw ValidationError("the database has no diseases; import it with --mapping bench")
        }
        func one() -> [QueryValue] {
            diseases[Int.random(in: 0..<diseases.count, using: &generator)].values
        }
        for _ in 0..<200 {
            let disease = one()
            starts.append(disease[0])
            codes.append(one()[1])
        }
        for _ in 0..<100 { pairs.append((one()[0], one()[0])) }
        let symptoms = try database.prepare(
            "MATCH (d:Disease {id: $id})-[:HAS_SYMPTOM]->(s) RETURN s.id ORDER BY s.id")
        let bearers = try database.prepare(
            "MATCH (s:Symptom {id: $id})<-[:HAS_SYMPTOM]-(d) RETURN d.id ORDER BY d.id")
        for _ in 0..<1_000 where triples.count < 100 {
            let disease = one()[0]
            let own = try symptoms.run(["id": disease]).map { $0.values[0] }
            guard own.count >= 3 else { continue }
            triples.append(Array(own.shuffled(using: &generator).prefix(3)))
            let shared = own[Int.random(in: 0..<own.count, using: &generator)]
            let others = try bearers.run(["id": shared]).map { $0.values[0] }
            sharing.append((disease, others[Int.random(in: 0..<others.count, using: &generator)]))
        }
    }
}
