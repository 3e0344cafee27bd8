import Foundation
import MedGraph
import QuestionGeneration
import Testing

/// Questions that must not be asked, in a graph where one sees why.
@Suite struct RefusalTests {
    private static let subjects = """
        hops: 1
        subjects: "MATCH (d:Disease) RETURN d.code AS disease"
        entities: {disease: Disease}
        """

    @Test func `an answer that ranks equal with the next is not asked for`() throws {
        let kind = """
            query: "MATCH (:Disease {code: $disease})-[r:HAS]->(s) RETURN s AS answer, r.frequency AS rank, r"
            answers: set
            top: 2
            """
        let (lines, report) = try SmallGraph.questions(
            Self.subjects + "\n" + kind, question: "top of {{disease.name}}?")
        #expect(lines.map(\.record.answer) == ["s1 and s2."])
        #expect(lines.map { $0.record.parameters.map(\.value.description) } == [["'B'"]])
        // A has two of 0.5 behind the first, and C has a single symptom.
        #expect(report.dropped == [.tie: 1, .empty: 1])
        #expect(report.isShort)
    }

    @Test func `what has two answers is not asked as if it had one`() throws {
        let kind = """
            query: "MATCH (:Disease {code: $disease})<-[t:TREATS]-(m) RETURN m AS answer, t"
            answers: one
            """
        let (lines, report) = try SmallGraph.questions(
            Self.subjects + "\n" + kind, question: "drug for {{disease.name}}?")
        #expect(Set(lines.map(\.record.answer)) == ["y.", "z."])
        #expect(report.dropped == [.ambiguous: 1])
    }

    @Test func `what is described must be a single thing`() throws {
        let kind = """
            hops: 2
            subjects: "UNWIND ['s1', 's3', 's4'] AS symptom RETURN symptom"
            entities: {symptom: Symptom}
            query: "MATCH (:Symptom {name: $symptom})<-[h:HAS]-(d)<-[t:TREATS]-(m) RETURN d AS only, m AS answer, h, t"
            answers: set
            """
        let (lines, report) = try SmallGraph.questions(
            kind, question: "drugs for {{symptom.name}}?", answer: "{{only.name}}: {{and(answers)}}"
        )
        #expect(Set(lines.map(\.record.answer)) == ["Disease A: x and y", "Disease C: z"])
        #expect(report.dropped == [.ambiguous: 1])
    }

    @Test func `an answer that is nearer than claimed is not asked for`() throws {
        // From A by s1 to B and to y, which treats A too; from B by s1 to A and x, which does not.
        let kind = """
            hops: 3
            subjects: "UNWIND [['A', 'y'], ['B', 'x']] AS pair RETURN pair[0] AS disease, pair[1] AS drug"
            entities: {disease: Disease}
            query: "MATCH p = (:Disease {code: $disease})-[:HAS]->(:Symptom {name: 's1'})<-[:HAS]-()<-[:TREATS]-(m:Drug {name: $drug}) RETURN m AS answer, p"
            answers: set
            """
        let (lines, report) = try SmallGraph.questions(
            kind, question: "{{disease.name}}, {{drug}}?")
        #expect(lines.map(\.record.answer) == ["x."])
        #expect(report.dropped == [.shorter: 1])
    }

    @Test func `a proof that does not reach the answer in the hops that are claimed is refused`()
        throws
    {
        let kind = """
            hops: 2
            subjects: "MATCH (d:Disease) RETURN d.code AS disease"
            entities: {disease: Disease}
            query: "MATCH (d:Disease {code: $disease})-[:HAS]->(s)<-[:HAS]-(o) RETURN o AS answer, d"
            answers: set
            derivation: {along: [TREATS]}
            """
        // A and B share a drug, so two hops are right along TREATS; the proof has no relationships.
        let (lines, report) = try SmallGraph.questions(kind, question: "{{disease.name}}?")
        #expect(lines.isEmpty)
        #expect(report.dropped == [.unproven: 2, .empty: 1])
    }

