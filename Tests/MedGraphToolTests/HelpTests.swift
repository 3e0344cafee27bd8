import Foundation
import Testing

/// What `--help` prints where lines have 80 columns.
@Suite struct HelpTests {
    @Test(arguments: [
        "import", "query", "shell", "ndjson", "info", "check", "backup", "dump", "questions",
        "prompts", "generate", "corpus", "export",
    ])
    func `no line of the help is broken that was meant to be one`(command: String) throws {
        try withFolder([:]) { folder in
            let help = try run(["help", command], in: folder).output
            let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map(
                String.init)
            let usage = try #require(lines.firstIndex { $0.hasPrefix("USAGE") })
            #expect(lines[..<usage].allSatisfy { $0.count < 80 })
            var isExample = false
            for (line, next) in zip(lines[..<usage], lines[1...usage]) {
                isExample = line.hasPrefix("EXAMPLE") || isExample && !line.isEmpty
                // What goes on in a further line is indented under it.
                if isExample, !next.isEmpty { #expect(next.hasPrefix("  "), "\(next)") }
                // A line of prose that was broken for itself and then once more is short.
                guard !isExample, !line.isEmpty, !next.isEmpty,
                    !line.hasPrefix(" "), !next.hasPrefix(" ")
                else {
                    continue
                }
                let isTable = line.contains("  ")
                let word = next.prefix { $0 != " " }
                #expect(isTable || line.count + 1 + word.count >= 70, "\(line)")
            }
        }
    }
}
