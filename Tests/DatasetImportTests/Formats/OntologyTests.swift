import DatasetImport
import Diagnostics
import MedGraph
import Testing

@Suite struct OntologyTests {
    @Test(arguments: [1 << 20, 16])
    func `an OBO file with everything`(chunk: Int) throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load(
                [FormatImport.fixture("small.obo")], chunkByteCount: chunk)
            #expect(audit.tables[0].rowCount == 4)
            #expect(
                audit.tables[0].notes == [
                    "obsolete terms left out": 1, "lines `created_by`, which are not read": 1,
                ])
            #expect(
                audit.mapping.source
                    == Source(
                        name: "small.obo", version: "small/2025-01-01", license: "not stated"))
            #expect(
                try graph.rows(
                    "MATCH (n:Term {id: 'S:1'}) RETURN n.name, n.definition, n.comment, n.xrefs, n.alternative_ids, n.subsets"
                ) == [
                    "'pain: sharp, not dull {really}' | 'A \"bad\" feeling.\\nIt hurts.' | "
                        + "'see also : ache' | ['UMLS:C1'] | ['S:9'] | ['core']"
                ])
            #expect(
                try graph.rows(
                    "MATCH (n {id: 'S:1'}) RETURN n.exact_synonyms, n.broad_synonyms, n.narrow_synonyms, n.related_synonyms"
                ) == ["['ache'] | ['suffering'] | ['hurt, \"ouch\"'] | ['torment']"])
            #expect(
                try graph.rows("MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id ORDER BY type(r)")
                    == [
                        "'S:1' | 'HAS_PHENOTYPE' | 'S:3'", "'S:1' | 'IS_A' | 'S:2'",
                        "'S:1' | 'PART_OF' | 'S:3'",
                    ])
        }
    }

    @Test(arguments: [1 << 20, 16])
    func `an OBO Graph`(chunk: Int) throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load(
                [FormatImport.fixture("small.obo.json")], chunkByteCount: chunk
            ) { $0.label = "Phenotype" }
            #expect(audit.tables[0].rowCount == 6)
            #expect(
                try graph.rows(
                    """
                    MATCH (n:Phenotype {id: 'S:1'}) RETURN n.name, n.definition, n.comment, n.namespace,
                        n.exact_synonyms, n.broad_synonyms, n.xrefs, n.alternative_ids, n.subsets
                    """) == [
                        "'pain' | 'A bad feeling.' | 'see also' | 'small' | ['ache'] | "
                            + "['suffering'] | ['UMLS:C1'] | ['S:9'] | ['core']"
                    ])
            #expect(
                try graph.rows("MATCH (a)-[r]->(b) RETURN type(r), b.id ORDER BY type(r)")
                    == ["'HAS_PHENOTYPE' | 'S:2'", "'IS_A' | 'S:2'"])
        }
    }

    @Test(arguments: [
        ("format-version: 1.2\n[Term]\nname: x\n", "the stanza has no `id`", 2),
        ("[Term]\nid: a\ndef: no quotes\n", "`def` has no text in quotes", 3),
        ("[Term]\nid: a\nno tag here\n", "no `tag: value`", 3),
        ("[Term]\nid: a\nrelationship: part_of\n", "the relationship has no end", 3),
    ])
    func `mistakes are told with their line`(text: String, message: String, line: Int) throws {
        try FormatImport.withDatabase { graph in
            let error = try graph.failure(["t.obo": text])
            #expect(error.message.contains(message), "\(error)")
            #expect(error.place?.line == line, "\(error)")
        }
    }
}
