import DatasetImport
import Diagnostics
import MedGraph
import Testing

@Suite struct KGXTests {
    @Test func `tables of nodes and edges`() throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load([
                FormatImport.fixture("kgx_nodes.tsv"), FormatImport.fixture("kgx_edges.tsv"),
            ])
            #expect(audit.report.nodes.made == 3)
            #expect(
                try graph.rows(
                    "MATCH (n) RETURN n.id, labels(n), n.name, n.xref, n.description ORDER BY n.id"
                ) == [
                    "'HP:1' | ['PhenotypicFeature'] | 'headache' | null | null",
                    "'MONDO:1' | ['Disease', 'NamedThing'] | 'migraine' | "
                        + "['DOID:6364', 'UMLS:C1'] | 'a | b'",
                    "'X:1' | ['NamedThing'] | 'nothing said' | null | null",
                ])
            #expect(
                try graph.rows(
                    "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, r.id, r.publications ORDER BY b.id"
                ) == [
                    "'MONDO:1' | 'HAS_PHENOTYPE' | 'HP:1' | 'uuid:1' | ['PMID:1', 'PMID:2']",
                    "'MONDO:1' | 'rdfs:seeAlso' | 'X:1' | 'uuid:2' | null",
                ])
        }
    }

    @Test(arguments: [1 << 20, 16])
    func `JSON Lines keep types, and what no property can hold is counted`(chunk: Int) throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load(
                [FormatImport.fixture("kgx.jsonl")], chunkByteCount: chunk)
            #expect(audit.tables[0].rowCount == 3)
            #expect(
                audit.tables[0].notes == [
                    "`has_attribute`, which no property can hold, left out": 1
                ])
            #expect(
                try graph.rows(
                    "MATCH (n:Disease) RETURN n.weight, n.count, n.xref, n.has_attribute")
                    == ["1.0 | 3 | ['DOID:6364'] | null"])
            #expect(
                try graph.rows("MATCH ()-[r:HAS_PHENOTYPE]->() RETURN r.negated, r.scores")
                    == ["false | [1.0, 2.5]"])
        }
    }

    @Test func `one JSON object is the same graph as its lines`() throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load([FormatImport.fixture("kgx.json")])
            #expect(audit.tables[0].format == .kgxJSON)
            #expect(
                try graph.rows("MATCH (a)-[r]->(b) RETURN a.name, type(r), b.name")
                    == ["'migraine' | 'HAS_PHENOTYPE' | 'headache'"])
        }
    }

    @Test func `a blank id holds within its file and is not kept`() throws {
        try FormatImport.withDatabase { graph in
            let file = [
                "a.jsonl": """
                {"id": "_:1", "category": ["biolink:A"], "name": "x", "_id": 5}
                {"id": "_:e", "subject": "_:1", "predicate": "p", "object": "_:1"}
                """
            ]
            try graph.load(file)
            try graph.load(file)
            #expect(
                try graph.rows("MATCH (n)-[r:p]->(n) RETURN labels(n), n.name, n.id, keys(r)")
                    == ["['A'] | 'x' | 5 | []", "['A'] | 'x' | 5 | []"])
        }
    }

    @Test(arguments: [
        ("{\"id\": \"a\", \"category\": \"x\"}\n{\"id\": \"a\" \"b\"}\n", "no valid JSON", 2, 12),
        ("{\"id\": \"a\", \"category\": 5}\n", "`category` is no text", 1, 1),
        ("{\"id\": \"a\"}\n{\"name\": \"x\"}\n", "no node and no edge", 2, 1),
        ("{\"id\": \"a\"}\n{\"subject\": \"x\", \"object\": \"y\"}\n", "no edge of KGX", 2, 1),
    ])
    func `mistakes are told with their place`(
        text: String, message: String, line: Int, column: Int
    ) throws {
        try FormatImport.withDatabase { graph in
            let error = try graph.failure(["t.jsonl": text])
            #expect(error.message.contains(message), "\(error)")
            #expect(error.place?.line == line, "\(error)")
            #expect(error.place?.column == column, "\(error)")
        }
    }

    @Test func `an empty cell of the triple is a mistake`() throws {
        try FormatImport.withDatabase { graph in
            let error = try graph.failure(["t.tsv": "subject\tpredicate\tobject\na\tb\t\n"])
            #expect(error.message == "the `object` is empty")
            #expect(
                error.place == .init(file: "t.tsv", line: 2, column: 5, columnName: "object"))
        }
    }
}
