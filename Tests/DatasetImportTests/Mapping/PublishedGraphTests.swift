import Diagnostics
import MedGraph
import Testing

@testable import DatasetImport

/// The mappings of graphs that are too large or too restricted to lie here, on rows of their form.
@Suite struct PublishedGraphTests {
    private static let primeKG = """
        relation,display_relation,x_index,x_id,x_type,x_name,x_source,y_index,y_id,y_type,y_name,y_source
        protein_protein,ppi,0,9796,gene/protein,PHYHIP,NCBI,8889,56992,gene/protein,KIF15,NCBI
        protein_protein,ppi,8889,56992,gene/protein,KIF15,NCBI,0,9796,gene/protein,PHYHIP,NCBI
        drug_protein,target,14012,DB00945,drug,Aspirin,DrugBank,2,5742,gene/protein,PTGS1,NCBI
        drug_protein,target,2,5742,gene/protein,PTGS1,NCBI,14012,DB00945,drug,Aspirin,DrugBank
        drug_protein,enzyme,14012,DB00945,drug,Aspirin,DrugBank,2,5742,gene/protein,PTGS1,NCBI
        drug_protein,enzyme,2,5742,gene/protein,PTGS1,NCBI,14012,DB00945,drug,Aspirin,DrugBank
        contraindication,contraindication,27,5044,disease,"hypertension, severe",MONDO,15,DB00945,drug,Aspirin,DrugBank
        contraindication,contraindication,15,DB00945,drug,Aspirin,DrugBank,27,5044,disease,"hypertension, severe",MONDO
        off-label use,off-label use,15,DB00945,drug,Aspirin,DrugBank,28,13924_12592,disease,stroke (grouped),MONDO_grouped
        disease_phenotype_negative,phenotype absent,27,5044,disease,"hypertension, severe",MONDO,9,1250,effect/phenotype,Seizure,HPO
        disease_disease,parent-child,27,5044,disease,"hypertension, severe",MONDO,28,13924_12592,disease,stroke (grouped),MONDO_grouped
        disease_disease,parent-child,28,13924_12592,disease,stroke (grouped),MONDO_grouped,27,5044,disease,"hypertension, severe",MONDO
        anatomy_protein_absent,expression absent,2,5742,gene/protein,PTGS1,NCBI,60,5044,anatomy,stomach,UBERON

        """

    @Test func `PrimeKG's doubled edges are stored once, from either end`() throws {
        let preset = try #require(MappingPreset.named("primekg"))
        let (graph, audit) = try SmallImport(preset.yaml, ["kg.csv": Self.primeKG]).run()
        #expect(audit.tables.map(\.rowCount) == [13])
        #expect(audit.report.relationships.read == 13)
        #expect(graph.relationships.count == 8)
        #expect(graph.count(type: "INTERACTS_WITH") == 1)
        #expect(graph.count(type: "PARENT_OR_CHILD_OF") == 1)
        #expect(graph.between("ACTS_ON", "DB00945", "5742").count == 2)
        #expect(graph.between("CONTRAINDICATED_IN", "DB00945", "5044").count == 1)
        #expect(graph.between("LACKS_PHENOTYPE", "5044", "1250").count == 1)
        #expect(graph.between("DOES_NOT_EXPRESS", "5044", "5742").count == 1)
        #expect(graph.between("TREATS_OFF_LABEL", "DB00945", "13924_12592").count == 1)
        // An identifier is unique only within a kind.
        #expect(graph.node("Disease", "5044")?.properties["name"] == "hypertension, severe")
        #expect(graph.node("Anatomy", "5044")?.properties["name"] == "stomach")
        #expect(audit.tables.allSatisfy { $0.unusedColumnNames.isEmpty })
    }

    @Test func `a relation that PrimeKG does not have is told by name`() throws {
        let preset = try #require(MappingPreset.named("primekg"))
        let row = "protein_protien,ppi,0,1,gene/protein,A,NCBI,1,2,gene/protein,B,NCBI\n"
        let header = Self.primeKG.prefix { $0 != "\n" } + "\n"
        let error = try SmallImport(preset.yaml, ["kg.csv": header + row]).failure()
        #expect(error.message == "`protein_protien` is none of the `values`")
        #expect(error.hint == "did you mean `protein_protein`?")
    }

    @Test func `DRKG's kinds become labels, and its relations types`() throws {
        let preset = try #require(MappingPreset.named("drkg"))
        let rows = """
            Compound::DB00945\tDRUGBANK::treats::Compound:Disease\tDisease::MESH:D009203
            Compound::DB00945\tGNBR::T::Compound:Disease\tDisease::MESH:D009203
            Gene::2157\tbioarx::HumGenHumGen:Gene:Gene\tGene::2157;2158
            Gene::7\tHetionet::GpBP::Gene:Biological Process\tBiological Process::GO:0006915
            Compound::brenda::17\tDGIDB::BLOCKER::Gene:Compound\tGene::5

            """
        let error = try SmallImport(preset.yaml, ["drkg.tsv": rows]).failure()
        #expect(error.message.contains("none of the `values`"), "\(error)")
        #expect(error.place?.line == 5)
        let good = rows.replacing("Compound::brenda::17", with: "Compound::brenda:17")
        let (graph, _) = try SmallImport(preset.yaml, ["drkg.tsv": good]).run()
        #expect(
            graph.between("TREATS", "Compound::DB00945", "Disease::MESH:D009203").count == 2)
        #expect(graph.between("RELATED_TO", "Gene::2157", "Gene::2157;2158").count == 1)
        #expect(
            graph.node("BiologicalProcess", "Biological Process::GO:0006915")?
                .properties["identifier"] == "GO:0006915")
    }
}
