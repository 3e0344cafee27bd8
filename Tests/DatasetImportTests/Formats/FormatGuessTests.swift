import Diagnostics
import Foundation
import MedGraph
import Testing

@testable import DatasetImport

@Suite struct FormatGuessTests {
    @Test(arguments: [
        ("neo4j/diseases.csv", TableFormat.neo4jCSV), ("kgx_nodes.tsv", .kgxTable),
        ("kgx_edges.tsv", .kgxTable), ("kgx.jsonl", .kgxLines), ("kgx.json", .kgxJSON),
        ("small.obo", .obo), ("small.obo.json", .oboGraph), ("small.graphml", .graphML),
        ("small.nt", .nTriples),
    ])
    func `the content of a file says its format, whatever its name`(
        name: String, format: TableFormat
    ) throws {
        let bytes = try Array(Data(contentsOf: URL(filePath: FormatImport.fixture(name))))
        for bytes in [bytes, gzip(bytes), [0xEF, 0xBB, 0xBF] + bytes] {
            let sample = try FileSample(InputFile(name: "some.txt", bytes: bytes))
            #expect(FormatGuess.formats(of: sample) == [format])
        }
    }

    @Test(arguments: [
        "a,b\nx,y\n", "", "\n", "{}", "<html></html>", "plain words", "# only",
        // What tells of a format is not written in it.
        "# An ontology\n\n```\n[Term]\nid: X:1\n```\n", "# Note: terms\n[Term]\nid: X:1\n",
    ])
    func `a file that no format fits is refused and not guessed`(text: String) throws {
        try FormatImport.withDatabase { graph in
            let error = try graph.failure(["t": text])
            #expect(error.message == "the file has no format that describes itself")
            #expect(error.hint?.contains("--mapping") == true)
        }
    }

    @Test(arguments: ["! A remark: of somebody\n", "\n", "ontology: x\n", ""])
    func `OBO may begin with remarks, tags or a stanza`(beginning: String) throws {
        let bytes = Array("\(beginning)[Term]\nid: X:1\nname: x\n".utf8)
        #expect(
            FormatGuess.formats(of: try FileSample(InputFile(name: "x", bytes: bytes))) == [.obo])
    }

    @Test func `where two formats fit, a person is asked`() throws {
        try FormatImport.withDatabase { graph in
            let text = "{\"nodes\": [], \"edges\": []}"
            let error = try graph.failure(["t.json": text])
            #expect(error.message == "the file can be `hetionet-json` or `kgx-json`")
            #expect(error.hint == "say which with `--format`")
            let audit = try graph.load(["t.json": text]) { $0.formats = [.kgxJSON] }
            #expect(audit.report.nodes.read == 0)
        }
    }

    @Test func `a table that is two things at once is asked about`() throws {
        try FormatImport.withDatabase { graph in
            let error = try graph.failure(["t.csv": "x:ID,subject,predicate,object\n1,a,b,c\n"])
            #expect(error.message == "the file can be `neo4j-csv` or `kgx-tsv`")
        }
    }
}
