import Testing

@testable import Shell

@Suite struct CompleterTests {
    private let completer: Completer = {
        var completer = Completer()
        completer.names.labels = ["Disease", "DiseaseGroup", "Drug", "two words"]
        completer.names.types = ["HAS_SYMPTOM", "TREATS", "is a `kind` of"]
        completer.names.keys = ["icd10", "name", "name_ru"]
        completer.names.keysByOwner = ["Disease": ["icd10", "name"], "TREATS": ["line"]]
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
        ("MATCH (:~", ["Disease", "DiseaseGroup", "Drug", "`two words`"]),
        ("MATCH (d)-[:~", ["HAS_SYMPTOM", "TREATS", "`is a ``kind`` of`"]),
        ("MATCH (d)-[r:TREATS|~HA", ["HAS_SYMPTOM"]), ("MATCH (d)-[r:~Dis", []),
        ("MATCH (d {~icd", ["icd10"]), ("MATCH (d {name: 'x', ~na", ["name", "name_ru"]),
        ("MATCH (d {name: ~tol", ["toLower"]), ("MATCH (d) WHERE d.~i", ["icd10"]),
        ("MATCH (d) RETURN d.~", ["icd10", "name", "name_ru"]),
        ("MATCH (d) WHERE d:~Dr", ["Drug"]), ("MATCH (d)\nWHERE d.~icd", ["icd10"]),
        // Where it is known what has the property, only what it has.
        ("MATCH (d:Disease) WHERE d.~", ["icd10", "name"]),
        ("MATCH (x)-[t :TREATS]->(d:Disease)\nRETURN t.~", ["line"]),
        ("MATCH (d:Disease {~", ["icd10", "name"]),
        ("MATCH (d:Disease {icd10: 'x', ~n", ["name"]),
        ("MATCH (d:Drug) WHERE d.~na", ["name", "name_ru"]),
        ("RETURN $~c", ["code"]), ("RETURN ~startN", ["startNode"]),
        ("RETURN 'a :~Dis", []), ("RETURN '(' + d.~icd", ["icd10"]),
        ("MATCH (d) WHERE EXISTS { ~mat", ["MATCH"]), ("RETURN [x IN xs | ~toL", ["toLower"]),
        ("RETURN range(1..~", []),
    ])
    func `the place before a word says what it can be`(text: String, expected: [String]) {
        #expect(candidates(text) == expected)
    }

    @Test(arguments: [
        ("MATCH (:~two", ["`two words`"]),
        ("MATCH (:`~", ["Disease`", "DiseaseGroup`", "Drug`", "two words`"]),
        ("MATCH (:`~two", ["two words`"]), ("MATCH (:`two ~wo", ["words`"]),
        ("MATCH (:`other ~wo", []), ("MATCH (:`Drug`|`two ~", ["words`"]),
        ("MATCH ()-[:`is a ``~ki", ["kind`` of`"]), ("MATCH (`my v`) RETURN `my ~", ["v`"]),
        ("MATCH (`a`) WHERE a:~Dr", ["Drug"]), ("RETURN '`~Dr", []),
    ])
    func `names that need backticks get and finish them`(text: String, expected: [String]) {
        #expect(candidates(text) == expected)
    }

    @Test(arguments: [
        ("MATCH (disease:Disease) RETURN ~dis", ["disease"]),
        ("MATCH (disease:Disease) RETURN ~DIS", ["DISTINCT"]),
        ("MATCH (disease:Disease)-->(drug)\nWHERE ~d", ["degrees", "disease", "drug"]),
        ("MATCH (disease:Disease)-->(drug) RETURN ~", ["disease", "drug"]),
        ("MATCH (`my node`) RETURN ~my", ["`my node`"]),
        ("MATCH (n) WITH n.name AS symptom RETURN ~sy", ["symptom"]),
        ("MATCH (disease) RETURN disease.~di", []),
        ("MATCH (d) // it's\nWHERE d.~icd", ["icd10"]), ("RETURN 1 // ~mat", []),
        ("/* it's */ ~mat", ["MATCH"]),
    ])
    func `variables of the query are completed`(text: String, expected: [String]) {
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
