import Diagnostics
import Foundation
import LanguageTestSupport
import Testing

@testable import QuerySyntax

@Suite("sentences of Grammar/medgraph.ebnf")
struct GrammarTests {
    @Test("every derived sentence parses, and printing it gives the same tree", arguments: 0..<8)
    func derivedSentences(series: Int) throws {
        var deriver = SentenceDeriver(try GrammarFile(), seed: UInt64(series) &* 7919 &+ 1)
        for number in 0..<500 {
            let sentence = deriver.sentence(size: 20 + number % 10 * 30)
            let problems = diagnostics(sentence)
            guard problems.isEmpty else {
                let rendered = DiagnosticRenderer().render(problems, in: SourceText(sentence))
                Issue.record("series \(series), sentence \(number)\n\(rendered)")
                return
            }
            let tree = try parse(sentence)
            let printed = SyntaxPrinter.text(of: tree)
            guard diagnostics(printed).isEmpty else {
                let rendered = DiagnosticRenderer()
                    .render(diagnostics(printed), in: SourceText(printed))
                Issue.record("printed from \(sentence)\n\(rendered)")
                return
            }
            guard treeText(try parse(printed)) == treeText(tree) else {
                Issue.record("another tree:\n\(sentence)\n\(printed)")
                return
            }
        }
    }

    @Test("every rule is used, and every name has a rule")
    func closed() throws {
        let grammar = try GrammarFile()
        var used: Set<String> = ["Statement"]
        for term in grammar.rules.values { Self.collect(term, into: &used) }
        let tokens: Set<String> = [
            "name", "anyName", "function", "parameter", "integer", "float", "string",
        ]
        #expect(used.subtracting(tokens) == Set(grammar.rules.keys))
    }

    @Test("the keyword list is that of the lexer")
    func keywords() throws {
        let file = GrammarFile.folder.appending(path: "keywords.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
        let listed = Set(lines.map(String.init))
        let known = Keyword.allCases.map { $0.isReserved ? $0.spelling : "\($0.spelling) free" }
        #expect(listed == Set(known))
    }

    private static func collect(_ term: GrammarFile.Term, into names: inout Set<String>) {
        switch term {
        case .literal: break
        case .reference(let name): names.insert(name)
        case .sequence(let parts), .choice(let parts):
            for part in parts { collect(part, into: &names) }
        case .optional(let part), .repeated(let part): collect(part, into: &names)
        }
    }
}
