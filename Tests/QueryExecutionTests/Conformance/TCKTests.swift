import Foundation
import LanguageTestSupport
import Testing

/// The scenarios of the openCypher Technology Compatibility Kit, run through the program.
@Suite(
    .enabled(
        if: TCKScenario.folder != nil,
        "the feature files lie beside the checkout, which is alone here"))
struct TCKTests {
    /// Scenarios that are known to fail, one a line; nothing else may.
    private static let knownFailures = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "known-failures.txt")

    @Test func `the core of the language does what the scenarios say`() throws {
        let runner = try #require(TCKScenario.folder).deletingLastPathComponent()
            .appending(path: "runner/tck.py")
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "medgraph")
        let results = FileManager.default.temporaryDirectory
            .appending(path: "tck-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: results) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", runner.path, "run", "--command", program.path + " ndjson", "--features",
            TCKScenario.folder!.path, "--errors", "exact", "--effects", "both", "--out",
            results.path,
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()

        let known = Set(
            try String(contentsOf: Self.knownFailures, encoding: .utf8).split(separator: "\n")
                .filter { !$0.hasPrefix("#") }.map(String.init))
        var passed = 0
        for line in try String(contentsOf: results, encoding: .utf8).split(separator: "\n") {
            let result = try JSONDecoder().decode(Outcome.self, from: Data(line.utf8))
            switch result.outcome {
            case "pass": passed += 1
            case "skip": break
            // What is not there yet must at least be refused, and never answered wrongly.
            case "fail-error" where !(result.profile ?? "").hasPrefix("core"): break
            default: #expect(known.contains(result.id), "\(result.outcome): \(result.id)")
            }
        }
        #expect(passed >= 1822)
    }

    private struct Outcome: Decodable {
        var id: String
        var outcome: String
        var profile: String?
    }
}
