import Testing

@testable import Shell

@Suite struct CompleterTests {
    private let completer: Completer = {
        var completer = Completer()
        completer.names.labels = ["Disease", "DiseaseGroup", "Drug", "two words"]
        completer.names.types = ["HAS_SYMPTOM", "TREATS"]
        completer.names.keys = ["icd10", "name", "name_ru"]
        completer.parameters = ["code"]
        return completer
    }()

    /// - Parameter text: what stands before the cursor, with `~` before the word.
    private func candidates(_ text: String) -> [String] {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false)
        return completer.candidates(for: String(parts[1]), before: String(parts[0]))
    }

    @Test(arguments: [
        ("~mat", ["MATCH"]), ("MATCH (d:~Dis", ["Disease", "DiseaseGroup"]),
        ("MATCH (d :~dr", ["Drug"]), ("MATCH (d:Drug|~Dr", ["Drug"]),
        ("MATCH (:~", ["Disease", "DiseaseGroup", "Drug"]),
        ("MATCH (d)-[:~", ["HAS_SYMPTOM", "TREATS"]),
        ("MATCH (d)-[r:TREATS|~HA", ["HAS_SYMPTOM"]), ("MATCH (d)-[r:~Dis", []),
        ("MATCH (d {~icd", ["icd10"]), ("MATCH (d {name: 'x', ~na", ["name", "name_ru"]),
        ("MATCH (d {name: ~tol", ["toLower"]), ("MATCH (d) WHERE d.~i", ["icd10"]),
        ("MATCH (d) RETURN d.~", ["icd10", "name", "name_ru"]),
        ("MATCH (d) WHERE d:~Dr", ["Drug"]), ("MATCH (d)\nWHERE d.~icd", ["icd10"]),
        ("RETURN $~c", ["code"]), ("RETURN ~startN", ["startNode"]),
        ("RETURN 'a :~Dis", []), ("RETURN '(' + d.~icd", ["icd10"]),
        ("MATCH (d) WHERE EXISTS { ~mat", ["MATCH"]), ("RETURN [x IN xs | ~toL", ["toLower"]),
        ("RETURN range(1..~", []),
    ])
    func `the place before a word says what it can be`(text: String, expected: [String]) {
        #expect(candidates(text) == expected)
    }

    @Test(arguments: [
        (":~he", ["help"]), ("  :~", ShellCommand.all.map(\.name).sorted()),
        (":format ~j", ["json"]), (":help ~ne", ["neighbours"]), (":param ~c", ["code"]),
        (":explain ~mat", ["MATCH"]), (":explain MATCH (d:~Dr", ["Drug"]), (":source ~x", []),
    ])
    func `commands and what follows them are completed`(text: String, expected: [String]) {
        #expect(candidates(text) == expected)
    }
}
