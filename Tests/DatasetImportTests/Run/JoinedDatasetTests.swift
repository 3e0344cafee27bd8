import DatasetImport
import Foundation
import MedGraph
import Testing

/// Six datasets in one database, with their diseases made one by MONDO's mappings; and questions to
/// it of which the answers were computed elsewhere, from the files.
@Suite(
    .tags(.dataset),
    .enabled(if: Datasets.areThere, "the datasets are not beside the repository"))
struct JoinedDatasetTests {
    @Test func `six datasets are one graph that answers what each was asked`() throws {
        try FormatImport.withDatabase { graph in
            let identities = try mondo()
            func load(
                _ names: [String], _ mapping: String, _ policy: DanglingPolicy = .refuse
            ) throws -> ImportAudit {
                var importer = try Datasets.importer(names, mapping: mapping)
                importer.identities = identities
                let audit = try DatabaseLoad(importer, policy).run(into: graph.database)
                #expect(audit.outcome == .loaded, "\(mapping)")
                return audit
            }
            let hetionet = try load(["hetionet-open"], "hetionet", .stub)
            #expect(hetionet.identification?.merges.count == 135)
            #expect(hetionet.identification?.cases.flatMap(\.met) == ["DOID:824"])
            try HetionetQuestions(database: graph.database).askAll()

            let drugs = try load(["drugcentral"], "drugcentral")
            // All its diseases are Hetionet's, by whatever name.
            #expect(drugs.identification?.merges.count == 67)
            _ = try load(["health-knowledge-graph"], "health-knowledge-graph")
            _ = try load(["disease-ontology"], "disease-ontology")
            try graph.load([Datasets.folder.appending(path: "hpo/hp.obo.gz").path]) {
                $0.label = "Phenotype"
            }
            _ = try load(["hpo/phenotype.hpoa.gz"], "hpo-annotations")
            let mappings = try load(Self.mappings, "sssom")
            let loops = try #require(mappings.identification).loopCount
            #expect(loops == 37_252)

            try expectClean(graph.database)
            try expectDiseasesAreOne(graph)
            try HetionetQuestions(database: graph.database).askAmongOthers()
            try HealthKnowledgeQuestions(database: graph.database).ask()
        }
    }

    private static let mappings = ["doid", "omim", "orphanet", "mesh"].map {
        "mondo/mondo_exactmatch_\($0).sssom.tsv.gz"
    }

    private func mondo() throws -> Identities {
        let files = try SourceFiles.identityFiles(
            Self.mappings.map { Datasets.folder.appending(path: $0).path })
        let identities = try Identities(
            files,
            preferring: ["MONDO", "DOID", "OMIM", "ORPHA", "MESH"].map { IdentityPrefix($0) },
            labels: ["Disease"])
        #expect(identities.counts.read == 39_977)
        #expect(identities.classes.classes.count == 20_467)
        #expect(identities.classes.ambiguities.count == 221)
        return identities
    }

    /// The file is whole, page by page and promise by promise. A copy is looked at, as this process
    /// has the database open.
    private func expectClean(_ database: Database) throws {
        let copy = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-joined-\(UUID().uuidString).mdb").path
        defer {
            for path in [copy, copy + "-lock"] { try? FileManager.default.removeItem(atPath: path) }
        }
        try database.backup(to: copy)
        let result = try Database.check(path: copy)
        #expect(result.isClean, "\(result.violations.prefix(5))")
    }

    /// What one dataset calls by DOID and another by OMIM or Orphanet is one node with the
    /// relationships of both.
    private func expectDiseasesAreOne(_ graph: FormatImport) throws {
        let unjoined = "MATCH (d:Disease) WHERE any(x IN d.same_as WHERE x = d.id) RETURN count(*)"
        #expect(try graph.rows(unjoined) == ["0"])
        let both = """
            MATCH (d:Disease)-[:HAS_ICD10]->(:IcdCode), (d)-[:HAS_PHENOTYPE]->(:Phenotype)
            RETURN count(DISTINCT d) > 500
            """
        #expect(try graph.rows(both) == ["true"])
    }
}
