import ArgumentParser
import Foundation

/// Times a new process that opens a database and answers one look-up.
struct ColdBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cold",
        abstract: "Open a database in a new process and answer one look-up by code.",
        discussion: "The whole process counts, from its start to its end, printing included.")

    @Argument(help: "A graph of the benchmark generator.")
    var database: String

    @Option(help: "Runs; the median counts.")
    var runs = 21

    func run() throws {
        let timing = try Self.measure(database, runs: runs)
        print("cold start and Q1: \(timing.median.shown) (median of \(runs) processes)")
    }

    static func measure(_ database: String, runs: Int) throws -> Timing {
        let tool = try ChildProcess.sibling("medgraph")
        var timing = Timing()
        for run in 0..<runs {
            let code = "DIS" + String(repeating: "0", count: 4) + String(100 + run * 37 % 900)
            let (output, time) = try ChildProcess.run(
                tool,
                [
                    "query", database, "--param", "code=\(code)", "--format", "csv",
                    "MATCH (d:Disease {code: $code}) RETURN d.id, d.name",
                ])
            guard output.split(separator: 0x0A).count == 2 else {
                throw ValidationError("the database has no disease with the code \(code)")
            }
            timing.add(time)
        }
        return timing
    }
}
