import Diagnostics
import Foundation
import Testing

@testable import QuerySyntax

/// Compares what the parser says with the files in `Golden`: the rendered diagnostics of a query
/// that is refused, the canonical text of one that is taken.
///
/// `MEDGRAPH_REWRITE_EXPECTATIONS=1 swift test --filter GoldenTests` rewrites the files.
@Suite("golden renderings")
struct GoldenTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")

    private static let rewrites =
        ProcessInfo.processInfo.environment["MEDGRAPH_REWRITE_EXPECTATIONS"] == "1"

    static let files = try! FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".golden") }.sorted()

    @Test("queries get the answers of the file", arguments: files)
    func golden(file: String) throws {
        let place = Self.folder.appending(path: file)
        let written = try String(contentsOf: place, encoding: .utf8)
        var rewritten = ""
        for item in Self.cases(of: written) {
            let answer = answer(to: item.query)
            if !Self.rewrites { #expect(answer == item.answer, "\(item.title)") }
            rewritten += "=== \(item.title)\n\(item.query)\n---\n\(answer)\n"
        }
        if Self.rewrites { try rewritten.write(to: place, atomically: true, encoding: .utf8) }
    }

    private func answer(to query: String) -> String {
        let source = SourceText(query)
        do throws(QueryError) {
            return SyntaxPrinter.text(of: try QueryParser.parse(source)) + "\n"
        } catch {
            return DiagnosticRenderer().render(error.diagnostics, in: source)
        }
    }

    /// Each case is a title behind `===`, a query, `---`, and the answer.
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
