import Diagnostics
import MedGraph
import Testing

@testable import DatasetImport

/// The mappings that ship, on the datasets they are for.
@Suite(
    .tags(.dataset),
    .enabled(if: Datasets.areThere, "the datasets are not beside the repository"))
struct DatasetTests {
    @Test func `hetionet-open has the counts of its description`() throws {
        let importer = try Datasets.importer(["hetionet-open"], mapping: "hetionet")
        let (graph, audit) = try importer.load(policy: .skip)
        #expect(audit.tables.map(\.rowCount) == [23_727, 36_849])
        let labels = [
            "Gene": 20_945, "Compound": 1_460, "Symptom": 438, "Anatomy": 402,
            "PharmacologicClass": 345, "Disease": 137,
        ]
        for (label, count) in labels { #expect(graph.count(label: label) == count, "\(label)") }
        #expect(graph.nodes.count == 23_727)
        let types = [
            "PRESENTS": 3_357, "LOCALIZES": 3_602, "TREATS": 755, "PALLIATES": 390,
            "INCLUDES": 1_029, "DOWNREGULATES": 7_623, "UPREGULATES": 7_731, "ASSOCIATES": 4_439,
            "BINDS": 894, "RESEMBLES": 543 + 6_486 - 679,
        ]
        for (type, count) in types { #expect(graph.count(type: type) == count, "\(type)") }
        #expect(audit.report.danglingRelationships == 679)
        #expect(audit.report.missingNodes == 71)
        #expect(audit.report.relationships.made == 36_849 - 679)
        #expect(audit.report.conflictingProperties == 0)
        #expect(graph.node("Disease", "DOID:10763")?.properties["name"] == "hypertension")
        #expect(graph.node("Gene", "9021") != nil)
    }

    @Test func `hetionet-open is the same graph in both of its forms`() throws {
        let tables = try Datasets.importer(
            ["hetionet-open/nodes.tsv.gz", "hetionet-open/edges.sif.gz"], mapping: "hetionet"
        ).load(policy: .stub)
        let json = try Datasets.importer(
            ["hetionet-open/hetionet-open.json.gz"], mapping: "hetionet"
        ).load(policy: .stub)
        #expect(tables.graph.nodes == json.graph.nodes)
        #expect(tables.graph.relationships == json.graph.relationships)
        #expect(tables.graph.nodes.count == 23_727 + 71)
        #expect(tables.graph.relationships.count == 36_849)
        #expect(tables.audit.report.stubNodes == 71)
    }

    @Test func `dangling ends of hetionet-open are refused unless asked`() throws {
        let (_, audit) = try Datasets.importer(["hetionet-open"], mapping: "hetionet").load()
        #expect(audit.outcome == .refused)
        #expect(audit.report.issues.count == 10)
        #expect(audit.refusal?.place?.file.hasSuffix("edges.sif.gz") == true)
    }

    @Test func `health-knowledge-graph has its weights`() throws {
        let (graph, audit) = try Datasets.importer(
            ["health-knowledge-graph/DerivedKnowledgeGraph_final.csv"],
            mapping: "health-knowledge-graph"
        ).load()
        #expect(graph.count(label: "Disease") == 156)
        #expect(graph.count(label: "Symptom") == 330)
        #expect(graph.count(type: "HAS_SYMPTOM") == 3_709)
        #expect(graph.between("HAS_SYMPTOM", "hkg:abscess", "hkg:pain") == [["weight": 0.318]])
        #expect(graph.node("Disease", "hkg:bell's palsy")?.properties["name"] == "bell's palsy")
        #expect(audit.report.conflictingProperties == 0)
    }

    @Test func `medline-cooccurrence has every number as it is, and pairs once`() throws {
        let (graph, audit) = try Datasets.importer(
            ["medline-cooccurrence"], mapping: "medline-cooccurrence"
        ).load()
        #expect(graph.nodes.count == 133)
        #expect(graph.relationships.count == 8_778)
        #expect(audit.report.relationships.read == 17_556)
        #expect(audit.report.mirroredRelationships == 8_778)
        let infinite = graph.relationships.values.count { $0["odds_ratio"] == .float(.infinity) }
        #expect(infinite == 10)
        #expect(graph.relationships.values.count { $0["p_fisher"] == 0.0 } == 133)
        #expect(
            graph.relationships.values.contains {
                $0["p_fisher"] == .float(.leastNonzeroMagnitude)
            })
        #expect(
            graph.between("CO_OCCURS", "DOID:10652", "DOID:14330") == [
                [
                    "cooccurrence": 2760, "expected": 827.0981517715184,
                    "enrichment": 3.336967921024246, "odds_ratio": 3.5773977199342077,
                    "p_fisher": 0.0,
                ]
            ])
    }

