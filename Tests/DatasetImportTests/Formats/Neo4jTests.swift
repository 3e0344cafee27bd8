import DatasetImport
import Diagnostics
import MedGraph
import Testing

@Suite struct Neo4jTests {
    @Test func `typed columns, lists, labels and parallel relationships`() throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load([FormatImport.fixture("neo4j")])
            #expect(audit.report.nodes.made == 5)
            #expect(audit.report.relationships.made == 4)
            #expect(
                try graph.rows(
                    """
                    MATCH (d:Disease) RETURN d.icd10, d.name, d.synonyms, d.prevalence, d.rare,
                        d.since, d.note, labels(d) ORDER BY d.icd10
                    """) == [
                        "'E11' | 'diabetes' | null | 0.01 | true | null | null | ['Disease']",
                        "'G43' | 'migraine, with \"aura\"' | ['megrim', 'sick headache'] | 0.12 | "
                            + "false | '1960-01-01' | null | ['Disease', 'Concept']",
                        "'I10' | 'hypertension' | [] | null | false | null | null | ['Disease']",
                    ])
            #expect(
                try graph.rows(
                    "MATCH (d)-[r:HAS_SYMPTOM]->(s) RETURN d.icd10, s.id, r.weight ORDER BY s.id, r.weight"
                ) == [
                    "'G43' | 1 | 0.9", "'G43' | 2 | 0.5", "'G43' | 2 | 0.5", "'G43' | 2 | null",
                ])
            #expect(
                audit.tables.contains { $0.notes["column `since` of type date kept as text"] == 1 })
        }
    }

    @Test func `the same again adds nothing`() throws {
        try FormatImport.withDatabase { graph in
            try graph.load([FormatImport.fixture("neo4j")])
            let hash = try graph.database.contentHash()
            let again = try graph.load([FormatImport.fixture("neo4j")])
            #expect(again.report.nodes.made == 0)
            #expect(again.report.relationships.made == 0)
            #expect(again.report.duplicateRelationships == 4)
            #expect(try graph.database.contentHash() == hash)
        }
    }

    @Test func `headers in files of their own, as BioCypher writes them`() throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load([FormatImport.fixture("biocypher")])
            #expect(audit.report.nodes.made == 3)
            #expect(audit.report.relationships.made == 2)
            #expect(audit.tables.map(\.rowCount) == [0, 2, 1, 0, 2])
            #expect(
                try graph.rows(
                    "MATCH (n) RETURN n.name, n.score, n.aliases, labels(n), n.id, size(keys(n)) ORDER BY n.name"
                ) == [
                    "'angina; stable' | 1.5 | ['a', 'b'] | ['Disease', 'BiologicalEntity'] | "
                        + "null | 4",
                    "'it is' | null | null | ['Disease', 'BiologicalEntity'] | null | 2",
                    "'third' | 2.5 | ['c'] | ['Disease', 'BiologicalEntity'] | "
                        + "null | 4",
                ])
            #expect(
                try graph.rows("MATCH (a)-[r:RESEMBLES]->(b) RETURN a.name, b.name ORDER BY a.name")
                    == ["'angina; stable' | 'it is'", "'it is' | 'third'"])
        }
    }

    @Test func `without the import call the files show how they are parted and quoted`() throws {
        let names = [
            "Disease-header.csv", "Disease-part000.csv", "Disease-part001.csv",
            "Disease_resembles-header.csv", "Disease_resembles-part000.csv",
        ]
        try FormatImport.withDatabase { graph in
            try graph.load(names.map { FormatImport.fixture("biocypher/\($0)") })
            #expect(
                try graph.rows("MATCH (n {name: 'angina; stable'}) RETURN n.aliases")
                    == ["['a', 'b']"])
        }
    }

    @Test func `ids of different spaces never meet, and those without a name are not kept`() throws
    {
        try FormatImport.withDatabase { graph in
            try graph.load([
                "a.csv": "k:ID(A),:LABEL\n1,Thing\n2,Thing\n",
                "b.csv": ":ID(B)\t:LABEL\n1\tThing\n",
                "r.csv": ":START_ID(A),:END_ID(B),:TYPE\n1,1,T\n2,1,T\n",
            ])
            #expect(
                try graph.rows("MATCH (a)-[:T]->(b) RETURN a.k, b.k, keys(b) ORDER BY a.k")
                    == ["'1' | null | []", "'2' | null | []"])
            #expect(try graph.rows("MATCH (n:Thing) RETURN count(*)") == ["3"])
        }
    }

    @Test func `an end that no file names is dangling, and is found in the database`() throws {
        try FormatImport.withDatabase { graph in
            try graph.load(["n.csv": "id:ID,:LABEL\na,X\nb,Y\n"])
            let audit = try graph.load([
                "r.csv": ":START_ID,:END_ID,:TYPE\na,b,T\na,missing,T\n"
            ])
            #expect(audit.outcome == .refused)
            #expect(audit.report.danglingRelationships == 1)
            let stubbed = try graph.load(
                ["r.csv": ":START_ID,:END_ID,:TYPE\na,b,T\na,missing,T\n"], dangling: .stub)
            #expect(stubbed.report.stubNodes == 1)
            #expect(
                try graph.rows("MATCH ({id: 'a'})-[:T]->(n) RETURN n.id, labels(n) ORDER BY n.id")
                    == ["'b' | ['Y']", "'missing' | ['Node']"])
        }
    }

    @Test func `a name that several nodes have is refused, not guessed`() throws {
        try FormatImport.withDatabase { graph in
            try graph.load(["n.csv": "id:ID,:LABEL\na,X\n"])
            try graph.load(["n.csv": "id:ID,:LABEL\na,Y\n"])
            let error = try graph.failure(["r.csv": ":START_ID,:END_ID,:TYPE\na,a,T\n"])
            #expect(error.message.contains("nothing says which is meant"))
            #expect(error.place?.line == 2)
        }
    }

    @Test(arguments: [
        ("id:ID,n:int,:LABEL\na,x,L\n", "`x` is not an integer", 2, 3),
        ("id:ID,b:boolean,:LABEL\na,maybe,L\n", "none of the words for true and false", 2, 3),
        ("id:ID,:LABEL\n,L\n", "the cell is empty", 2, 1),
        ("id:ID,n:int,n:long\na,1,2\n", "`n` stands twice", 1, nil),
        (":START_ID,:END_ID\na,b\n", "no `:TYPE`", 1, nil),
        ("id:ID,n:integr,:LABEL\na,1,L\n", "no type of columns is named `integr`", 1, nil),
        ("id:ID,:LABEL\na,b,c\n", "the row has 3 cells", 2, 5),
    ])
    func `mistakes are told with their place`(
        text: String, message: String, line: Int, column: Int?
    ) throws {
        try FormatImport.withDatabase { graph in
            let error = try graph.failure(["t.csv": text])
            #expect(error.message.contains(message), "\(error)")
            #expect(error.place?.line == line, "\(error)")
            #expect(error.place?.column == column, "\(error)")
            #expect(try graph.database.information().nodeCount == 0)
        }
    }
}
