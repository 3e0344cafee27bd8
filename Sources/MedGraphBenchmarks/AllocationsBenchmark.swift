import AllocationCounter
import ArgumentParser
import Foundation
import MedGraph

/// Counts how often queries ask for memory: unlike times, that is the same in each run.
struct AllocationsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocations",
        abstract: "Count allocations of the queries, on a small graph of its own.",
        discussion: """
            Each query runs on all of its parameters until what runs keep is made; then the \
            allocations of a pass are counted, those of the result included. With --check the \
            command fails when a query allocates more than the table in \
            `AllocationThreshold.swift` allows.
            """)

    @Flag(help: "Fail when a query allocates more than it may.")
    var check = false

    func run() throws {
        let graph = try SmallGraph()
        defer { graph.remove() }
        let questions = try QueryQuestions(graph.database, seed: 7)
        var table = Table(["row", "allocations per run", "allowed", "rows, mean"])
        var excess: [String] = []
        for row in QueryRow.all {
            let (count, rowCount) = try measure(row, questions, graph.database)
            let allowed = AllocationThreshold.perRun[row.name]
            table.add([
                row.name, "\(count.rounded(to: 1))", allowed.map { "\($0)" } ?? "–",
                "\(rowCount.rounded(to: 1))",
            ])
            if let allowed, count > allowed { excess.append(row.name) }
            if allowed == nil { excess.append("\(row.name) (not in the table)") }
        }
        table.show()
        guard check, !excess.isEmpty else { return }
        throw ValidationError("more allocations than allowed: \(excess.joined(separator: ", "))")
    }

    private func measure(
        _ row: QueryRow, _ questions: QueryQuestions, _ database: Database
    ) throws -> (count: Double, rowCount: Double) {
        let statement = try database.prepare(row.text)
        let parameters = row.parameters(questions)
        for _ in 0..<4 { for values in parameters { _ = try statement.run(values) } }
        var rowCount = 0
        let before = allocation_count()
        for values in parameters { rowCount += try statement.run(values).count }
        let count = allocation_count() - before
        let runCount = Double(parameters.count)
        return (Double(count) / runCount, Double(rowCount) / runCount)
    }
}

/// A graph of the labels and types of the benchmark, the same each time.
private struct SmallGraph {
    let database: Database
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("medgraph-allocations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var options = Database.Options()
        options.isDurable = false
        database = try Database.open(
            path: folder.appendingPathComponent("graph.mdb").path, options: options)
        let load = try database.beginLoad()
        try load.declareWeight(type: "HAS_SYMPTOM", property: "weight")
        _ = try load.commit()
        for statement in Self.statements { _ = try database.run(statement) }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    private static let statements = [
        "CREATE CONSTRAINT FOR (d:Disease) REQUIRE d.id IS UNIQUE",
        "CREATE CONSTRAINT FOR (s:Symptom) REQUIRE s.id IS UNIQUE",
        "CREATE CONSTRAINT FOR (x:Drug) REQUIRE x.id IS UNIQUE",
        "CREATE INDEX FOR (d:Disease) ON (d.code)",
        """
        UNWIND range(0, 299) AS i \
        CREATE (:Disease {id: i, code: 'D' + toString(i), name: 'disease ' + toString(i)})
        """,
        "UNWIND range(300, 399) AS i CREATE (:Symptom {id: i})",
        "UNWIND range(400, 449) AS i CREATE (:Drug {id: i})",
        """
        MATCH (d:Disease) MATCH (s:Symptom) WHERE (d.id * 7 + s.id * 13) % 11 < 2 \
        CREATE (d)-[:HAS_SYMPTOM {weight: (1.0 + d.id * s.id % 10) / 10}]->(s)
        """,
        """
        MATCH (x:Drug) MATCH (d:Disease) WHERE (x.id * 5 + d.id * 3) % 29 = 0 \
        CREATE (x)-[:TREATS]->(d)
        """,
    ]
}
