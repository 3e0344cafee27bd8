import DatasetImport
import Foundation
import MedGraph
import Testing

/// The real files that lie beside the repository on some machines, with exact counts.
@Suite(
    .tags(.dataset),
    .enabled(if: Datasets.areThere, "the datasets are not beside the repository"))
struct FormatDatasetTests {
    private static func path(_ name: String) -> String {
        Datasets.folder.appending(path: name).path
    }

    @Test(arguments: [
        ("hpo/hp.obo.gz", 19_484, 450, 23_392),
        ("symptom-ontology/symp.obo.gz", 1_020, 125, 898),
        ("disease-ontology/DO_infectious_disease_slim.obo.gz", 536, 0, 498),
    ])
    func `ontologies in OBO`(name: String, terms: Int, obsolete: Int, isA: Int) throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load([Self.path(name)])
            #expect(audit.tables[0].rowCount == terms)
            #expect(audit.tables[0].notes["obsolete terms left out"] ?? 0 == obsolete)
            let information = try graph.database.information()
            #expect(information.nodeCount == UInt64(terms - obsolete))
            #expect(information.types.map(\.name) == ["IS_A"])
            #expect(information.relationshipCount == UInt64(isA))
        }
    }

    @Test func `the human phenotype ontology keeps its synonyms and alternative ids`() throws {
        try FormatImport.withDatabase { graph in
            try graph.load([Self.path("hpo/hp.obo.gz")]) { $0.label = "Phenotype" }
            #expect(
                try graph.rows("MATCH (n:Phenotype) UNWIND n.alternative_ids AS id RETURN count(*)")
                    == ["3832"])
            #expect(
                try graph.rows("MATCH (n {id: 'HP:0000003'}) RETURN n.exact_synonyms, n.xrefs") == [
                    "['Multicystic dysplastic kidney', 'Multicystic kidneys', "
                        + "'Multicystic renal dysplasia'] | ['SNOMEDCT_US:204962002', "
                        + "'SNOMEDCT_US:82525005', 'UMLS:C3714581']"
                ])
        }
    }

    @Test func `the slim of the disease ontology is one graph in both of its formats`() throws {
        var hashes: [String] = []
        for name in ["obo", "json"] {
            try FormatImport.withDatabase { graph in
                let audit = try graph.load([
                    Self.path("disease-ontology/DO_infectious_disease_slim.\(name).gz")
                ]) { $0.source = Source(name: "DO", version: "", license: "CC0 1.0") }
                if name == "json" {
                    #expect(audit.tables[0].rowCount == 553 + 498)
                    #expect(
                        audit.tables[0].notes[
                            "properties, which are names of relations and no terms"] == 17)
                }
                hashes.append(try graph.database.contentHash())
            }
        }
        #expect(hashes.count == 2 && hashes[0] == hashes[1])
    }

    @Test func `the edges of mondo come with stubs`() throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load(
                [Self.path("mondo/mondo-rare_edges.tsv.gz")], dangling: .stub)
            #expect(audit.tables[0].rowCount == 29_913)
            #expect(audit.report.stubNodes == 18_966)
            let types = try graph.database.information().types
            #expect(types.map(\.name) == ["SUBCLASS_OF", "RELATED_TO"])
            #expect(types.map(\.count) == [28_842, 1_071])
        }
    }

    @Test func `hetionet's own formats are known by their content`() throws {
        try FormatImport.withDatabase { graph in
            let names = ["hetionet-open/nodes.tsv.gz", "hetionet-open/edges.sif.gz"]
            try graph.load(names.map(Self.path), dangling: .stub)
            #expect(try graph.database.information().relationshipCount == 36_849)
        }
    }
}
