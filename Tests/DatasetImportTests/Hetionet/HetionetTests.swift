import Diagnostics
import MedGraph
import Testing

@testable import DatasetImport

@Suite struct HetionetTests {
    private static let mapping = """
        mapping: 1
        source: {name: Small, version: "0", license: CC0}
        labels: {Disease: {key: id}, Gene: {key: id}, DrugClass: {key: id}}
        kinds: {Disease: Disease, Gene: Gene, Drug Class: DrugClass}
        metaedges:
          DrD: {start: Disease, verb: resembles, end: Disease, type: RESEMBLES, license: CC0}
          DaG: {start: Disease, verb: associates, end: Gene, type: ASSOCIATES, license: CC BY 4.0}
          Gr>G: {start: Gene, verb: regulates, end: Gene, type: REGULATES, directed: true, license: X}
        tables:
          - {file: nodes.tsv, format: hetionet-nodes, form: tables}
          - {file: edges.sif, format: hetionet-sif, form: tables}
          - {file: graph.json, format: hetionet-json, form: json, data: DATA}
        """

    private static func mapping(data: String = "none") -> String {
        let range = mapping.firstRange(of: "DATA")!
        return mapping[..<range.lowerBound] + data + mapping[range.upperBound...]
    }

    private static let tables = [
        "nodes.tsv": "id\tname\tkind\nDisease::DOID:1\tone\tDisease\nDisease::DOID:2\t\tDisease\n"
            + "Gene::9021\tSOCS3\tGene\nDrug Class::N1\tclass\tDrug Class\n",
        "edges.sif": "source\tmetaedge\ttarget\nDisease::DOID:1\tDrD\tDisease::DOID:2\n"
            + "Disease::DOID:1\tDaG\tGene::9021\nGene::9021\tGr>G\tGene::9021\n",
    ]

    private static func json() throws -> [String: String] {
        ["graph.json": try fixture("hetionet.json")]
    }

    @Test func `both forms give the same graph`() throws {
        let tables = try SmallImport(Self.mapping(), Self.tables).run()
        let json = try SmallImport(Self.mapping(), Self.json()).run()
        #expect(tables.graph.nodes == json.graph.nodes)
        #expect(tables.graph.relationships == json.graph.relationships)
        #expect(tables.graph.nodes.count == 4)
        #expect(tables.graph.relationships.count == 3)
        #expect(tables.graph.node("Gene", "9021")?.properties["name"] == "SOCS3")
        #expect(tables.graph.node("Disease", "DOID:2")?.properties == ["id": "DOID:2"])
        #expect(tables.graph.node("DrugClass", "N1") != nil)
    }

    @Test func `the chunks of the JSON change nothing`() throws {
        let whole = try SmallImport(Self.mapping(data: "all"), Self.json()).run().graph
        for chunk in [16, 17, 40, 200] {
            var small = try SmallImport(Self.mapping(data: "all"), Self.json())
            small.chunkByteCount = chunk
            let graph = try small.run().graph
            #expect(graph.nodes == whole.nodes)
            #expect(graph.relationships == whole.relationships)
        }
    }