    @Test func `drugcentral has its classes, indications and targets`() throws {
        let (graph, audit) = try Datasets.importer(["drugcentral"], mapping: "drugcentral").load()
        #expect(graph.count(label: "PharmacologicClass") == 1_262)
        #expect(graph.count(label: "Disease") == 68)
        #expect(graph.count(label: "Gene") == 600)
        #expect(graph.count(type: "INCLUDES") == 10_959)
        #expect(graph.count(type: "TREATS") == 359)
        #expect(graph.count(type: "PALLIATES") == 77)
        #expect(graph.count(type: "NOT_INDICATED") == 25)
        #expect(graph.count(type: "INDICATED_FOR") == 210)
        #expect(graph.count(type: "BINDS") == 2_991)
        #expect(audit.report.conflictingProperties == 0)
        #expect(audit.tables.allSatisfy { $0.unusedColumnNames.isEmpty })
    }

    @Test func `pharmacotherapydb keeps what is no indication apart`() throws {
        let (graph, audit) = try Datasets.importer(
            ["pharmacotherapydb"], mapping: "pharmacotherapydb"
        ).load()
        #expect(graph.count(label: "Disease") == 97)
        #expect(graph.count(label: "Compound") == 601)
        #expect(graph.count(type: "TREATS") == 755)
        #expect(graph.count(type: "PALLIATES") == 390)
        #expect(graph.count(type: "NOT_INDICATED") == 243)
        #expect(audit.report.conflictingProperties == 0)
    }

    @Test func `hpo annotations have numbers for frequencies and no edge for what is absent`()
        throws
    {
        let (graph, audit) = try Datasets.importer(["hpo"], mapping: "hpo-annotations").load()
        #expect(audit.tables.map(\.rowCount) == [271_702, 316_589])
        #expect(graph.count(label: "Disease") == 12_687)
        #expect(graph.count(label: "Phenotype") == 11_367)
        #expect(graph.count(label: "Gene") == 5_132)
        #expect(graph.count(label: "AbsentPhenotype") == 2_711)
        let types = [
            "HAS_PHENOTYPE": 251_872, "HAS_INHERITANCE": 8_854, "HAS_CLINICAL_COURSE": 8_020,
            "HAS_PAST_HISTORY": 123, "HAS_CLINICAL_MODIFIER": 77, "CAUSES_PHENOTYPE": 316_589,
        ]
        for (type, count) in types { #expect(graph.count(type: type) == count, "\(type)") }
        let frequencies = graph.relationships.values.compactMap { properties in
            if case .float(let value)? = properties["frequency"] { value } else { nil }
        }
        #expect(frequencies.count == 205_440)
        #expect(frequencies.allSatisfy { $0 > 0 && $0 <= 1 })
        let half = graph.between("HAS_PHENOTYPE", "OMIM:619340", "HP:0011097")
        #expect(half.map { $0["frequency"] } == [0.5])
        #expect(half.map { $0["frequency_as_written"] } == ["1/2"])
    }

    @Test func `disease-ontology has its hierarchy, codes, identifiers and symptoms`() throws {
        let (graph, audit) = try Datasets.importer(
            ["disease-ontology"], mapping: "disease-ontology"
        )
        .load()
        #expect(graph.count(label: "Disease") == 12_260)
        #expect(graph.count(label: "IcdCode") == 2_484)
        #expect(graph.count(label: "ExternalId") == 37_261)
        #expect(graph.count(label: "Symptom") == 300)
        #expect(graph.count(type: "IS_A") == 12_296)
        #expect(graph.count(type: "HAS_ICD10") == 3_695)
        #expect(graph.count(type: "HAS_XREF") == 39_264)
        #expect(graph.count(type: "HAS_SYMPTOM") == 2_222)
        #expect(audit.report.danglingRelationships == 0)
        #expect(graph.node("Disease", "DOID:4")?.properties["name"] == "disease")
    }

    @Test func `mondo's mappings join the identifiers of the other datasets`() throws {
        let files = ["doid", "icd10cm", "icd10who", "mesh", "omim", "orphanet"].map {
            "mondo/mondo_exactmatch_\($0).sssom.tsv.gz"
        }
        let broad = ["broad", "narrow"].map { "mondo/mondo_\($0)match_icd10cm.sssom.tsv.gz" }
        let (graph, audit) = try Datasets.importer(files + broad, mapping: "sssom").load()
        #expect(graph.count(label: "Disease") == 58_980)
        #expect(graph.count(label: "IcdCode") == 2_276)
        #expect(graph.count(type: "EXACT_MATCH") == 40_341)
        #expect(graph.count(type: "BROAD_MATCH") == 66)
        #expect(graph.count(type: "NARROW_MATCH") == 5)
        #expect(audit.report.danglingRelationships == 0)
        #expect(graph.node("IcdCode", "ICD10CM:E30.1")?.properties["system"] == "ICD-10-CM")
        #expect(graph.between("EXACT_MATCH", "MONDO:0000001", "MESH:D004194").count == 1)
    }

    @Test func `two datasets that agree stay two relationships`() throws {
        let first = try Datasets.importer(["pharmacotherapydb"], mapping: "pharmacotherapydb")
            .load().graph
        let both = try Datasets.importer(["drugcentral"], mapping: "drugcentral").load(into: first)
            .graph
        #expect(both.count(type: "TREATS") == 755 + 359)
        #expect(
            Set(both.relationships.keys.filter { $0.type == "TREATS" }.map(\.source.name))
                == ["PharmacotherapyDB", "DrugCentral"])
    }
}
