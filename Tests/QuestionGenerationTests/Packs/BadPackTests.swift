import Diagnostics
import MedGraph
import QuestionGeneration
import Testing

/// Packs that cannot be meant: each gives one message with its line, before any question.
@Suite struct BadPackTests {
    private static let good = """
        hops: 1
        subjects: "MATCH (d:Disease) RETURN d.code AS disease"
        entities: {disease: Disease}
        query: "MATCH (:Disease {code: $disease})-[h:HAS]->(s) RETURN s AS answer, h"
        answers: set
        """

    /// What is said about a pack.
    private func message(_ yaml: String, _ language: QuestionLanguage = .english) throws -> String {
        var lineCount = 0
        do {
            let pack = try QuestionPack(yaml: yaml, file: "my.yaml")
            var options = QuestionOptions()
            options.language = language
            let generator = try QuestionGenerator(
                SmallGraph.database.get(), kinds: pack.kinds, options: options)
            _ = try generator.run { _ in lineCount += 1 }
            Issue.record("nothing is said")
            return ""
        } catch let error as InputError {
            #expect(lineCount == 0)
            return error.description
        }
    }

    private func message(replacing old: String, by new: String) throws -> String {
        let yaml = SmallGraph.pack(Self.good, question: "{{disease.name}}?")
        #expect(yaml.contains(old))
        return try message(yaml.replacing(old, with: new))
    }

    @Test func `the pack that the bad ones are made of is good`() throws {
        let (lines, report) = try SmallGraph.questions(Self.good, question: "{{disease.name}}?")
        #expect(lines.count == 3 && report.dropped.isEmpty)
    }

    @Test(arguments: [
        (
            "pack: 1", "pack: 2",
            "error: this is a pack of version 2\n  ┌─ my.yaml:1:7\n  = hint: this program reads version 1"
        ),
        (
            "hops: 1", "hop: 1",
            "error: a kind has no key `hop`\n  ┌─ my.yaml:5:5\n  = hint: did you mean `hops`?"
        ),
        ("hops: 1", "hops: 0", "error: `hops` must be a whole number from 1 on\n  ┌─ my.yaml:5:11"),
        (
            "answers: set", "answers: sets",
            "error: no answer has the form `sets`\n  ┌─ my.yaml:9:14\n  = hint: the forms are set, one, count, yes-no, none"
        ),
        (
            "answers: set", "answers: set\n    topics: drug",
            "error: `drug` is no column of `entities`\n  ┌─ my.yaml:10:13\n  = hint: they are disease"
        ),
        (
            "kind: test", "kind: [",
            "error: the pack is no YAML: did not find expected ',' or ']'\n  ┌─ my.yaml:6:13"
        ),
        (
            "- kind: test", "- &loop [*loop]\n  - kind: test",
            "error: the pack is no YAML: found undefined alias\n  ┌─ my.yaml:4:12"
        ),
        (
            "answers: set", "answers: set\n    answers: one",
            "error: the key `answers` stands twice\n  ┌─ my.yaml:9:5"
        ),
    ])
    func `mistakes of form are told with line and column`(
        old: String, new: String, expected: String
    ) throws {
        #expect(try message(replacing: old, by: new) == expected)
    }

