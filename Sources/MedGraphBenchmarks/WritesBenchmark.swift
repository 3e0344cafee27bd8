import ArgumentParser
import Foundation
import MedGraph
import Synchronization

/// Makes relationships one a transaction and ten thousand a transaction, alone and while a thread
/// reads the same database.
struct WritesBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "writes",
        abstract: "Make relationships one by one and in batches, alone and beside a reader.",
        discussion: """
            DATABASE is a graph of the benchmark generator, imported with `--mapping bench`; a copy
            of it is written to. Commits do not wait for the disk, unless --sync is given. "rate" is
            relationships a second over the whole time, "busy" a second of the writing thread's own
            processor time, and "median" the time of one call. The reader counts the nodes within 3
            hops of one disease after another.
            """)

    @Argument(help: "The database.")
    var database: String

    @Option(help: "Transactions of one relationship each.")
    var singles = 20_000

    @Option(help: "Transactions of many relationships each.")
    var batches = 20

    @Option(help: "Relationships of a batch.")
    var batchSize = 10_000

    @Option(help: "The seed by which ends are drawn.")
    var seed: UInt64 = 7

    @Flag(help: "Wait until the disk has each commit.")
    var sync = false

    func run() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("medgraph-writes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let copy = folder.appendingPathComponent("graph.mdb").path
        var options = Database.Options()
        options.isReadOnly = true
        try Database.open(path: database, options: options).backup(to: copy)
        options = Database.Options()
        options.isDurable = sync
        var writer = try RelationshipWriter(
            try Database.open(path: copy, options: options), seed: seed)

        var table = Table(["", "rate", "busy", "median", "Q3, k = 3", "reads"])
        for isReading in [false, true] {
            let beside = isReading ? ", beside a reader" : ""
            table.add(
                try writer.measure("one a transaction\(beside)", singles, of: 1, isReading))
            table.add(
                try writer.measure(
                    "\(batchSize) a transaction\(beside)", batches, of: batchSize, isReading))
        }
        let reader = ReachReader(writer.database, writer.diseases)
        table.add(["no writer", "–", "–", "–"] + reader.stop(after: 1))
        table.show()
        try writer.check()
    }
}

/// Makes relationships between diseases and symptoms that are drawn.
private struct RelationshipWriter {
    let database: Database
    let diseases: [QueryValue]
    private let symptoms: [QueryValue]
    private var generator: SplitMix64
    private var madeCount = 0

    private static let single = """
        MATCH (a:Disease {id: $a}), (b:Symptom {id: $b}) CREATE (a)-[:W {x: 1}]->(b)
        """
    private static let batch = """
        UNWIND $rows AS row MATCH (a:Disease {id: row.a}), (b:Symptom {id: row.b}) \
        CREATE (a)-[:W {x: 1}]->(b)
        """

    init(_ database: Database, seed: UInt64) throws {
        self.database = database
        diseases = try database.run("MATCH (d:Disease) RETURN d.id").values.map { $0[0] }
        symptoms = try database.run("MATCH (s:Symptom) RETURN s.id").values.map { $0[0] }
        guard !diseases.isEmpty, !symptoms.isEmpty else {
            throw ValidationError("the database has no diseases or no symptoms")
        }
        generator = SplitMix64(seed: seed)
    }

    /// Runs `count` transactions of `size` relationships.
    ///
    /// - Returns: a row of the table.
    mutating func measure(
        _ name: String, _ count: Int, of size: Int, _ isReading: Bool
    ) throws -> [String] {
        let statement = try database.prepare(size == 1 ? Self.single : Self.batch)
        let parameters = (0..<count).map { _ in
            let rows = (0..<size).map { _ in pair() }
            return size == 1
                ? rows[0]
                : ["rows": .list(rows.map { .map(QueryMap($0.map { ($0.key, $0.value) })) })]
        }
        let reader = isReading ? ReachReader(database, diseases) : nil
        var timing = Timing()
        let processor = ProcessorClock.threadNanoseconds
        for values in parameters { _ = try timing.measure { try statement.run(values) } }
        madeCount += count * size
        let seconds = timing.nanoseconds.reduce(0, +) / 1e9
        let busy = (ProcessorClock.threadNanoseconds - processor) / 1e9
        let made = Double(count * size)
        return [
            name, "\(Int(made / seconds)) / s", "\(Int(made / busy)) / s", timing.median.shown,
        ] + (reader?.stop() ?? ["–", "–"])
    }

    private mutating func pair() -> [String: QueryValue] {
        [
            "a": diseases[Int(generator.next() % UInt64(diseases.count))],
            "b": symptoms[Int(generator.next() % UInt64(symptoms.count))],
        ]
    }

    /// Looks whether everything that was made is there, seen from both of its ends.
    func check() throws {
        for pattern in ["(:Disease)-[r:W]->()", "(:Symptom)<-[r:W]-()"] {
            let found = try database.run("MATCH \(pattern) RETURN count(r), sum(r.x)").values[0]
            guard case .integer(let count) = found[0], case .integer(let sum) = found[1],
                count == Int64(madeCount), sum == count
            else {
                print("DIFFERENT: \(madeCount) relationships were made, and \(found) found")
                throw ExitCode.failure
            }
        }
    }
}

/// A thread that counts the nodes within three hops of one disease after another.
private final class ReachReader: Sendable {
    private struct State {
        var isStopped = false
        var timing = Timing()
        var failure: (any Error)?
    }

    private let state = Mutex(State())
    private let finished = DispatchSemaphore(value: 0)

    private static let text = """
        MATCH (d:Disease {id: $id})-[*1..3]-(b) WHERE b.id <> $id RETURN count(DISTINCT b)
        """

    init(_ database: Database, _ diseases: [QueryValue]) {
        Thread { [self] in
            do {
                let statement = try database.prepare(Self.text)
                var index = 0
                while !state.withLock({ $0.isStopped }) {
                    let start = ContinuousClock.now
                    _ = try statement.run(["id": diseases[index % diseases.count]])
                    let time = start.duration(to: .now).nanoseconds
                    state.withLock { $0.timing.add(time) }
                    index += 1
                }
            } catch { state.withLock { $0.failure = error } }
            finished.signal()
        }.start()
    }

    /// Ends the thread.
    ///
    /// - Returns: the median time of a query, and how many there were, or what went wrong.
    func stop(after seconds: Double = 0) -> [String] {
        Thread.sleep(forTimeInterval: seconds)
        state.withLock { $0.isStopped = true }
        finished.wait()
        return state.withLock { state in
            if let failure = state.failure { return ["\(failure)", "–"] }
            return [state.timing.median.shown, "\(state.timing.nanoseconds.count)"]
        }
    }
}