    @Test func `data may be kept as properties`() throws {
        let (graph, _) = try SmallImport(Self.mapping(data: "all"), Self.json()).run()
        #expect(
            graph.node("Gene", "9021")?.properties == [
                "id": "9021", "name": "SOCS3", "chromosome": "17", "is_known": true,
            ])
        #expect(
            graph.between("ASSOCIATES", "DOID:1", "9021") == [
                [
                    "sources": .list(.strings(["A", "B"])), "affinity": 12.0, "ids": .list(.empty),
                    "scores": .list(.floats([1, 2.5])),
                ]
            ])
    }

    @Test func `data may be kept in part, with types`() throws {
        let (graph, _) = try SmallImport(
            Self.mapping(data: "{affinity: integer, sources: list of string}"), Self.json()
        ).run()
        #expect(
            graph.between("ASSOCIATES", "DOID:1", "9021") == [
                ["sources": .list(.strings(["A", "B"])), "affinity": 12]
            ])
        #expect(graph.node("Gene", "9021")?.properties.count == 2)
        let error = try SmallImport(
            Self.mapping(data: "{affinity: string}"), Self.json()
        ).failure()
        #expect(error.message == "`affinity` of `data` cannot become a property of its type")
        #expect(error.place?.line == 14)
    }

    @Test(arguments: [
        ("Disease::DOID:1\tDxD\tDisease::DOID:2", "`metaedges` in the mapping has no `DxD`", 17),
        ("Diseas::DOID:1\tDrD\tDisease::DOID:2", "`kinds` in the mapping has no `Diseas`", 1),
        ("Disease::DOID:1\tDrD\tGene::1", "the metaedge wants a Disease here, not a Gene", 21),
        ("DOID:1\tDrD\tDisease::DOID:2", "the identifier has no kind", 1),
        ("Disease::DOID:1\tDrD\tDisease::", "the key is empty", 21),
    ])
    func `a wrong edge is told with its place`(
        row: String, message: String, column: Int
    ) throws {
        var files = Self.tables
        files["edges.sif"] = "source\tmetaedge\ttarget\n\(row)\n"
        let error = try SmallImport(Self.mapping(), files).failure()
        #expect(error.message == message)
        #expect(error.place?.line == 2)
        #expect(error.place?.column == column)
    }

    @Test(arguments: [
        (#"{"kind": "Gene", "identifier": 1.5}"#, "neither a text nor a 64-bit integer"),
        (#"{"kind": "Gene", "identifier": 99999999999999999999}"#, "neither a text nor a 64-bit"),
        (#"{"kind": "Gene"}"#, "the node lacks `identifier`"),
        (#"{"kind": 1, "identifier": 1}"#, "`kind` of the node has the wrong type"),
        (#"{"kind": "Gen", "identifier": 1}"#, "`kinds` in the mapping has no `Gen`"),
        (#"{"kind": "Gene", "identifier": ""}"#, "the key is empty"),
        (#"{"kind": "Gene" "identifier": 1}"#, "the node is no valid JSON"),
    ])
    func `a wrong node is told with its place`(node: String, message: String) throws {
        let text =
            "{\"nodes\": [{\"kind\": \"Gene\", \"identifier\": \"é\"},\n \(node)\n], \"edges\": []}"
        let error = try SmallImport(Self.mapping(), ["graph.json": text]).failure()
        #expect(error.message.contains(message), "\(error)")
        #expect(error.place == .init(file: "graph.json", line: 2, column: 2))
    }

    @Test func `JSON that was cut off is refused`() throws {
        let text = try fixture("hetionet.json")
        for count in stride(from: 2, to: text.count - 3, by: 13) {
            let error = try SmallImport(
                Self.mapping(), ["graph.json": String(text.prefix(count))]
            ).failure()
            #expect(error.message == "the file ends in the middle of its JSON", "at \(count)")
        }
    }

    @Test func `an edge without direction may stand the other way round`() throws {
        let text = """
            {"nodes": [{"kind": "Gene", "identifier": 1}, {"kind": "Disease", "identifier": "D"}],
             "edges": [{"source_id": ["Gene", 1], "target_id": ["Disease", "D"],
                        "kind": "associates", "direction": "both"},
                       {"source_id": ["Gene", 1], "target_id": ["Gene", 1],
                        "kind": "regulates", "direction": "both"}]}
            """
        let error = try SmallImport(Self.mapping(), ["graph.json": text]).failure()
        #expect(error.message.contains("has no Gene `regulates` Gene with direction `both`"))
        let right = text.split(separator: "\n").map(String.init)
        let forward =
            right.dropLast().joined(separator: "\n")
            + "\n\"kind\": \"regulates\", \"direction\": \"forward\"}]}"
        let (graph, _) = try SmallImport(Self.mapping(), ["graph.json": forward]).run()
        #expect(graph.between("ASSOCIATES", "D", "1").count == 1)
        #expect(graph.count(type: "REGULATES") == 1)
    }

    @Test func `only one form is read`() throws {
        let files = Self.tables.merging(try Self.json()) { first, _ in first }
        let error = try SmallImport(Self.mapping(), files).failure()
        #expect(error.place?.file == "graph.json")
        let half = ["nodes.tsv": Self.tables["nodes.tsv"]!]
        #expect(
            try SmallImport(Self.mapping(), half).failure().message
                == "no file is named `edges.sif`")
    }
}