    @Test func `a missing wording is told`() throws {
        #expect(
            try message(replacing: "        - \"(6) {{disease.name}}?\"\n", by: "")
                == "error: a language needs a list of at least 6 wordings\n  ┌─ my.yaml:12:9")
        #expect(
            try message(replacing: "answer: {en:", by: "answer: {ru:")
                == "error: `answer` lacks `en`, which the wordings have\n  ┌─ my.yaml:18:13")
        let yaml = SmallGraph.pack(Self.good, question: "{{disease.name}}?")
        #expect(
            try message(yaml, .russian)
                == "error: the kind `test` has no wordings in `ru`\n  ┌─ my.yaml:4:5\n"
                + "  = hint: add them, or leave the kind out with --kind")
    }

    @Test(arguments: [
        (
            "disease.name}}?", "diseas.name}}?",
            "error: the wording names `diseas`, which is no column of the subjects\n  ┌─ my.yaml:12:11\n  = hint: did you mean `disease`?"
        ),
        (
            "disease.name}}?", "disease.nam}}?",
            "error: nodes of `Disease` have no property `nam`\n  ┌─ my.yaml:12:11\n  = hint: did you mean `name`?"
        ),
        (
            "disease.name}}?", "disease.name?",
            "error: a tag of the wording is not closed\n  ┌─ my.yaml:12:11"
        ),
        (
            "{{disease.name}}?", "{{quotd(disease.name)}}?",
            "error: wordings have no transform `quotd`\n  ┌─ my.yaml:12:11\n  = hint: did you mean `quoted`?"
        ),
        (
            "{{disease.name}}?", "{{> other}}?",
            "error: wordings have no tag `{{> other}}`\n  ┌─ my.yaml:12:11\n  = hint: they have {{name}}, {{transform(name)}}, {{#name}}, {{^name}} and {{/name}}"
        ),
        (
            "{{disease.name}}?", "{{#disease}}?",
            "error: the wording is no template: expectedSectionEnd\n  ┌─ my.yaml:12:11"
        ),
    ])
    func `tags that name nothing are told`(old: String, new: String, expected: String) throws {
        #expect(try message(replacing: old, by: new) == expected)
    }

    @Test(arguments: [
        (
            "RETURN d.code AS disease", "RETURN d AS disease",
            "error: the column `disease` of the subjects of the kind `test` holds nodes, relationships or paths\n  ┌─ my.yaml:6:15\n  = hint: return their keys"
        ),
        (
            "AS disease", "AS illness",
            "error: the subjects of the kind `test` have no column `disease`, which `entities` needs\n  ┌─ my.yaml:6:15\n  = hint: the columns are illness"
        ),
        (
            "s AS answer", "s AS reply",
            "error: the query of the kind `test`: there is no column `answer`\n  ┌─ my.yaml:8:12"
        ),
        (
            "AS answer, h", "AS answer, h.frequency AS f",
            "error: the query of the kind `test`: the column `f` must hold nodes, relationships or paths\n  ┌─ my.yaml:8:12"
        ),
        (
            "answers: set", "answers: set\n    top: 1",
            "error: the query of the kind `test`: there is no column `rank`, which `top` needs\n  ┌─ my.yaml:8:12"
        ),
        (
            "answers: set", "answers: yes-no",
            "error: the query of the kind `test`: a kind of the form `yes-no` answers one true or false\n  ┌─ my.yaml:8:12"
        ),
    ])
    func `columns that are missing or hold the wrong things are told`(
        old: String, new: String, expected: String
    ) throws {
        #expect(try message(replacing: old, by: new) == expected)
    }

    @Test func `a query that fails is told at its own line`() throws {
        let block =
            "query: |\n      MATCH (:Disease {code: $disease})-[h:HAS]->(s)\n      RETURN t AS answer, h"
        let old = "query: \"MATCH (:Disease {code: $disease})-[h:HAS]->(s) RETURN s AS answer, h\""
        let text = try message(replacing: old, by: block)
        #expect(text.hasPrefix("error: the query of the kind `test`: "))
        #expect(text.contains("`t`"))
        #expect(text.contains("┌─ my.yaml:10"))
        // It fails only when it is run.
        let late = try message(
            replacing: "RETURN s AS answer", by: "RETURN 1 / 0 AS x, s AS answer")
        #expect(late.hasPrefix("error: the query of the kind `test`: "))
        #expect(late.contains("my.yaml:8"))
        let missing = try message(replacing: "$disease", by: "$nothing")
        #expect(missing.contains("have no column `nothing`, which `query` needs"))
    }
}
