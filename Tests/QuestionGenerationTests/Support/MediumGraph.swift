import GraphTestSupport
import MedGraph
import QuestionGeneration

/// A graph of 80 diseases, with hubs, and kinds whose subjects are found at once.
///
/// Disease `i` has the symptoms `(i + 5j²) mod 50` and the drugs `(3i + 7j) mod 60`, and half of
/// the diseases have the symptom `hub` too.
enum MediumGraph {
    static let database = Result { () throws -> Database in
        var has = "code,symptom\n"
        var treats = "drug,code\n"
        for i in 0..<80 {
            for j in 0..<6 { has += "d\(i),s\((i + 5 * j * j) % 50)\n" }
            if i.isMultiple(of: 2) { has += "d\(i),hub\n" }
            for j in 0..<4 { treats += "m\((3 * i + 7 * j) % 60),d\(i)\n" }
        }
        return try ImportedGraph.of(
            mapping: """
                mapping: 1
                source: {name: Test, license: CC0}
                labels:
                  Disease: {key: code}
                  Symptom: {key: name}
                  Drug: {key: name}
                tables:
                  - file: has.csv
                    format: csv
                    nodes:
                      - {label: Disease, key: code}
                      - {label: Symptom, key: symptom}
                    relationships:
                      - type: HAS
                        start: {label: Disease, key: code}
                        end: {label: Symptom, key: symptom}
                  - file: treats.csv
                    format: csv
                    nodes:
                      - {label: Drug, key: drug}
                    relationships:
                      - type: TREATS
                        start: {label: Drug, key: drug}
                        end: {label: Disease, key: code}
                """,
            tables: ["has.csv": has, "treats.csv": treats])
    }

    static let kinds = Result { () throws -> [QuestionKind] in
        try bodies.flatMap { name, body, question in
            let yaml = SmallGraph.pack(
                body, question: "\(name): \(question)", answer: "{{and(answers)}}"
            )
            .replacing("kind: test", with: "kind: \(name)")
            return try QuestionPack(yaml: yaml, file: "\(name).yaml").kinds
        }
    }

    private static let bodies = [
        (
            "symptom",
            """
            hops: 1
            subjects: "MATCH (d:Disease)-[:HAS]->(s) RETURN d.code AS disease, s.name AS symptom"
            entities: {symptom: Symptom, disease: Disease}
            topics: [disease]
            query: "MATCH (:Symptom {name: $symptom})<-[h:HAS]-(d:Disease {code: $disease}) RETURN d AS answer, h"
            answers: one
            derivation: {from: symptom}
            """, "{{symptom}}, {{disease}}?"
        ),
        (
            "drugs",
            """
            hops: 1
            subjects: "MATCH (d:Disease)-[:HAS]->(s) RETURN d.code AS disease, s.name AS word"
            entities: {disease: Disease}
            query: "MATCH (:Disease {code: $disease})<-[t:TREATS]-(m:Drug) RETURN m AS answer, t"
            answers: set
            """, "{{disease}} with {{word}}?"
        ),
        (
            "pair",
            """
            hops: 1
            subjects: "MATCH (a:Disease)-[:HAS]->()<-[:HAS]-(b:Disease) WHERE a.code < b.code RETURN DISTINCT a.code AS first, b.code AS second"
            entities: {first: Disease, second: Disease}
            topics: [first, second]
            query: "MATCH (:Disease {code: $first})-[x:HAS]->(s)<-[y:HAS]-(:Disease {code: $second}) RETURN s AS answer, x, y"
            answers: set
            """, "{{first}} and {{second}}?"
        ),
        (
            "twins",
            """
            hops: 1
            subjects: "MATCH (d:Disease)-[:HAS]->(s) RETURN d.code AS disease, s.name AS symptom, 's' + toString((toInteger(substring(d.code, 1)) + 7) % 50) AS other"
            entities: {disease: Disease, symptom: Symptom}
            query: "MATCH (d:Disease {code: $disease}), (s:Symptom {name: $symptom}) RETURN EXISTS { (d)-[:HAS]->(s) } AS answer, [(d)-[h:HAS]->(s) | h] AS signs"
            answers: yes-no
            twin: {symptom: other}
            derivation: {from: disease, to: symptom, along: HAS}
            """, "{{disease}} has {{symptom}}?"
        ),
        (
            "treats",
            """
            hops: 1
            subjects: "MATCH (m:Drug)-[:TREATS]->(d:Disease) RETURN m.name AS drug, d.code AS disease"
            entities: {drug: Drug, disease: Disease}
            query: "MATCH (:Drug {name: $drug})-[t:TREATS]->(d:Disease {code: $disease}) RETURN d AS answer, t"
            answers: one
            derivation: {from: drug}
            """, "{{drug}} for {{disease}}?"
        ),
    ]

    /// The questions of all kinds, or of those that are named.
    static func questions(
        _ names: [String] = [], _ change: (inout QuestionOptions) -> Void
    ) throws -> (lines: [QuestionGenerator.Line], report: QuestionReport) {
        let kinds = try kinds.get().filter { names.isEmpty || names.contains($0.name) }
        return try makeQuestions(database.get(), kinds, change)
    }
}
