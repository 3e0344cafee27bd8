import Foundation
import MedGraph
import Testing

/// The questions of `hetionet-open/expected-answers.json`, as queries.
///
/// Diseases are told by their DOID, whether it is the key of a node or one of its other identifiers.
struct HetionetQuestions {
    let database: Database
    private let answers: ExpectedAnswers.Object

    init(database: Database) throws {
        self.database = database
        answers = try ExpectedAnswers.read("hetionet-open")
    }

    /// In a database that holds this dataset alone.
    func askAll() throws {
        for (kind, count) in try answers.object("nodes_per_kind").members {
            let label = kind.replacing(" ", with: "")
            let stubs = label == "Compound" ? 71 : 0
            let wanted = try #require(count as? Int) + stubs
            #expect(try number("MATCH (n:\(label)) RETURN count(*)") == wanted, "\(kind)")
        }
        let edges = try answers.integer("edges")
        #expect(try number("MATCH ()-[r]->() RETURN count(*)") == edges)
        let lonely = try answers.integer("nodes_without_an_edge")
        #expect(try number("MATCH (n) WHERE NOT (n)--() RETURN count(*)") == lonely)
        try askAmongOthers()
        for disease in try answers.objects("diseases") {
            let (id, key) = try disease.key(in: self)
            try Ranking(
                rows(
                    """
                    MATCH (:Disease {id: $id})<-[:TREATS]-(c)<-[:INCLUDES]-(k:PharmacologicClass)
                    RETURN k.id, count(DISTINCT c)
                    """, id)
            ).expectTop(disease.rows("classes_of_treating_drugs"), number: 2, isWhole: true)
            var within = 0
            for (hops, count) in try #require(
                disease.members["new_nodes_at_hop_1_2_3_undirected_all_types"] as? [Int]
            ).enumerated() {
                within += count
                // Step by step, each node once: walks of three steps are far more than nodes.
                let step = "MATCH (n)-[*0..1]-(m) WITH DISTINCT m AS n "
                let found = try number(
                    "MATCH (n:Disease {id: $id}) "
                        + String(repeating: step, count: hops + 1) + "RETURN count(n) - 1", id)
                #expect(found == within, "\(key) within \(hops + 1)")
            }
        }
        for path in try answers.objects("paths") { try ask(path: path) }
    }

    private func ask(path: ExpectedAnswers.Object) throws {
        let ends = try ["from", "to"].map { try node(Ranking.key(path.text($0))) }
        let found = try database.run(
            """
            MATCH p = allShortestPaths((a {id: $from})-[*]-(b {id: $to}))
            RETURN length(p), count(*)
            """, parameters: ["from": .string(ends[0]), "to": .string(ends[1])]
        ).values
        #expect(
            found.map { "\($0)" }
                == [
                    "\([QueryValue.integer(Int64(try path.integer("shortest"))), .integer(Int64(try path.integer("shortest_paths")))])"
                ])
    }

    /// In a database that holds other datasets too: questions to which they add nothing new.
    func askAmongOthers() throws {
        let withSymptoms = try number("MATCH (d:Disease)-[:PRESENTS]->() RETURN count(DISTINCT d)")
        #expect(withSymptoms == 133)
        for disease in try answers.objects("diseases") {
            let (id, _) = try disease.key(in: self)
            try askSymptoms(disease, id)
            try askDrugs(disease, id)
        }
    }

    private func askSymptoms(_ disease: ExpectedAnswers.Object, _ id: QueryValue) throws {
        let weights = try rows(
            """
            MATCH (:Disease {id: $id})-[:PRESENTS]->(s)
            MATCH (s)<-[:PRESENTS]-(o:Disease)
            RETURN s.id, log(133.0 / count(o))
            """, id)
        try Ranking(weights).expectTop(
            disease.rows("symptoms_by_idf"), number: 3, isWhole: true)
        try Ranking(
            rows(
                """
                MATCH (:Disease {id: $id})-[:PRESENTS]->(s)<-[:PRESENTS]-(o:Disease)
                WITH o, count(s) AS shared WHERE shared >= 3
                RETURN \(Self.doid("o")), shared
                """, id)
        ).expectTop(
            disease.rows("diseases_sharing_at_least_3_symptoms"), number: 2, isWhole: true)
        try Ranking(
            rows(
                """
                MATCH (d:Disease {id: $id})-[:PRESENTS]->(x)
                WITH d, count(x) AS own
                MATCH (d)-[:PRESENTS]->(s)<-[:PRESENTS]-(o:Disease)
                WITH o, own, count(s) AS shared
                MATCH (o)-[:PRESENTS]->(x)
                WITH o, own, shared, count(x) AS others
                RETURN \(Self.doid("o")), toFloat(shared) / (own + others - shared)
                """, id)
        ).expectTop(disease.rows("top10_by_jaccard_of_symptoms"), number: 2)
        try Ranking(
            rows(
                """
                MATCH (d:Disease {id: $id})-[:PRESENTS]->(x)
                WITH d, collect(x.id) AS own
                MATCH (s:Symptom)<-[:PRESENTS]-(y:Disease)
                WITH d, own, s, log(133.0 / count(y)) AS weight
                MATCH (o:Disease)-[:PRESENTS]->(s)
                WITH d, o, sum(weight) AS others,
                    sum(CASE WHEN s.id IN own THEN weight ELSE 0.0 END) AS shared
                WITH d, collect({o: o, others: others, shared: shared}) AS sums
                WITH d, sums, [x IN sums WHERE x.o = d | x.others][0] AS total
                UNWIND sums AS x
                WITH d, x.o AS o, x.shared AS shared, total + x.others - x.shared AS either
                WHERE o <> d
                RETURN \(Self.doid("o")), shared / either
                """, id)
        ).expectTop(disease.rows("top10_by_idf_weighted_jaccard"), number: 2)
    }

    private func askDrugs(_ disease: ExpectedAnswers.Object, _ id: QueryValue) throws {
        // Two sources may say that a drug treats a disease; the path is one.
        let viaSymptoms = try rows(
            """
            MATCH (:Disease {id: $id})-[:PRESENTS]->(s)<-[:PRESENTS]-(o:Disease)<-[:TREATS]-(c)
            RETURN c.id, count(DISTINCT [s.id, o.id])
            """, id)
        let expected = try disease.object("drugs_by_paths_disease_symptom_disease_drug")
        #expect(try viaSymptoms.count == expected.integer("drugs"))
        #expect(try Self.sum(viaSymptoms) == expected.integer("paths"))
        try Ranking(viaSymptoms).expectTop(expected.rows("top50"), number: 2)
        let viaLikeness = try rows(
            """
            MATCH (:Disease {id: $id})-[:RESEMBLES]-(o:Disease)<-[:TREATS]-(c)
            RETURN c.id, count(DISTINCT o)
            """, id)
        let similar = try disease.object("drugs_by_paths_disease_resembles_disease_drug")
        #expect(try viaLikeness.count == similar.integer("drugs"))
        #expect(try Self.sum(viaLikeness) == similar.integer("paths"))
        try Ranking(viaLikeness).expectTop(similar.rows("all"), number: 2, isWhole: true)
        for (member, type) in [("treating_drugs", "TREATS"), ("palliating_drugs", "PALLIATES")] {
            let found = try rows(
                """
                MATCH (:Disease {id: $id})<-[:\(type)]-(c) RETURN DISTINCT c.id ORDER BY c.id
                """, id
            ).map { "\($0[0])" }
            #expect(try found == disease.texts(member).map { "'\(Ranking.key($0))'" }.sorted())
        }
    }

    // MARK: Helpers

    private func rows(_ query: String, _ id: QueryValue? = nil) throws -> [[QueryValue]] {
        try database.run(query, parameters: id.map { ["id": $0] } ?? [:]).values
    }

    private func number(_ query: String, _ id: QueryValue? = nil) throws -> Int {
        guard case .integer(let value)? = try rows(query, id).first?.first else { return -1 }
        return Int(value)
    }

    private static func sum(_ rows: [[QueryValue]]) -> Int {
        rows.reduce(0) { if case .integer(let value)? = $1.last { $0 + Int(value) } else { $0 } }
    }

    /// The DOID of a disease, of which no node has two.
    private static func doid(_ variable: String) -> String {
        "[x IN [\(variable).id] + coalesce(\(variable).same_as, []) WHERE x STARTS WITH 'DOID:'][0]"
    }

    /// The key of the node with an identifier.
    fileprivate func node(_ key: String) throws -> String {
        let found = try database.run(
            "MATCH (n) WHERE (n:Disease OR n:Compound) AND (n.id = $key OR $key IN n.same_as) "
                + "RETURN n.id", parameters: ["key": .string(key)]
        ).values
        try #require(found.count == 1, "\(key)")
        guard case .string(let id) = found[0][0] else { return key }
        return id
    }
}

extension ExpectedAnswers.Object {
    /// The key of the disease's node, and the one that the answers call it by.
    fileprivate func key(in questions: HetionetQuestions) throws -> (QueryValue, String) {
        let key = Ranking.key(try text("disease"))
        return (.string(try questions.node(key)), key)
    }
}
