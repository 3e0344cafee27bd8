import ArgumentParser
import Foundation

/// Everything that can be measured on this machine, one after the other.
struct AllBenchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all",
        abstract: "Generate a graph, and run all benchmarks on it.",
        discussion: "With --floor, searches are measured beside the C program at that path.")

    @Option(help: "The scale of the graph.")
    var scale = 1.0

    @Option(help: "The C program to compile and run beside the searches.")
    var floor: String?

    func run() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("medgraph-benchmark-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        print("## Storage wrapper\n")
        try LMDBBenchmark.parse([]).run()
        print("\n## Load, scale \(scale)\n")
        try SyntheticGraph(scale: scale, seed: 1).write(to: folder)
        let database = folder + "/graph.mdb"
        try LoadBenchmark.parse([folder, "--keep", database]).run()
        print("\n## Nodes within k hops, scale \(scale)\n")
        let beside = floor.map { ["--data", folder, "--floor", $0] } ?? []
        try HopsBenchmark.parse([database] + beside).run()
        print("\n## Queries, scale \(scale)\n")
        try QueriesBenchmark.parse([database]).run()
    }
}
