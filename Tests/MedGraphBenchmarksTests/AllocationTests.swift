import Foundation
import Testing

/// Queries that ran before ask for little memory, and for none for each row on the way.
@Suite struct AllocationTests {
    /// The program that counts, beside that of the tests.
    private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("MedGraphBenchmarks")

    @Test func `no query of the benchmark allocates more than its threshold`() throws {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = ["allocations", "--check"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: text, as: UTF8.self))")
    }
}
