import Diagnostics
import GraphTestSupport
import MedGraph
import QuestionGeneration
import Testing

/// What the text of a query asks for.
@Suite struct QueryTextTests {
    @Test func `a sign in a string or a comment asks for no parameter`() throws {
        let kind = """
            hops: 1
            subjects: "MATCH (d:Disease {code: 'A'}) RETURN d.code AS disease"
            entities: {disease: Disease}
            query: "MATCH (:Disease {code: $disease})-[h:HAS]->(s) WHERE s.name <> '5 $cheap' AND s.name <> 'it\\\\'s $x' /* $y */ RETURN s AS answer, h // $z"
            answers: set
            """
        let (lines, _) = try SmallGraph.questions(kind, question: "{{disease.name}}?")
        #expect(lines.map { $0.record.parameters.map(\.name) } == [["disease"]])
    }

    @Test func `a graph that changes meanwhile is noticed`() throws {
        let database = try ImportedGraph.of(
            mapping: """
                mapping: 1
                source: {name: Test, license: CC0}
                labels: {Disease: {key: code}}
                tables:
                  - {file: a.csv, format: csv, nodes: [{label: Disease, key: code}]}
                """,
            tables: ["a.csv": "code\nA\n"])
        let kind = """
            hops: 1
            subjects: "MATCH (d:Disease) RETURN d.code AS disease"
            entities: {disease: Disease}
            query: "MATCH (d:Disease {code: $disease}) RETURN d.code AS answer"
            answers: set
            """
        let pack = try QuestionPack(
            yaml: SmallGraph.pack(kind, question: "{{disease}}?"), file: "test.yaml")
        let generator = try QuestionGenerator(
            database, kinds: pack.kinds, options: QuestionOptions())
        #expect(throws: InputError.self) {
            try generator.run { _ in _ = try? database.run("CREATE (:Disease {code: 'B'})") }
        }
    }
}
