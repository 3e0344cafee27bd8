import ArgumentParser
import Foundation

/// Loads a dataset with the `medgraph` beside this program, as a user does.
struct LoadBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Load a dataset several times, each into a new database.")

    @Argument(help: "The folder or the files.")
    var sources: [String]

    @Option(help: "The mapping.")
    var mapping = "bench"

    @Option(help: "Runs; the median counts.")
    var runs = 5

    @Flag(help: "Write the figures as JSON, times in nanoseconds.")
    var json = false

    /// The figures as programs read them.
    struct Summary: Codable {
        /// In nanoseconds.
        let median: Double
        /// The median of the processor's time, in nanoseconds.
        let processorMedian: Double
        /// The largest resident size of the loading process.
        let peakByteCount: Int
        let fileByteCount: Int
    }

    @Option(help: "Where to leave the last database; else it is removed.")
    var keep: String?

    func run() throws {
        let tool = try ChildProcess.sibling("medgraph")
        var timing = Timing()
        var processor = Timing()
        var peakByteCount = 0
        var fileByteCount = 0
        for run in 0..<runs {
            let folder = FileManager.default.temporaryDirectory
                .appendingPathComponent("medgraph-load-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let database = folder.appendingPathComponent("graph.mdb").path
            let process = Process()
            process.executableURL = tool
            process.arguments =
                ["import", database] + sources + ["--mapping", mapping, "--quiet"]
            let begin = ProcessorClock.childNanoseconds
            try timing.measure {
                try process.run()
                process.waitUntilExit()
            }
            guard process.terminationStatus == 0 else { throw ExitCode.failure }
            processor.add(ProcessorClock.childNanoseconds - begin)
            let attributes = try FileManager.default.attributesOfItem(atPath: database)
            fileByteCount = (attributes[.size] as? Int) ?? 0
            if run == 0 { peakByteCount = childPeakByteCount() }
            if let keep, run == runs - 1 {
                try FileManager.default.moveItem(atPath: database, toPath: keep)
            }
        }
        if json {
            let summary = Summary(
                median: timing.median, processorMedian: processor.median,
                peakByteCount: peakByteCount, fileByteCount: fileByteCount)
            print(String(decoding: try JSONEncoder().encode(summary), as: UTF8.self))
            return
        }
        print(
            "load: \(timing.median.shown) (median of \(runs)), peak memory "
                + "\(peakByteCount >> 20) MiB, database \(fileByteCount >> 20) MiB")
    }

    /// The largest resident size that any child had.
    private func childPeakByteCount() -> Int {
        var usage = rusage()
        // The structure outlives the call.
        unsafe getrusage(RUSAGE_CHILDREN.rawValue, &usage)
        return usage.ru_maxrss * 1024
    }
}
