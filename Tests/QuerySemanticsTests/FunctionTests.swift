import Foundation
import LanguageTestSupport
import Testing

@testable import QuerySemantics

@Suite struct FunctionTests {
    @Test("the reference lists every function", arguments: Function.all.map(\.name))
    func listed(name: String) throws {
        let file = GrammarFile.folder.appending(path: "reference.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("`\(name)("))
    }

    @Test("functions are found in any case", arguments: ["toupper", "TOUPPER", "Icd10.Normalize"])
    func anyCase(name: String) {
        #expect(Function.named(name) != nil)
    }

    @Test("an unknown function is none")
    func unknown() {
        #expect(Function.named("upper") == nil)
    }
}
