import Diagnostics
import Foundation
import MedGraph
import Testing

@testable import DatasetImport

/// Imports of datasets that name the same disease differently.
@Suite struct IdentificationTests {
    private static let identityTable = """
        subject_id\tsubject_label\tpredicate_id\tobject_id
        MONDO:1\tflu\tskos:exactMatch\tDOID:10
        MONDO:1\tflu\tskos:exactMatch\tmesh:D1
        MONDO:2\tcold\tskos:exactMatch\tDOID:20
        MONDO:3\tpox\tskos:exactMatch\tDOID:30
        MONDO:3\tpox\tskos:exactMatch\tDOID:31
        MONDO:1\tflu\tskos:exactMatch\tICD10CM:J10
        MONDO:2\tcold\tskos:exactMatch\tICD10CM:J10

        """

    private static let mapping = """
        mapping: 1
        source: {name: Test, license: CC0}
        labels: {Disease: {key: id}, Code: {key: id}, Drug: {key: id}}
        tables:
          - file: diseases*.csv
            format: csv
            nodes: [{label: Disease, key: id}]
          - file: codes.csv
            format: csv
            optional: true
            nodes: [{label: Code, key: code}]
            relationships: [{type: HAS_CODE, start: {label: Disease, key: id}, end: {label: Code, key: code}}]
          - file: treats*.csv
            format: csv
            optional: true
            nodes: [{label: Drug, key: drug}]
            relationships:
              - {type: TREATS, start: {label: Drug, key: drug}, end: {label: Disease, key: id}, properties: {line: line}}
          - file: same.csv
            format: csv
            optional: true
            relationships:
              - {type: LIKE, start: {label: Disease, key: a}, end: {label: Disease, key: b}, properties: {n: n}}
        """

    private func identities(
        _ prefixes: [String] = ["MONDO", "DOID", "MESH", "ICD10CM"]
    ) throws(InputError) -> Identities {
        try Identities(
            [InputFile(name: "m.sssom.tsv", bytes: Array(Self.identityTable.utf8))],
            preferring: prefixes.map { IdentityPrefix($0) }, labels: ["Disease"])
    }

    private func importer(
        _ files: [String: String], _ prefixes: [String]? = nil
    ) throws(InputError) -> Importer {
        var importer = try SmallImport(Self.mapping, files).importer()
        importer.identities =
            if let prefixes { try identities(prefixes) } else { try identities() }
        return importer
    }

