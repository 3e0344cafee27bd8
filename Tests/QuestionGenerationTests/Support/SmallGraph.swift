import GraphTestSupport
import MedGraph
import QuestionGeneration

/// A graph whose questions can be counted on the fingers, and kinds made for it.
///
/// ```
/// A has s1 (0.9) s2 (0.5) s3 (0.5)     x treats A
/// B has s1 (0.9) s2 (0.4)              y treats A and B
/// C has s4 (0.7)                       z treats C
/// ```
enum SmallGraph {
    static let database = Result { () throws -> Database in
        try ImportedGraph.of(
            mapping: """
                mapping: 1
                source: {name: Test, version: "2", license: CC0}
                labels:
                  Disease: {key: code}
                  Symptom: {key: name}
                  Drug: {key: name}
                tables:
                  - file: has.csv
                    format: csv
                    nodes:
                      - {label: Disease, key: code, properties: [name]}
                      - {label: Symptom, key: symptom}
                    relationships:
                      - type: HAS
                        start: {label: Disease, key: code}
                        end: {label: Symptom, key: symptom}
                        weight: frequency
                        properties: {frequency: {column: frequency, type: float}}
                  - file: treats.csv
                    format: csv
                    nodes:
                      - {label: Drug, key: drug}
                    relationships:
                      - type: TREATS
                        start: {label: Drug, key: drug}
                        end: {label: Disease, key: code}
                """,
            tables: [
                "has.csv": """
                code,name,symptom,frequency
                A,Disease A,s1,0.9
                A,Disease A,s2,0.5
                A,Disease A,s3,0.5
                B,Disease B,s1,0.9
                B,Disease B,s2,0.4
                C,Disease C,s4,0.7

                """,
                "treats.csv": "drug,code\nx,A\ny,A\ny,B\nz,C\n",
            ])
    }

    /// The text of a pack with one kind; `lines` are those of the kind but its wordings.
    static func pack(_ lines: String, question: String, answer: String = "{{and(answers)}}.")
        -> String
    {
        var text = "pack: 1\nname: test\nkinds:\n  - kind: test\n"
        for line in lines.split(separator: "\n") { text += "    \(line)\n" }
        text += "    wordings:\n      en:\n"
        for number in 1...6 { text += "        - \"(\(number)) \(question)\"\n" }
        return text + "    answer: {en: \"\(answer)\"}\n"
    }

    /// The questions of one kind about the small graph.
    static func questions(
        _ lines: String, question: String, answer: String = "{{and(answers)}}.",
        _ change: (inout QuestionOptions) -> Void = { _ in }
    ) throws -> (lines: [QuestionGenerator.Line], report: QuestionReport) {
        let yaml = pack(lines, question: question, answer: answer)
        return try makeQuestions(
            database.get(), QuestionPack(yaml: yaml, file: "test.yaml").kinds, change)
    }
}
