import Foundation
import Testing

/// A file of queries and the answers expected to them.
///
/// Each case is a title behind `===`, a query, `---`, and the answer.
/// `MEDGRAPH_REWRITE_EXPECTATIONS=1 swift test --filter GoldenTests` rewrites the answers.
package struct GoldenFile {
    /// The names of the files in the folder `Golden` beside a test file.
    package static func names(beside testFile: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder(testFile).path)
        return (names ?? []).filter { $0.hasSuffix(".golden") }.sorted()
    }

    /// Compares the answers of `answer` with those in a file.
    package static func check(
        _ name: String, beside testFile: String, answer: (String) -> String
    ) throws {
        let place = folder(testFile).appending(path: name)
        let written = try String(contentsOf: place, encoding: .utf8)
        var rewritten = ""
        for item in cases(of: written) {
            let given = answer(item.query)
            if !rewrites { #expect(given == item.answer, "\(item.title)") }
            rewritten += "=== \(item.title)\n\(item.query)\n---\n\(given)\n"
        }
        if rewrites { try rewritten.write(to: place, atomically: true, encoding: .utf8) }
    }

    private static let rewrites =
        ProcessInfo.processInfo.environment["MEDGRAPH_REWRITE_EXPECTATIONS"] == "1"

    private static func folder(_ testFile: String) -> URL {
        URL(fileURLWithPath: testFile).deletingLastPathComponent().appending(path: "Golden")
    }

    private static func cases(of text: String) -> [(title: String, query: String, answer: String)] {
        text.split(separator: "=== ", omittingEmptySubsequences: true).map { block in
            let title = block.prefix { $0 != "\n" }
            let parts = block.dropFirst(title.count + 1).split(
                separator: "\n---\n", maxSplits: 1, omittingEmptySubsequences: false)
            let answer =
                parts.count > 1 ? parts[1].dropLast(parts[1].hasSuffix("\n\n") ? 1 : 0) : ""
            return (String(title), String(parts[0]), String(answer))
        }
    }
}