    @Test func `nodes and both ends of relationships become the node that stands for them`() throws
    {
        let (graph, audit) = try importer([
            "diseases1.csv": "id\nDOID:10\nMONDO:2\nDOID:99\n",
            "diseases2.csv": "id\nmesh:D1\nDOID:20\n",
            "treats1.csv": "id,drug,line\nMESH:D1,a,first\nDOID:20,a,first\n",
            "same.csv": "a,b,n\nDOID:10,DOID:20,1\nDOID:99,DOID:10,2\n",
        ]).load()
        #expect(graph.count(label: "Disease") == 3)
        #expect(
            graph.node("Disease", "MONDO:1")?.properties["same_as"]
                == .list(.strings(["DOID:10", "MESH:D1"])))
        #expect(
            graph.node("Disease", "MONDO:2")?.properties["same_as"] == .list(.strings(["DOID:20"])))
        #expect(graph.node("Disease", "DOID:99")?.properties == ["id": "DOID:99"])
        #expect(graph.between("TREATS", "a", "MONDO:1") == [["line": "first"]])
        #expect(graph.between("TREATS", "a", "MONDO:2") == [["line": "first"]])
        #expect(graph.between("LIKE", "MONDO:1", "MONDO:2") == [["n": "1"]])
        #expect(graph.between("LIKE", "DOID:99", "MONDO:1") == [["n": "2"]])
        let found = try #require(audit.identification)
        #expect(
            found.merges == [
                .init(id: "MONDO:1", met: ["DOID:10", "MESH:D1"]),
                .init(id: "MONDO:2", met: ["DOID:20", "MONDO:2"]),
            ])
        #expect(found.cases.isEmpty)
    }

    @Test func `what is ambiguous stays apart and is listed`() throws {
        let (graph, audit) = try importer([
            "diseases1.csv": "id\nDOID:30\nDOID:31\nMONDO:3\nICD10CM:J10\nMONDO:1\n"
        ]).load()
        #expect(graph.count(label: "Disease") == 5)
        #expect(graph.node("Disease", "DOID:30")?.properties["same_as"] == nil)
        #expect(graph.node("Disease", "ICD10CM:J10")?.properties["same_as"] == nil)
        let cases = try #require(audit.identification).cases
        #expect(cases.map(\.ambiguity.reason) == [.sharedCode, .samePrefix])
        #expect(cases.map(\.met) == [["ICD10CM:J10"], ["DOID:30", "DOID:31", "MONDO:3"]])
        #expect(
            audit.text.contains("identifiers of this import that stay apart, being ambiguous  4"))
        #expect(
            audit.text.contains(
                "stays apart: DOID:30, DOID:31, MONDO:3 (two identifiers of one vocabulary: "
                    + "DOID:30, DOID:31, MONDO:3)"))
    }

    @Test func `nothing is made one by its name, nor among nodes of other labels`() throws {
        let (graph, _) = try importer([
            "diseases1.csv": "id\nflu\nMONDO:1\n",
            "codes.csv": "id,code\nMONDO:1,DOID:10\nMONDO:1,MESH:D1\n",
        ]).load()
        #expect(graph.count(label: "Disease") == 2)
        #expect(graph.count(label: "Code") == 2)
        #expect(graph.between("HAS_CODE", "MONDO:1", "DOID:10").count == 1)
    }

    @Test func `a relationship between two identifiers of one node is left out and told`() throws {
        let (graph, audit) = try importer([
            "diseases1.csv": "id\nDOID:10\nDOID:20\n",
            "same.csv": "a,b,n\nDOID:10,mesh:D1,1\nDOID:10,DOID:20,2\nDOID:20,DOID:20,3\n",
        ]).load()
        #expect(graph.count(type: "LIKE") == 2)
        #expect(graph.between("LIKE", "MONDO:1", "MONDO:2") == [["n": "2"]])
        #expect(graph.between("LIKE", "MONDO:2", "MONDO:2") == [["n": "3"]])
        let found = try #require(audit.identification)
        #expect(found.loopCount == 1)
        #expect(
            found.loops == [
                .init(type: "LIKE", start: "DOID:10", end: "MESH:D1", file: "same.csv", line: 2)
            ])
        #expect(
            audit.text.contains("same.csv:2: LIKE left out: DOID:10 and MESH:D1 are one node"))
    }

    @Test func `the first prefix that a class has is the node's`() throws {
        let (graph, _) = try importer(
            ["diseases1.csv": "id\nMONDO:1\nDOID:20\n"], ["MESH", "DOID", "MONDO"]
        ).load()
        #expect(
            graph.node("Disease", "MESH:D1")?.properties["same_as"]
                == .list(.strings(["DOID:10", "MONDO:1"])))
        #expect(graph.node("Disease", "DOID:20") != nil)
    }

    @Test func `a property that already holds other identifiers is not overwritten`() throws {
        var small = SmallImport(
            """
            mapping: 1
            source: {name: Test, license: CC0}
            labels: {Disease: {key: id}}
            tables:
              - file: d.csv
                format: csv
                nodes: [{label: Disease, key: id, properties: [same_as]}]
            """, ["d.csv": "id,same_as\nDOID:10,x\n"])
        small.policy = .refuse
        var importer = try small.importer()
        importer.identities = try identities()
        let error = try #require(throws: InputError.self) { try importer.load() }
        #expect(error.message.hasPrefix("nodes of `Disease` have a property `same_as`"))
        #expect(error.place?.file == "d.csv")
    }

    @Test func `the audit for programs has every merge and every ambiguity`() throws {
        let (_, audit) = try importer(["diseases1.csv": "id\nDOID:10\nDOID:30\n"]).load()
        let object = try JSONSerialization.jsonObject(with: Data(audit.json().utf8))
        let root = try #require(object as? [String: Any])
        let found = try #require(root["identification"] as? [String: Any])
        #expect(found["classes"] as? Int == 2)
        #expect(found["ambiguities"] as? Int == 2)
        let merged = try #require(found["merged"] as? [[String: Any]])
        #expect(merged.map { $0["id"] as? String } == ["MONDO:1"])
        let ambiguous = try #require(found["ambiguous"] as? [[String: Any]])
        #expect(ambiguous.map { $0["met"] as? [String] } == [["DOID:30"]])
        let rows = try #require(found["rows"] as? [String: Any])
        #expect(rows["used"] as? Int == 7)
    }

    private static let namedNodes = """
        id\tcategory\tname
        DOID:10\tbiolink:Disease\tflu
        mesh:D1\tbiolink:Disease\tflu
        DOID:20\tbiolink:InformationContentEntity\tcold in a book
        x:1\tbiolink:Drug\tpill

        """

    @Test func `names of formats that describe themselves are identified by their label`() throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load(
                [
                    "a.tsv": Self.namedNodes,
                    "b.tsv": "subject\tpredicate\tobject\nx:1\tbiolink:treats\tMESH:D1\n"
                        + "x:1\tbiolink:mentioned_in\tDOID:20\nDOID:20\tbiolink:about\tDOID:10\n",
                ], identities: identities())
            #expect(audit.outcome == .loaded)
            #expect(
                try graph.rows("MATCH (d:Disease) RETURN d.id, d.same_as")
                    == ["'MONDO:1' | ['DOID:10', 'MESH:D1']"])
            #expect(
                try graph.rows("MATCH (a)-[r]->(b) RETURN a.id, b.id ORDER BY a.id, b.id") == [
                    "'DOID:20' | 'MONDO:1'", "'x:1' | 'DOID:20'", "'x:1' | 'MONDO:1'",
                ])
        }
    }

    @Test func `a later file finds the node by any of its identifiers`() throws {
        try FormatImport.withDatabase { graph in
            let nodes = "id\tcategory\nDOID:10\tbiolink:Disease\nx:1\tbiolink:Drug\n"
            try graph.load(["a.tsv": nodes], identities: identities())
            try graph.load(
                ["b.tsv": "subject\tpredicate\tobject\nx:1\tbiolink:treats\tmesh:D1\n"],
                identities: identities())
            #expect(
                try graph.rows("MATCH (a)-[r]->(b) RETURN a.id, b.id") == ["'x:1' | 'MONDO:1'"])
        }
    }

    @Test func `a name that is of an identified label in some rows only is refused`() throws {
        try FormatImport.withDatabase { graph in
            let error = try #require(throws: InputError.self) {
                try graph.load(
                    [
                        "a.tsv": "id\tcategory\nDOID:10\tbiolink:Disease\n",
                        "b.tsv": "id\tcategory\nDOID:10\tbiolink:Drug\n",
                    ], identities: identities())
            }
            #expect(error.message.hasPrefix("`DOID:10` has one of the labels `Disease`"))
            #expect(try graph.database.information().nodeCount == 0)
        }
    }

    @Test func `nodes that were made under another identifier before are told`() throws {
        try FormatImport.withDatabase { graph in
            let files = ["diseases1.csv": "id\nDOID:10\nDOID:30\nMONDO:2\n"]
            _ = try DatabaseLoad(SmallImport(Self.mapping, files).importer()).run(
                into: graph.database)
            let audit = try DatabaseLoad(importer(files)).run(into: graph.database)
            #expect(audit.identification?.strays == [.init(key: "DOID:10", id: "MONDO:1")])
            #expect(
                audit.text.contains(
                    "in the database already: DOID:10, which this import calls MONDO:1"))
            #expect(try graph.rows("MATCH (d:Disease) RETURN count(*)") == ["4"])
        }
    }

    @Test func `the graph is the same in whatever order datasets are loaded`() throws {
        let datasets = [
            ["diseases1.csv": "id\nDOID:10\nDOID:20\nDOID:30\n"],
            [
                "diseases1.csv": "id\nmesh:D1\nMONDO:2\nMONDO:3\n",
                "treats1.csv": "id,drug,line\nmesh:D1,a,first\n",
            ],
            [
                "diseases1.csv": "id\nMONDO:1\nMONDO:2\n",
                "same.csv": "a,b,n\nMONDO:1,MONDO:2,1\n",
                "treats1.csv": "id,drug,line\nMONDO:1,a,first\nDOID:20,b,later\n",
            ],
        ]
        var hashes: [String] = []
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            try FormatImport.withDatabase { graph in
                for index in order {
                    let audit = try DatabaseLoad(importer(datasets[index])).run(
                        into: graph.database)
                    #expect(audit.outcome == .loaded)
                }
                hashes.append("\(try graph.database.contentHash())")
                #expect(
                    try graph.rows("MATCH (d:Disease) RETURN d.id ORDER BY d.id")
                        == ["'DOID:30'", "'MONDO:1'", "'MONDO:2'", "'MONDO:3'"])
                #expect(try graph.rows("MATCH ()-[r:TREATS]->() RETURN count(*)") == ["2"])
            }
        }
        #expect(Set(hashes).count == 1)
    }
}
