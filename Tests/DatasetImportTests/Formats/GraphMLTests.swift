import DatasetImport
import Diagnostics
import MedGraph
import Testing

@Suite struct GraphMLTests {
    @Test func `keys with types, defaults, lists, labels and blank ids`() throws {
        try FormatImport.withDatabase { graph in
            let audit = try graph.load([FormatImport.fixture("small.graphml")])
            #expect(audit.tables[0].rowCount == 6)
            #expect(
                audit.tables[0].notes == [
                    "edges without direction, stored as the file writes them": 3
                ])
            #expect(
                try graph.rows(
                    "MATCH (n) RETURN n.id, labels(n), n.name, n.grade, n.codes ORDER BY n.id"
                ) == [
                    "'DOID:1' | ['Disease', 'With:colon'] | 'mi&graine <b>' | 3 | ['G43', 'a,b']",
                    "'DOID:2' | ['Node'] | null | 7 | null",
                    "null | ['Node'] | 'blank' | 3 | null",
                ])
            #expect(
                try graph.rows("MATCH ()-[r]->() RETURN type(r), r.weight ORDER BY r.weight") == [
                    "'RESEMBLES' | 0.5", "'RESEMBLES' | Infinity", "'RELATED_TO' | null",
                ])
        }
    }

    private static func file(_ body: String) -> [String: String] {
        ["t.xml": "<?xml version=\"1.0\"?>\n<graphml>\n\(body)\n</graphml>\n"]
    }

    @Test(arguments: [
        ("<graph><node id='a'/>", "no valid XML", nil),
        (
            "<key id='k' attr.name='x' attr.type='number'/>",
            "no type of `<key>` is named `number`", 3
        ),
        ("<graph>\n<node/></graph>", "the node has no `id`", 4),
        ("<graph>\n<node id='a'><data key='x'>1</data></node></graph>", "no `<key>` `x`", 4),
        ("<graph><hyperedge/></graph>", "`<hyperedge>` is not read", 3),
        ("<graph/><graph/>", "a second `<graph>`", 3),
        (
            "<key id='k' attr.name='x' attr.type='int'/><graph>\n<node id='a'><data key='k'>z</data></node></graph>",
            "`z` is not an integer", 4
        ),
    ])
    func `mistakes are told with their line`(body: String, message: String, line: Int?) throws {
        try FormatImport.withDatabase { graph in
            let error = try graph.failure(Self.file(body))
            #expect(error.message.contains(message), "\(error)")
            if let line { #expect(error.place?.line == line, "\(error)") }
            #expect(try graph.database.information().nodeCount == 0)
        }
    }

    @Test(arguments: [
        "<graph><node id='a'/>\n", "<graph><node id='a'/><node i",
        "<graph><node id='a'/></graph>\n",
        "<graph><node id='a'/></gra", "<graph><node id='a'><data key='k'>te",
    ])
    func `a file that was cut off is refused, wherever it ends`(text: String) throws {
        try FormatImport.withDatabase { graph in
            let beginning =
                "<?xml version=\"1.0\"?>\n<graphml><key id='k' attr.name='x' attr.type='string'/>"
            let error = try graph.failure(["cut.graphml": beginning + text])
            #expect(error.message == "the file ends in the middle of its XML")
            #expect(error.place?.file.hasSuffix("cut.graphml") == true)
        }
    }

    @Test func `entities that grow are refused`() throws {
        try FormatImport.withDatabase { graph in
            var text = "<?xml version=\"1.0\"?>\n<!DOCTYPE graphml [<!ENTITY a0 \"xxxxxxxxxx\">\n"
            for level in 1...9 {
                let inner = String(repeating: "&a\(level - 1);", count: 10)
                text += "<!ENTITY a\(level) \"\(inner)\">\n"
            }
            text += "]>\n<graphml><key id='k' attr.name='x' attr.type='string'/><graph>"
            text += "<node id='n'><data key='k'>&a9;</data></node></graph></graphml>"
            let files = ["bomb.graphml": text]
            #expect(throws: InputError.self) { try graph.load(files) }
        }
    }
}
