import ArgumentParser
import Foundation

/// Runs programs that stand beside this one.
enum ChildProcess {
    /// A program of the package, built beside this one.
    static func sibling(_ name: String) throws -> URL {
        let url = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent(name)
        guard FileManager.default.isExecutableFile(atPath: url.path) else {
            throw ValidationError("build the product `\(name)` first")
        }
        return url
    }

    /// Runs a program to its end, and gives what it wrote and how long it took.
    static func run(_ program: URL, _ arguments: [String]) throws -> (output: Data, time: Double) {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        var timing = Timing()
        let output = try timing.measure {
            try process.run()
            // The pipe ends with the program; Foundation looks only now and then whether it has.
            return pipe.fileHandleForReading.readDataToEndOfFile()
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode.failure }
        return (output, timing.median)
    }
}

/// What a process has used of memory.
enum ProcessMemory {
    /// The largest resident size of this process so far, in bytes.
    static var peakByteCount: Int {
        var usage = rusage()
        // The structure outlives the call.
        unsafe getrusage(RUSAGE_SELF.rawValue, &usage)
        return usage.ru_maxrss * 1024
    }
}
