import Foundation
import MedGraph
import Testing

@testable import DatasetImport

@Suite struct MappingPresetTests {
    @Test func `every mapping of the folder ships`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Datasets/mappings")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".yaml") }.sorted()
        #expect(MappingPreset.all.map { "\($0.name).yaml" } == files)
        for preset in MappingPreset.all {
            let text = try String(
                contentsOf: folder.appending(path: "\(preset.name).yaml"), encoding: .utf8)
            #expect(preset.yaml == text)
        }
    }

    @Test func `hetionet knows all kinds and metaedges of version 1`() throws {
        let rules = try #require(MappingPreset.named("hetionet")).mapping().hetionet
        #expect(rules.metaedges.count == 24)
        #expect(Set(rules.labelsByKind.values).count == 11)
        #expect(
            rules.metaedges.filter(\.isSymmetric).map(\.abbreviation) == [
                "CrC", "DrD", "GcG", "GiG",
            ])
        #expect(rules.metaedges.filter(\.isDirected).map(\.abbreviation) == ["Gr>G"])
        #expect(rules.metaedges.allSatisfy { !$0.type.contains(" ") })
    }

    @Test func `bench reads what the generator writes`() throws {
        let preset = try #require(MappingPreset.named("bench"))
        var files = [
            "nodes_Disease.csv": "id,code,name,category\n0,DIS0000000,Disease 0,category 3\n"
                + "1,DIS0000001,Disease 1,category 4\n",
            "nodes_Symptom.csv": "id,code,name,body_system\n2,SYM0000000,Symptom 0,body_system 1\n",
            "nodes_Drug.csv": "id,code,name,drug_class\n3,DRG0000000,Drug 0,drug_class 1\n",
            "nodes_SideEffect.csv": "id,code,name,severity\n4,SFX0000000,SideEffect 0,severity 1\n",
            "nodes_Gene.csv": "id,code,name,chromosome\n5,GEN0000000,Gene 0,chromosome 1\n",
            "edges_HAS_SYMPTOM.csv": "start_id,end_id,weight\n0,2,0.1234\n1,2,1.0000\n",
            "edges_CAUSES.csv": "start_id,end_id,frequency\n3,4,0.0001\n",
            "edges_RESEMBLES.csv": "start_id,end_id\n1,0\n0,1\n",
        ]
        for type in ["TREATS", "INTERACTS", "ASSOCIATES", "BINDS", "GENE_INTERACTS"] {
            files["edges_\(type).csv"] = "start_id,end_id\n"
        }
        let (graph, audit) = try SmallImport(preset.yaml, files).run()
        #expect(graph.nodes.count == 6)
        #expect(
            graph.node("Disease", 0)?.properties == [
                "id": 0, "code": "DIS0000000", "name": "Disease 0", "category": "category 3",
            ])
        #expect(graph.between("HAS_SYMPTOM", 0, 2) == [["weight": 0.1234]])
        #expect(graph.between("CAUSES", 3, 4) == [["frequency": 0.0001]])
        #expect(graph.count(type: "RESEMBLES") == 1)
        #expect(audit.report.mirroredRelationships == 1)
        #expect(graph.weights == ["HAS_SYMPTOM": "weight", "CAUSES": "frequency"])
        #expect(graph.indexes.contains(.init(label: "Disease", property: "code", isUnique: false)))
    }
}
