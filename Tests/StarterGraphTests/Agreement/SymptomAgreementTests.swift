import Foundation
import GraphTestSupport
import MedGraph
import Testing

@testable import DatasetImport

/// How far the symptoms agree with what others published. `REVIEW-SYMPTOMS.md` beside the tables
/// has the figures and says why the rest stays.
///
/// A disease or symptom occurs in a dataset if its name or one of its synonyms stands there,
/// without regard to case; nothing else is counted as the same.
@Suite(
    .tags(.wholeGraph),
    .enabled(if: StarterGraph.datasetsAreThere, "the datasets are not beside the repository"))
struct SymptomAgreementTests {
    private let graph: StarterGraph

    init() throws { graph = try StarterGraph.shared.get() }

    /// That dataset lists for each disease whatever its patients' records mention, so what is not
    /// listed was not noted: our rows should mostly be there.
    @Test func `most symptoms are in health-knowledge-graph as well`() throws {
        let agreement = SymptomAgreement(graph, with: try Self.healthKnowledgeGraph())
        #expect(agreement.diseaseCount > 100)
        #expect(agreement.comparableCount > 2_000)
        #expect(agreement.share >= 0.75, "\(agreement.summary)")
    }

    /// That dataset has the few symptoms that the definition of a disease names, two or three of
    /// them: what is not there was not denied, but what is there should be here.
    @Test func `nearly all symptoms of disease-ontology are here`() throws {
        let agreement = SymptomAgreement(graph, with: try Self.diseaseOntology())
        #expect(agreement.diseaseCount > 50)
        #expect(agreement.theirCount > 150)
        #expect(agreement.theirShare >= 0.9, "\(agreement.theirMisses)")
    }

    @Test func `what is said to be of a dataset stands there`() throws {
        let theirs = try Self.healthKnowledgeGraph()
        let names = SymptomAgreement.names(graph["symptoms"], "symptom")
        let prefix = "dataset: health-knowledge-graph "
        for row in graph["has_symptom"].rows where row["evidence"].hasPrefix("dataset:") {
            #expect(row["evidence"].hasPrefix(prefix), "\(row.cells)")
            let listed = theirs[String(row["evidence"].dropFirst(prefix.count)), default: []]
            #expect(!names[row["symptom"], default: []].isDisjoint(with: listed), "\(row.cells)")
        }
    }

    // MARK: The datasets

    /// The symptoms of each disease of health-knowledge-graph, loaded by the mapping that ships.
    private static func healthKnowledgeGraph() throws -> [String: Set<String>] {
        let database = try ImportedGraph.empty()
        _ = try ImportedGraph.load(
            try #require(MappingPreset.named("health-knowledge-graph")).mapping(),
            StarterGraph.datasets.appending(path: "health-knowledge-graph"), into: database)
        let rows = try database.run(
            "MATCH (d:Disease)-[:HAS_SYMPTOM]->(s) RETURN d.name AS disease, s.name AS symptom")
        return Dictionary(grouping: rows) { $0["disease", as: String.self]!.lowercased() }
            .mapValues { Set($0.map { $0["symptom", as: String.self]!.lowercased() }) }
    }

    private static func diseaseOntology() throws -> [String: Set<String>] {
        let file = "disease-ontology/disease-symptom.tsv.gz"
        let table = try CSVTable(StarterGraph.datasets.appending(path: file), delimiter: "\t")
        return Dictionary(grouping: table.rows) { $0["disease_label"].lowercased() }
            .mapValues { Set($0.map { $0["symptom_label"].lowercased() }) }
    }
}
