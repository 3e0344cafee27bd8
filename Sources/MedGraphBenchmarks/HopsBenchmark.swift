import ArgumentParser
import Foundation
import GraphModel
import GraphStore
import LMDB
import QueryExecution

/// Counts the nodes within k hops, beside the same search over arrays in C.
struct HopsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hops",
        abstract: "Count nodes within k hops, any type, either direction.",
        discussion: """
            DATABASE is a graph of the benchmark generator, imported with `--mapping bench`; DATA
            are its CSV files, which the C program reads. Both answer the same questions in turn,
            and their answers are compared.
            """)

    @Argument(help: "The database.")
    var database: String

    @Option(help: "The folder with the CSV files.")
    var data: String?

    @Option(help: "The C program to compile and run beside.")
    var floor: String?

    @Option(help: "Start nodes for each k.")
    var starts = 100

    @Option(help: "Passes over the starts.")
    var passes = 5

    func run() throws {
        let store = try Store.open(path: database)
        let floor = try floor.map { try FloorProgram(source: $0, data: data ?? "") }
        var generator = SplitMix64(seed: 7)
        let ids = (0..<starts).map { _ in Int64(generator.next() % 10_000) }
        let snapshot = try store.snapshot()
        guard
            let index = snapshot.catalog.labels.id(of: "Disease")
                .flatMap({ snapshot.catalog.identityIndex(of: $0) })
        else { throw ValidationError("the database has no diseases with a key") }
        let nodes = try ids.map { try snapshot.graph.nodes(in: index.id, equalTo: .integer($0))[0] }
        let search = ReachabilitySearch(nodeBound: snapshot.nodeBound)

        var cold = Timing()
        _ = try cold.measure { try search.count(within: 3, of: nodes[0], in: snapshot) }
        print("first query on a cold directory, k = 3: \(cold.median.shown)")
        var touched = 0
        for node in nodes { touched += try search.count(within: 6, of: node, in: snapshot) }

        var table = Table(["k", "MedGraph", "C floor", "ratio", "nodes, mean"])
        for hops in [1, 2, 3, 6] {
            var timing = Timing()
            var floorTiming = Timing()
            var ratios = Timing()
            var sum = 0
            for _ in 0..<passes {
                for (id, node) in zip(ids, nodes) {
                    let count = try timing.measure {
                        try search.count(within: hops, of: node, in: snapshot)
                    }
                    sum += count
                    guard let floor else { continue }
                    let answer = try floor.ask("q3 \(id) \(hops)")
                    guard answer.value == count else {
                        print("DIFFERENT at \(id), k = \(hops): \(count), C says \(answer.value)")
                        throw ExitCode.failure
                    }
                    floorTiming.add(answer.nanoseconds)
                    ratios.add((timing.nanoseconds.last ?? 0) / max(answer.nanoseconds, 1))
                }
            }
            table.add([
                "\(hops)", timing.median.shown, floor == nil ? "–" : floorTiming.median.shown,
                floor == nil ? "–" : "\(ratios.median.rounded(to: 2))",
                "\(sum / (passes * nodes.count))",
            ])
        }
        table.show()
        floor?.end()
        store.park(snapshot)
    }
}

/// The C program of the benchmark folder: a line in, nanoseconds and an answer out.
final class FloorProgram {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    /// Compiles and starts the program.
    init(source: String, data: String) throws {
        let binary = FileManager.default.temporaryDirectory
            .appendingPathComponent("medgraph-floor-\(ProcessInfo.processInfo.processIdentifier)")
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = ["gcc", "-O3", "-march=native", "-o", binary.path, source, "-lm"]
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else {
            throw ValidationError("the C program does not compile")
        }
        process.executableURL = binary
        process.arguments = [data]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        _ = try readLine()
        try FileManager.default.removeItem(at: binary)
    }

    /// Sends a question, and waits for the answer.
    func ask(_ question: String) throws -> (nanoseconds: Double, value: Int) {
        input.fileHandleForWriting.write(Data((question + "\n").utf8))
        let words = try readLine().split(separator: " ")
        guard words.count == 2, let nanoseconds = Double(words[0]), let value = Int(words[1]) else {
            throw ValidationError("the C program answers strangely")
        }
        return (nanoseconds, value)
    }

    func end() {
        input.fileHandleForWriting.closeFile()
        process.waitUntilExit()
    }

    private func readLine() throws -> String {
        var line: [UInt8] = []
        while true {
            let byte = output.fileHandleForReading.readData(ofLength: 1)
            guard let byte = byte.first else { throw ValidationError("the C program ended") }
            if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
    }
}

/// A small generator of random numbers, the same everywhere.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
