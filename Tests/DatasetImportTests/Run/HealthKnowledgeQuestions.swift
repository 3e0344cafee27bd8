import Foundation
import MedGraph
import Testing

/// The questions of `health-knowledge-graph/expected-answers.json` that are queries. Other datasets in
/// the database have other nodes.
struct HealthKnowledgeQuestions {
    let database: Database

    func ask() throws {
        let answers = try ExpectedAnswers.read("health-knowledge-graph")
        let pairs = "MATCH (d:Disease)-[r:HAS_SYMPTOM]->(s:Symptom) WHERE d.id STARTS WITH 'hkg:' "
        let counts = try database.run(
            pairs + "RETURN count(DISTINCT d), count(DISTINCT s), count(*)"
        ).values[0].map { "\($0)" }
        #expect(
            try counts == ["diseases", "symptoms", "edges"].map { try "\(answers.integer($0))" })
        try Ranking(database.run(pairs + "RETURN s.name, count(*)").values)
            .expectTop(answers.rows("most_shared_symptoms"), number: 1)
        for disease in try answers.objects("per_disease") { try ask(disease) }
        for differential in try answers.objects("differential") {
            try ask(differential: differential)
        }
    }

    private func ask(_ disease: ExpectedAnswers.Object) throws {
        let key = QueryValue.string("hkg:" + (try disease.text("disease")))
        func rows(_ query: String) throws -> [[QueryValue]] {
            try database.run(query, parameters: ["id": key]).values
        }
        let own = "MATCH (d:Disease {id: $id})-[r:HAS_SYMPTOM]->(s) "
        try Ranking(rows(own + "RETURN s.name, r.weight"))
            .expectTop(disease.rows("symptoms_by_weight"), number: 1, isWhole: true)
        try Ranking(
            rows(
                own + "WITH d, sum(r.weight) AS total MATCH (d)-[r:HAS_SYMPTOM]->(s) "
                    + "RETURN s.name, r.weight / total")
        ).expectTop(disease.rows("first_draw_probability"), number: 1, isWhole: true)
        let shared = try rows(own + "<-[:HAS_SYMPTOM]-(o) RETURN o.name, count(s)")
        try Ranking(shared).expectTop(disease.rows("top20_by_shared_symptoms"), number: 1)
        let three = shared.count {
            if case .integer(let count) = $0[1] { count >= 3 } else { false }
        }
        #expect(try three == disease.integer("diseases_sharing_at_least_3_symptoms"))
        try Ranking(
            rows(
                own + """
                    WITH d, sqrt(sum(r.weight * r.weight)) AS own
                    MATCH (d)-[a:HAS_SYMPTOM]->(s)<-[b:HAS_SYMPTOM]-(o)
                    WITH o, own, sum(a.weight * b.weight) AS product
                    MATCH (o)-[c:HAS_SYMPTOM]->()
                    WITH o, own, product, sqrt(sum(c.weight * c.weight)) AS other
                    RETURN o.name, product / (own * other)
                    """)
        ).expectTop(disease.rows("top20_by_cosine"), number: 1)
    }

    private func ask(differential: ExpectedAnswers.Object) throws {
        let symptoms = try differential.texts("symptoms")
        let parameters = ["symptoms": QueryValue.list(symptoms.map { .string($0) })]
        let pairs = """
            MATCH (d:Disease)-[r:HAS_SYMPTOM]->(s:Symptom)
            WHERE d.id STARTS WITH 'hkg:' AND s.name IN $symptoms
            """
        try Ranking(
            database.run(pairs + " RETURN d.name, sum(r.weight)", parameters: parameters).values
        ).expectTop(differential.rows("top15_by_sum_of_weights"), number: 1)
        let all = try database.run(
            pairs + " WITH d, count(*) AS found WHERE found = \(symptoms.count) RETURN d.name",
            parameters: parameters
        ).values.map { "\($0[0])" }
        #expect(try Set(all) == Set(differential.texts("with_all").map { "'\($0)'" }))
    }
}
