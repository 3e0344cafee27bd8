import Foundation
import MedGraph
import Testing

/// What a result says about where a relationship comes from.
@Suite struct SourceTests {
    @Test func `a relationship tells its source, and one that no import made has none`() throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-source-\(UUID().uuidString).mdb").path
        defer {
            for path in [path, path + "-lock"] { try? FileManager.default.removeItem(atPath: path) }
        }
        let database = try Database.open(path: path)
        let source = Source(name: "Atlas", version: "3", license: "CC BY 4.0")
        let keys = KeyColumn.strings(TextColumn(["G43", "J45"]))
        let loader = try database.beginLoad()
        try loader.add(
            NodeBatch(
                label: "Disease", keyProperty: "icd10", keys: keys, properties: [], lines: [1, 2]),
            from: LoadOrigin(name: "rows"))
        try loader.add(
            RelationshipBatch(
                type: "RESEMBLES", source: source,
                start: .init(
                    label: "Disease", keyProperty: "icd10", keys: .strings(TextColumn(["G43"]))),
                end: .init(
                    label: "Disease", keyProperty: "icd10", keys: .strings(TextColumn(["J45"]))),
                properties: [], lines: [1]),
            from: LoadOrigin(name: "rows"))
        _ = try loader.commit()
        _ = try database.run(
            "MATCH (a:Disease {icd10: 'J45'}), (b:Disease {icd10: 'G43'}) CREATE (a)-[:FOLLOWS]->(b)"
        )
        let rows = try database.run(
            "MATCH p = (:Disease {icd10: 'G43'})-[r]-() RETURN r, p ORDER BY type(r)")
        let relationships = rows.compactMap { $0["r", as: QueryRelationship.self] }
        #expect(relationships.map(\.type) == ["FOLLOWS", "RESEMBLES"])
        #expect(relationships.map(\.source) == [nil, source])
        let paths = rows.compactMap { $0["p", as: QueryPath.self] }
        #expect(paths.map { $0.relationships[0].source } == [nil, source])
    }
}