    @Test func `a question that should have no answer must have none`() throws {
        let kind = """
            query: "MATCH (:Disease {code: $disease})-[:HAS]->(s:Symptom {name: 's3'}) RETURN s AS answer"
            answers: none
            """
        let (lines, report) = try SmallGraph.questions(
            Self.subjects + "\n" + kind, question: "{{disease.name}}?", answer: "None.")
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.record.answers.isEmpty && $0.record.answer == "None." })
        #expect(report.dropped == [.answerable: 1])
    }

    @Test func `answers beyond the number that is allowed, and missing names, are refused`() throws
    {
        let kind = """
            query: "MATCH (:Disease {code: $disease})-[h:HAS]->(s) RETURN s AS answer, h"
            answers: set
            at-most: 2
            """
        let many = try SmallGraph.questions(
            Self.subjects + "\n" + kind, question: "{{disease.name}}?")
        #expect(many.report.dropped == [.tooMany: 1])
        let nameless = try SmallGraph.questions(
            Self.subjects + "\n" + kind, question: "{{disease.name}}?",
            answer: "{{and(answers.name_ru)}}")
        #expect(nameless.lines.isEmpty)
        #expect(nameless.report.dropped == [.tooMany: 1, .nameless: 2])
    }

    @Test func `a subject whose key no node has is not asked about, with a hole for its name`()
        throws
    {
        let kind = """
            hops: 1
            subjects: "UNWIND [['s1', 's2'], ['s1', 'none'], ['none']] AS symptoms RETURN symptoms"
            entities: {symptoms: Symptom}
            query: "MATCH (d:Disease)-[h:HAS]->(s:Symptom) WHERE s.name IN $symptoms RETURN d AS answer, h"
            answers: set
            derivation: {from: []}
            """
        let (lines, report) = try SmallGraph.questions(kind, question: "{{and(symptoms.name)}}?")
        #expect(lines.map { $0.record.question.dropFirst(4) } == ["s1 and s2?"])
        #expect(report.dropped == [.unknown: 2])
        #expect(
            report.text().contains("no node is known by that key (test 2)\n  = hint: nodes are"))
    }

    @Test func `a list without elements is no name`() throws {
        let kind = """
            hops: 1
            subjects: "UNWIND [['s1'], []] AS symptoms RETURN symptoms, 'A' AS disease"
            entities: {disease: Disease, symptoms: Symptom}
            query: "MATCH (:Disease {code: $disease})-[h:HAS]->(s) WHERE NOT s.name IN $symptoms RETURN s AS answer, h"
            answers: set
            derivation: {from: disease}
            """
        let (lines, report) = try SmallGraph.questions(
            kind, question: "Besides {{and(symptoms.name)}}?")
        #expect(lines.map { $0.record.question.dropFirst(4) } == ["Besides s1?"])
        #expect(report.dropped == [.nameless: 1])
    }

    @Test func `a graph whose import had no keys is asked about by what is unique in it`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer {
            for suffix in ["", "-lock"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
        }
        let database = try Database.open(path: path)
        for query in [
            "CREATE (:Disease {code: 'A', name: 'Disease A'})-[:HAS]->(:Symptom {name: 's1'})",
            "CREATE CONSTRAINT FOR (d:Disease) REQUIRE d.code IS UNIQUE",
        ] { _ = try database.run(query) }
        let kind = """
            query: "MATCH (:Disease {code: $disease})-[h:HAS]->(s) RETURN s AS answer, h"
            answers: set
            """
        let yaml = SmallGraph.pack(Self.subjects + "\n" + kind, question: "{{disease.name}}?")
        let (lines, _) = try makeQuestions(
            database, QuestionPack(yaml: yaml, file: "test.yaml").kinds
        ) { _ in }
        #expect(lines.map(\.record.topics) == [["A"]])
        #expect(lines.map { $0.record.question.dropFirst(4) } == ["Disease A?"])
    }

    @Test func `the same words are not asked twice, and a choice needs distractors`() throws {
        let kind = """
            query: "MATCH (:Disease {code: $disease})-[h:HAS]->(s) RETURN s AS answer, h"
            answers: set
            """
        // The wordings differ by a number of 1 to 6, so three subjects make at most six texts.
        let same = try SmallGraph.questions(Self.subjects + "\n" + kind, question: "What?")
        #expect(same.lines.count == Set(same.lines.map(\.record.question)).count)
        #expect(same.lines.count + (same.report.dropped[.duplicate] ?? 0) == 3)

        let choice = """
            hops: 1
            subjects: "MATCH (d:Disease)<-[:TREATS]-(m:Drug) RETURN d.code AS disease, m.name AS drug"
            entities: {disease: Disease, drug: Drug}
            derivation: {from: disease}
            query: "MATCH (:Disease {code: $disease})<-[t:TREATS]-(m) WHERE m.name IN $choices RETURN m AS answer, t"
            answers: one
            choices: {count: 3, right: drug, distractors: "MATCH (m:Drug) WHERE NOT (m)-[:TREATS]->(:Disease {code: $disease}) RETURN m AS distractor"}
            """
        // A has one drug that does not treat it; B and C have two.
        let chosen = try SmallGraph.questions(
            choice, question: "{{disease.name}}: {{lettered(choices.name)}}?",
            answer: "{{letter}} {{answer}}")
        #expect(chosen.report.dropped == [.fewDistractors: 2])
        for line in chosen.lines {
            let keys = line.record.choices?.map(\.key) ?? []
            #expect(Set(keys) == ["x", "y", "z"])
            let right = line.record.choices?.first {
                line.record.answers[0].description == "'\($0.key)'"
            }
            #expect(line.record.answer == "\(right?.letter ?? "?") \(right?.key ?? "?")")
        }
    }
}
