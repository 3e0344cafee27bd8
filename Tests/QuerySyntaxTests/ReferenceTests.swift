import Diagnostics
import Foundation
import LanguageTestSupport
import Testing

@testable import QuerySyntax

@Suite("examples of Grammar/reference.md")
struct ReferenceTests {
    @Test("every example parses, or is refused in the words of the reference")
    func examples() throws {
        let file = GrammarFile.folder.appending(path: "reference.md")
        let blocks = Self.blocks(of: try String(contentsOf: file, encoding: .utf8))
        #expect(blocks.count > 20)
        for (index, block) in blocks.enumerated() where block.kind != "error" {
            let next = index + 1 < blocks.count ? blocks[index + 1] : nil
            let source = SourceText(block.text)
            let said = DiagnosticRenderer().render(diagnostics(block.text), in: source)
            #expect(said == (next?.kind == "error" ? next!.text + "\n" : ""), "\(block.text)")
        }
    }

    /// The fenced blocks with their kinds.
    private static func blocks(of text: String) -> [(kind: String, text: String)] {
        var blocks: [(kind: String, text: String)] = []
        var lines: [Substring]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let inner = lines {
                if line == "```" {
                    blocks[blocks.count - 1].text = inner.joined(separator: "\n")
                    lines = nil
                } else {
                    lines = inner + [line]
                }
            } else if line.hasPrefix("```") {
                blocks.append((String(line.dropFirst(3)), ""))
                lines = []
            }
        }
        return blocks
    }
}
