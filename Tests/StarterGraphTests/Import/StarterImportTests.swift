import Foundation
import GraphTestSupport
import MedGraph
import Testing

@testable import DatasetImport

/// The graph in a database: what the tables say is what arrives.
@Suite(.tags(.wholeGraph)) struct StarterImportTests {
    private let graph: StarterGraph

    init() throws { graph = try StarterGraph.shared.get() }

    @Test func `the import is clean and the database has what the tables have`() throws {
        let file = try StarterDatabase()
        let audit = try Starter.load(into: file.open())
        #expect(audit.outcome == .loaded)
        #expect(audit.report.danglingRelationships == 0)
        #expect(audit.report.conflictingProperties == 0)
        #expect(audit.report.nodes.merged == 0)
        #expect(audit.report.relationships.merged == 0)
        let unused = audit.unusedFiles.map { URL(filePath: $0).lastPathComponent }
        #expect(unused.allSatisfy { !$0.hasSuffix(".csv") }, "\(unused)")

        let information = try file.open().information()
        #expect(
            Dictionary(uniqueKeysWithValues: information.labels.map { ($0.name, Int($0.count)) })
                == labelCounts)
        #expect(
            Dictionary(uniqueKeysWithValues: information.types.map { ($0.name, Int($0.count)) })
                == typeCounts)
        let weights = information.types.compactMap { type in type.weight.map { (type.name, $0) } }
        #expect(
            Dictionary(uniqueKeysWithValues: weights)
                == ["HAS_SYMPTOM": "frequency", "CAUSES": "frequency"])
        #expect(information.sources.map(\.source.license) == ["Apache-2.0"])
        #expect(try Database.check(path: file.path).violations == [])
    }

    @Test func `the same tables again add nothing`() throws {
        let file = try StarterDatabase()
        let database = try file.open()
        _ = try Starter.load(into: database)
        let hash = try database.contentHash()
        let audit = try Starter.load(into: database)
        #expect(audit.report.nodes.made == 0)
        #expect(audit.report.relationships.made == 0)
        #expect(try database.contentHash() == hash)
    }

    @Test func `questions find what the tables say`() throws {
        let file = try StarterDatabase()
        let database = try file.open()
        _ = try Starter.load(into: database)

        let symptoms = try database.run(
            """
            MATCH (:Disease {icd10: 'G43'})-[r:HAS_SYMPTOM]->(s:Symptom)
            RETURN s.name AS name, r.frequency AS frequency, r.class AS class
            """)
        let found = Set(
            symptoms.map { "\($0["name", as: String.self]!)|\($0["class", as: String.self]!)" })
        let written = graph["has_symptom"].rows.filter { $0["icd10"] == "G43" }
            .map { "\($0["symptom"])|\($0["class"])" }
        #expect(found == Set(written) && symptoms.count == written.count)

        let lost = try database.run(
            """
            MATCH (d:Disease)
            WHERE NOT EXISTS {
                MATCH (d)-[:IS_A*1..4]->(g:DiseaseGroup) WHERE NOT (g)-[:IS_A]->()
            }
            RETURN d.icd10 AS code
            """)
        #expect(lost.isEmpty, "\(lost.map { $0["code", as: String.self]! })")

        let pairs = graph["resembles"].rows.filter {
            $0["icd10"] == "J45" || $0["other"] == "J45"
        }
        let resembling = try database.run(
            "MATCH (:Disease {icd10: 'J45'})-[:RESEMBLES]-(d) RETURN d.icd10 AS code")
        #expect(
            Set(resembling.map { $0["code", as: String.self]! })
                == Set(pairs.map { $0["icd10"] == "J45" ? $0["other"] : $0["icd10"] }))
    }

    // MARK: What the tables amount to

    private var labelCounts: [String: Int] {
        [
            "DiseaseGroup": graph["groups"].rows.count, "Disease": graph["diseases"].rows.count,
            "Symptom": graph["symptoms"].rows.count, "Drug": graph["drugs"].rows.count,
            "DrugClass": graph["classes"].rows.count,
            "SideEffect": graph["side_effects"].rows.count,
        ]
    }

    private var typeCounts: [String: Int] {
        func filled(_ table: String, _ column: String) -> Int {
            graph[table].rows.count { !$0[column].isEmpty }
        }
        return [
            "IS_A": filled("groups", "parent") + filled("diseases", "parent")
                + filled("diseases", "block") + filled("classes", "parent"),
            "HAS_SYMPTOM": graph["has_symptom"].rows.count,
            "RESEMBLES": graph["resembles"].rows.count,
            "COMORBID_WITH": graph["comorbid_with"].rows.count,
            "IN_CLASS": graph["drugs"].rows.reduce(0) { $0 + $1.list("class").count },
            "TREATS": graph["treats"].rows.count,
            "CONTRAINDICATED_IN": graph["contraindicated_in"].rows.count,
            "SAME_AS": filled("side_effects", "symptom"), "CAUSES": graph["causes"].rows.count,
        ]
    }
}
