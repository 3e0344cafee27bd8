import DatasetImport
import Diagnostics
import MedGraph
import Testing

@Suite struct NTriplesTests {
    @Test(arguments: [1 << 20, 16])
    func `types, names by language, lists, numbers and blank nodes`(chunk: Int) throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load([FormatImport.fixture("small.nt")], chunkByteCount: chunk)
            #expect(audit.tables[0].rowCount == 13)
            #expect(audit.report.relationships.made == 2)
            #expect(audit.report.duplicateRelationships == 1)
            #expect(
                try graph.rows(
                    "MATCH (n:Class) RETURN n.id, n.name, n.name_ru, n.synonym, n.`http://other.org/synonym`, n.count, n.share"
                ) == [
                    "'DOID:1' | 'migraine' | 'мигрень' | ['megrim', 'sick headache'] | 'another' | "
                        + "3 | 0.5"
                ])
            #expect(
                try graph.rows(
                    "MATCH (a)-[r]->(b) RETURN labels(a), a.flag, type(r), b.name ORDER BY type(r)")
                    == [
                        "['Resource'] | true | 'ABOUT' | 'migraine'",
                        "['Class'] | null | 'SUB_CLASS_OF' | 'bé\"\\n'",
                    ])
        }
    }

    @Test(arguments: [
        ("<http://a> <http://p> \"x\"\n", "no dot", 26),
        ("<http://a> <http://p> \"x .\n", "`\"` is missing", 27),
        ("<http://a> \"p\" <http://o> .\n", "the predicate is an `<IRI>`", 12),
        ("<http://a> <http://p> <http://o> <http://g> .\n", "no dot", 34),
        ("<http://a> <http://p> \"\\q\" .\n", "no escape", 24),
    ])
    func `mistakes are told with their place`(text: String, message: String, column: Int) throws {
        try FormatImport.withDatabase { graph in
            let good = "<http://a> <http://p> \"x\" .\n"
            let error = try graph.failure(["t.nt": good + text])
            #expect(error.message.contains(message), "\(error)")
            #expect(error.place?.line == 2, "\(error)")
            #expect(error.place?.column == column, "\(error)")
        }
    }
}
